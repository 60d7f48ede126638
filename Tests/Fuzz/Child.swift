import Foundation

/// Works through inputs in order and says in a file which one is under way.
struct Child {
  let seed: UInt64
  let from: Int
  let progress: String
  /// Exit code where an input took more memory than the limit.
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
      let memory = MemoryUse()
      cases.run(cases.input(number))
      if memory.mostTaken > Self.mostMemory {
        try? FileManager.default.removeItem(atPath: folder)
        exit(Self.tooMuchMemory)
      }
      number += 1
    }
  }
}

/// What this process takes of memory from here on.
private struct MemoryUse {
  private let before: Int

  init() {
    // The system counts the most from here on (Linux, proc(5)).
    if let file = fopen("/proc/self/clear_refs", "w") {
      fputs("5", file)
      fclose(file)
    }
    before = Self.bytes("VmRSS:") ?? 0
  }

  /// The most bytes that were in use at a time, without those from before.
  var mostTaken: Int {
    if let most = Self.bytes("VmHWM:") { return most - before }
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage.ru_maxrss
  }

  private static func bytes(_ name: String) -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) }),
      let count = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    return count * 1_024
  }
}
