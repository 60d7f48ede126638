import Sim

/// A node with the path of its entry, read as what the format says stands there.
///
/// `FormatCheck` has told what is of the wrong shape; here that is `nil` without a word.
struct YAMLCursor {
  let node: FileNode
  /// Dotted: `state.front.next`.
  let path: String
  let findings: Findings

  subscript(_ key: String) -> YAMLCursor? { node[key].map { child(key, $0) } }

  private func child(_ key: String, _ node: FileNode) -> YAMLCursor {
    YAMLCursor(node: node, path: FormatCheck.join(path, key), findings: findings)
  }

  /// The entries of a map under the names that the analyst chose.
  var entries: [(name: Named, value: YAMLCursor)] {
    (node.entries ?? []).map { entry in
      let value = child(entry.name, entry.value)
      return (Named(entry.name, entry.key.sourceText(path: value.path)), value)
    }
  }

  var items: [YAMLCursor] {
    (node.items ?? [node]).map { YAMLCursor(node: $0, path: path, findings: findings) }
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
      return try ExpressionParser.parse(node.sourceText(path: path))
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
  var expressions: [(name: Named, value: Expression)] {
    entries.compactMap { name, value in value.expression.map { (name, $0) } }
  }

  /// One expression for all elements, or a map of them.
  var perElement: PerElement? {
    isMap ? .each(expressions) : expression.map(PerElement.all)
  }

  /// `issue`, or `[issue, party]`.
  var elements: [ElementKind] {
    var elements: [ElementKind] = []
    for item in items {
      guard
        let element: ElementKind = item.text == "issue"
          ? .issue : item.text == "party" ? .party : nil
      else { continue }
      if elements.contains(element) { item.error("'\(item.text ?? "")' is named twice") }
      elements.append(element)
    }
    return elements
  }

  /// The entry's value where it is short, or the key of its map.
  func shortOr(_ key: String) -> YAMLCursor? { isMap ? self[key] : self }

  func error(_ message: String) { findings.add(node.error(path: path, message)) }
}
