import Sim

typealias NamedExpression = (name: Named, value: Expression)

/// A node with the path of its entry, read as what the format says stands there.
///
/// `FormatCheck` has reported what is of the wrong shape; here that is `nil` without a word.
struct YAMLCursor {
  let node: FileNode
  /// Dotted: `state.front.next`.
  let path: String
  let findings: Findings
  /// The key that the node stands under.
  private var key: FileNode?
  /// The key whose value may stand in place of the map.
  private var shortKey: String?

  /// The whole of a scenario.
  init(_ root: FileNode, _ findings: Findings) {
    self.init(node: root, path: "", findings: findings, key: nil)
  }

  private init(node: FileNode, path: String, findings: Findings, key: FileNode?) {
    self.node = node
    self.path = path
    self.findings = findings
    self.key = key
  }

  subscript(_ key: String) -> YAMLCursor? {
    if key == shortKey, !isMap { return self }
    return node.entry(key).map(child)
  }

  private func child(_ entry: FileNode.Entry) -> YAMLCursor {
    YAMLCursor(
      node: entry.value, path: FileNode.join(path, entry.name), findings: findings, key: entry.key)
  }

  /// The same, where what is not a map stands for the value of a key.
  func short(_ key: String) -> YAMLCursor {
    var cursor = self
    cursor.shortKey = key
    return cursor
  }

  /// The entry under its name, for the analyst's names and for errors about it as a whole.
  var named: Named { Named(key?.text ?? "", (key ?? node).sourceText(path: path)) }

  /// The scalar and its place, whatever it says.
  var scalar: Named { Named(text ?? "", node.sourceText(path: path)) }

  /// The entries of a map.
  var entries: [YAMLCursor] { (node.entries ?? []).map(child) }

  var items: [YAMLCursor] {
    (node.items ?? [node]).map {
      YAMLCursor(node: $0, path: path, findings: findings, key: key)
    }
  }

  var isMap: Bool { node.entries != nil }

  var text: String? { node.text }

  var flag: Bool { node.text == "true" }

  var count: Int? { node.text.flatMap { Int($0) } }

  var date: CalendarDate? { node.text.flatMap(DateText.date) }

  /// A name that the scalar gives, with its place.
  var name: Named? {
    guard let text = node.text, NameRule.problem(with: text) == nil else { return nil }
    return Named(text, node.sourceText(path: path))
  }

  /// One name or a list of them.
  var names: [Named] { items.compactMap(\.name) }

  var expression: Expression? {
    guard node.text != nil else { return nil }
    do {
      let written = try ExpressionParser.parse(node.sourceText(path: path))
      return node.input?.replacing(written) ?? written
    } catch {
      findings.add(error)
      return nil
    }
  }

  var rate: RateExpression? {
    guard node.text != nil else { return nil }
    do {
      return try ExpressionParser.parseRate(node.sourceText(path: path))
    } catch {
      findings.add(error)
      return nil
    }
  }

  /// The expressions of a map.
  var expressions: [NamedExpression] {
    entries.compactMap { entry in entry.expression.map { (entry.named, $0) } }
  }

  func error(_ cause: any Cause) { findings.add(node.error(path: path, cause)) }
}
