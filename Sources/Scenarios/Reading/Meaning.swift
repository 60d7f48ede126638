import Sim

/// What was meant by what is misspelt or written in a wrong shape, where that can be seen.
enum Meaning {
  /// Entries under the keys that were meant. One that is there already is not meant by another.
  static func entries(_ written: [FileNode.Entry], in record: Format.Record) -> [FileNode.Entry] {
    var free = Set(record.builtKeys).subtracting(written.map(\.name))
    return written.map { entry in
      guard record.key(entry.name) == nil,
        let near = key(entry.name, among: record.builtKeys.filter(free.contains))
      else { return entry }
      free.remove(near)
      return .init(key: entry.key.with(.scalar(near, .plain)), value: entry.value)
    }
  }

  /// Keys that differ in digits alone, as `p10` and `p50`, are no misspellings of each other.
  static func key(_ name: String, among known: [String]) -> String? {
    func letters(_ text: String) -> String { text.filter { !$0.isNumber } }
    let others = known.filter { letters($0) != letters(name) || $0.count != name.count }
    return nearest(name, in: others) ?? lengthened(name, in: others)
  }

  /// `a, b` where the list `[a, b]` belongs.
  static func list(_ node: FileNode, as shape: Format.Shape) -> FileNode? {
    guard case .list(of: .word, _) = shape, let text = node.text else { return nil }
    let names = text.split(separator: ",").map(\.trimmed)
    guard names.count > 1, names.allSatisfy({ NameRule.problem(with: $0) == nil }) else {
      return nil
    }
    return node.with(.list(names.map { node.with(.scalar($0, .plain)) }))
  }
}
