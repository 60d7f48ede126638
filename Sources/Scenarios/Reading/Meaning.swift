import Sim

/// What was meant by what is misspelt or written in a wrong shape, where that can be seen.
enum Meaning {
  /// Entries under the keys that were meant. One that is there already is not meant by another.
  static func entries(_ written: [FileNode.Entry], in record: Format.Record) -> [FileNode.Entry] {
    guard written.contains(where: { record.key($0.name) == nil }) else { return written }
    var free = Set(record.builtKeys).subtracting(written.map(\.name))
    return written.map { entry in
      guard record.key(entry.name) == nil,
        let near = key(entry.name, among: record.builtKeys.filter(free.contains))
      else { return entry }
      free.remove(near)
      return .init(key: entry.key.with(.scalar(near, .plain)), value: entry.value)
    }
  }

  /// Sections by what other tools and texts call them.
  private static let foreign = [
    "topics": "issues", "items": "issues", "players": "parties", "actors": "parties",
    "agents": "parties", "sides": "parties", "stakeholders": "parties", "variables": "parameters",
    "inputs": "parameters", "assumptions": "parameters", "constants": "parameters",
    "endings": "outcomes", "results": "outcomes", "outputs": "measures", "metrics": "measures",
    "negotiation": "talks", "bargaining": "talks", "texts": "plans", "proposals": "plans",
    "drafts": "plans", "calendar": "clock", "shocks": "events",
  ]

  /// Keys that differ in digits alone, as `p10` and `p50`, are no misspellings of each other.
  static func key(_ name: String, among known: [String]) -> String? {
    if let meant = foreign[name], known.contains(meant) { return meant }
    func letters(_ text: String) -> String { text.filter { !$0.isNumber } }
    let others = known.filter { letters($0) != letters(name) || $0.count != name.count }
    return nearest(name, in: others) ?? lengthened(name, in: others)
  }

  /// `[0.3, 0.6]` where one number belongs, which is no value for each of several.
  static func range(_ node: FileNode, as shape: Format.Shape) -> LanguageCause? {
    switch shape {
    case .expression, .rate, .either(.expression, .record), .either(.rate, .record): break
    default: return nil
    }
    guard let ends = node.items, ends.count == 2 else { return nil }
    let text = "[\(ends.map { $0.text ?? "" }.joined(separator: ", "))]"
    do throws(Diagnostics) {
      _ = try ExpressionParser.parse(SourceText(text))
      return nil
    } catch {
      guard let cause = error.all.first?.cause as? LanguageCause, case .dash = cause else {
        return nil
      }
      return cause
    }
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
