import Foundation

/// Watches a child that works through inputs: one that crashes, hangs or takes too much memory is
/// saved, and the next child goes on after it.
struct Supervisor {
  let minutes: Int
  let seed: Int
  let from: Int
  static let mostSeconds = 10.0
  static let findings = "fuzz-findings"

  func work() {
    let end = Date().addingTimeInterval(Double(minutes) * 60)
    let progress = FileManager.default.temporaryDirectory.path + "/simrun-fuzz-progress-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: progress) }
    var next = from
    var failed = 0
    while Date() < end {
      let (number, what) = watch(from: next, until: end, progress)
      next = number + 1
      guard let what else { break }
      failed += 1
      save(number, what)
    }
    print("\(next - from) inputs from \(from) on with seed \(seed), \(failed) failed")
    exit(failed == 0 ? 0 : 1)
  }

  /// The input at which the child ended, and how; `nil`: the time is up.
  private func watch(from: Int, until end: Date, _ progress: String) -> (Int, String?) {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    child.arguments = ["--child", "\(seed)", "\(from)", progress]
    var environment = ProcessInfo.processInfo.environment
    environment["SWIFT_BACKTRACE"] = "enable=no"
    child.environment = environment
    child.standardError = FileHandle.nullDevice
    guard (try? child.run()) != nil else { return (from, nil) }
    var (number, used, wall) = (from, 0.0, Date())
    while child.isRunning {
      Thread.sleep(forTimeInterval: 0.2)
      let now = current(progress) ?? from
      if now != number { (number, used, wall) = (now, seconds(of: child), Date()) }
      if Date() >= end {
        child.terminate()
        child.waitUntilExit()
        return (number, nil)
      }
      // By its own time on the processor: others may be at work too. What sleeps is noticed as
      // well.
      let isBusyTooLong = seconds(of: child) - used > Self.mostSeconds
      if isBusyTooLong || Date().timeIntervalSince(wall) > 30 * Self.mostSeconds {
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
        return (current(progress) ?? number, "hangs")
      }
    }
    let last = current(progress) ?? number
    if child.terminationReason == .exit, child.terminationStatus == Child.tooMuchMemory {
      return (last, "takes over 1 GB")
    }
    return (last, "crashes (\(child.terminationStatus))")
  }

  private func current(_ progress: String) -> Int? {
    guard let data = FileManager.default.contents(atPath: progress), data.count == 8 else {
      return nil
    }
    return data.withUnsafeBytes { $0.loadUnaligned(as: Int.self) }
  }

  /// Seconds that a process has had on the processor; 0 where the system does not say.
  private func seconds(of child: Process) -> Double {
    let path = "/proc/\(child.processIdentifier)/stat"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let rest = text.split(separator: ")").last?.split(separator: " "), rest.count > 13,
      let user = Double(rest[11]), let system = Double(rest[12])
    else { return 0 }
    return (user + system) / 100
  }

  private func save(_ number: Int, _ what: String) {
    print("input \(number) with seed \(seed) \(what)")
    try? FileManager.default.createDirectory(
      atPath: Self.findings, withIntermediateDirectories: true)
    let folder = scratch()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cases = Cases(seed: UInt64(seed), texts: texts(), folder: folder)
    let bytes = cases.input(number).bytes
    try? Data(bytes).write(to: URL(fileURLWithPath: "\(Self.findings)/\(seed)-\(number)"))
  }
}
