internal import Foundation

/// The folders in which shards of a plan are run, beside their parts: hidden, and gone once a part is
/// there.
enum ShardWork {
  /// What more copies at once would leave, if they were cut off, is not looked for.
  static let mostCopies = 8

  /// Two copies of a shard that are at work at once have folders of their own.
  static func name(_ shard: Shard, copy: Int) -> String {
    ".\(shard.number)-of-\(shard.count)" + (copy > 1 ? "-\(copy)" : "")
  }

  /// Removes what a run has left in its folder, and the folder. `known`: what runs write.
  static func remove(_ folder: String, known: [String]) {
    for name in known { try? Disk.remove(folder + "/" + name) }
    Disk.removeFolder(folder)
  }

  /// Removes all parts of a folder, all that belongs to them, and nothing else.
  static func clear(_ folder: String) {
    for name in (try? Disk.names(in: folder)) ?? [] {
      if name.hasPrefix("side-"), Int(name.dropFirst(5)) != nil { clear(folder + "/" + name) }
      guard isOfShard(name) else { continue }
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    Disk.removeFolder(folder)
  }

  /// `3-of-64.part`, `3-of-64.json`, `.3-of-64` and whatever follows.
  private static func isOfShard(_ name: String) -> Bool {
    let isHidden = name.hasPrefix(".")
    let parts = name.dropFirst(isHidden ? 1 : 0)
      .split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, Int(parts[0]) != nil, parts[1] == "of" else { return false }
    let count = parts[2].prefix { $0.isASCII && $0.isNumber }
    return !count.isEmpty
      && (isHidden || [".part", ".json"].contains(parts[2].dropFirst(count.count)))
  }
}
