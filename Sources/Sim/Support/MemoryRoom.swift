import CGSL
import Foundation

/// How much memory this program can still take, in bytes, as far as the system says.
package enum MemoryRoom {
  /// Under a limit on address space what is merely set aside counts too (`ulimit -v`).
  package static var addressSpaceIsLimited: Bool { limit(sim_limit_of_address_space()) != nil }

  /// To be called before other threads are started: where memory is limited, they set aside no more than they
  /// need. Where address space is, all share one region for what they allocate, as each would otherwise set
  /// aside 64 MB.
  package static func prepare() {
    if addressSpaceIsLimited {
      sim_share_allocation()
    } else if limit(sim_limit_of_data()) == nil {
      sim_grow_by_megabytes()
    }
  }

  /// What the program must find to read a file and say what is wrong with it.
  package static let least = 40 << 20

  /// The least of what the machine has available, what the limits of this process leave and what is
  /// left in the container that it runs in. Off Linux: the memory of the machine.
  package static var available: Int {
    let machine =
      field("MemAvailable:", of: text("/proc/meminfo")).map { $0 * 1024 }
      ?? Int(clamping: ProcessInfo.processInfo.physicalMemory)
    return max(0, min(machine, underLimits, inContainer))
  }

  /// What the limits of this process leave, which no wish of a user's raises.
  package static var underLimits: Int {
    let (space, data) = (limit(sim_limit_of_address_space()), limit(sim_limit_of_data()))
    guard space != nil || data != nil else { return .max }
    let used = text("/proc/self/statm").split(separator: " ").compactMap { Int($0) }
    guard used.count > 5 else { return .max }
    let page = Int(getpagesize())
    return max(
      0, min(space.map { $0 - used[0] * page } ?? .max, data.map { $0 - used[5] * page } ?? .max))
  }

  /// A limit of this process; `nil` if there is none.
  private static func limit(_ bytes: Int64) -> Int? { bytes < 0 ? nil : Int(clamping: bytes) }

  /// The least that this group of processes and those that hold it leave, without what they keep of
  /// files, which makes room when it is needed.
  private static var inContainer: Int {
    var least = Int.max
    for line in text("/proc/self/cgroup").split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[1].isEmpty || parts[1].split(separator: ",").contains("memory")
      else { continue }
      let isNew = parts[1].isEmpty
      let root = isNew ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory"
      var path = String(parts[2])
      while true {
        let folder = root + (path == "/" ? "" : path)
        let limit = text(folder + (isNew ? "/memory.max" : "/memory.limit_in_bytes"))
        let used = text(folder + (isNew ? "/memory.current" : "/memory.usage_in_bytes"))
        if let limit = number(limit), let used = number(used) {
          let files = field("inactive_file", of: text(folder + "/memory.stat")) ?? 0
          least = min(least, limit - max(0, used - files))
        }
        guard path.count > 1, let slash = path.lastIndex(of: "/") else { break }
        path = slash == path.startIndex ? "/" : String(path[..<slash])
      }
    }
    return least
  }

  private static func number(_ text: String) -> Int? {
    Int(text.split(separator: "\n").first ?? "")
  }

  private static func field(_ name: String, of text: String) -> Int? {
    text.split(separator: "\n").first { $0.hasPrefix(name) }
      .flatMap { $0.dropFirst(name.count).split(separator: " ").first }.flatMap { Int($0) }
  }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}
