import Foundation

/// Works through inputs in order and says in a file which one is under way.
struct Child {
  let seed: UInt64
  let from: Int
  let progress: String
  /// Exit code where memory went over the limit.
  static let tooMuchMemory: Int32 = 9
  static let mostMemory = 1 << 30

  func work() -> Never {
    let folder = scratch()
    let cases = Cases(seed: seed, texts: texts(), folder: folder)
    let file = open(progress, O_WRONLY | O_CREAT, 0o600)
    var number = from
    while true {
      var written = number
      pwrite(file, &written, MemoryLayout<Int>.size, 0)
      cases.run(cases.input(number))
      var usage = rusage()
      #if canImport(Darwin)
        getrusage(RUSAGE_SELF, &usage)
        let most = usage.ru_maxrss
      #else
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let most = usage.ru_maxrss * 1024
      #endif
      if most > Self.mostMemory {
        try? FileManager.default.removeItem(atPath: folder)
        exit(Self.tooMuchMemory)
      }
      number += 1
    }
  }
}
