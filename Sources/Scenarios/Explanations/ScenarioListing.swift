import Sim

/// A scenario as its files say it, with what they extend, settings and the defaults of parties laid over one
/// another, and with what holds where nothing is said.
package struct ScenarioListing: Sendable {
  package struct Line: Sendable, Hashable {
    package let indent: Int
    package let text: String
    /// Not written in any file.
    package let isDefault: Bool
  }

  package let lines: [Line]

  /// Throws as `ScenarioFile.load`.
  package init(path: String, settings: [Setting] = [], root: FileSource? = nil) throws {
    self.init(try ScenarioFile.written(path: path, settings: settings, root: root))
  }

  init(_ root: FileNode) {
    var printer = ListingPrinter()
    printer.section(root, place: "", shape: .record(ScenarioFile.format.record), indent: 0)
    lines = printer.lines
  }
}

/// Prints nodes as YAML, short maps on one line.
private struct ListingPrinter {
  var lines: [ScenarioListing.Line] = []

  private static let longestMap = 64
  /// What is no part of what is computed, or is said by the file alone.
  private static let left = Defaults.unsaid.subtracting(["unit", "each"]).union([
    "format", "extends", "verify", "title", "scenario", "party_defaults",
  ])

  mutating func section(_ node: FileNode, place: String, shape: Format.Shape?, indent: Int) {
    guard let entries = node.entries else { return }
    let record = shape?.record
    let isNamed = record == nil
    var written: Set<String> = []
    for entry in entries {
      written.insert(entry.name)
      guard isNamed || !Self.left.contains(entry.name) else { continue }
      let inner = place.isEmpty ? entry.name : "\(place).\(isNamed ? "*" : entry.name)"
      value(
        entry.value, key: entry.name, place: inner, shape: shape?.child(entry.name), indent: indent)
    }
    guard record != nil else { return }
    var defaults = Defaults.of(place)
    if place == "talks", let word = node["protocol"]?.text {
      defaults += Defaults.of("talks.\(word)")
    }
    for (key, text) in defaults where !written.contains(key) {
      // A key of another alternative, as `delay` beside `rate`, has no part here.
      if let record, isExcluded(key, by: written, record) { continue }
      if Defaults.isWithoutPart(key, of: place, beside: written) { continue }
      lines.append(.init(indent: indent, text: "\(key): \(text)", isDefault: true))
    }
  }

  private func isExcluded(_ key: String, by written: Set<String>, _ record: Format.Record) -> Bool {
    record.alternatives.contains { alternatives in
      guard let own = alternatives.group(of: key) else { return false }
      return !own.contains { written.contains($0) }
    }
  }

  private mutating func value(
    _ node: FileNode, key: String, place: String, shape: Format.Shape?, indent: Int
  ) {
    let hasDefaults = node.entries != nil && shape?.record != nil && !Defaults.of(place).isEmpty
    let isSection = indent == 0 && node.entries != nil
    if !hasDefaults, !isSection, let short = Self.short(node, shape, atTop: true),
      short.count <= Self.longestMap || node.text != nil
    {
      lines.append(.init(indent: indent, text: "\(key): \(short)", isDefault: false))
      return
    }
    lines.append(.init(indent: indent, text: "\(key):", isDefault: false))
    switch node.content {
    case .scalar: break
    case .list(let items):
      for item in items {
        lines.append(
          .init(
            indent: indent + 1, text: "- " + (Self.short(item, nil, atTop: false) ?? ""),
            isDefault: false))
      }
    case .map: section(node, place: place, shape: shape, indent: indent + 1)
    }
  }

  /// On one line, without what only explains.
  private static func short(_ node: FileNode, _ shape: Format.Shape?, atTop: Bool) -> String? {
    switch node.content {
    case .scalar(let text, let style): return scalar(text, style, atTop: atTop)
    case .list(let items):
      return "[" + items.compactMap { short($0, nil, atTop: false) }.joined(separator: ", ") + "]"
    case .map(let entries):
      let isNamed = shape != nil && shape?.record == nil
      let shown = entries.filter { isNamed || !left.contains($0.name) }
      // What is left of {value: 0.4, source: coding} is 0.4.
      if shown.count == 1, let only = shown.first, only.name == shape?.record?.short {
        return short(only.value, shape?.child(only.name), atTop: atTop)
      }
      return "{"
        + shown.map { "\($0.name): \(short($0.value, shape?.child($0.name), atTop: false) ?? "")" }
        .joined(separator: ", ") + "}"
    }
  }

  private static func scalar(_ text: String, _ style: FileNode.Style, atTop: Bool) -> String {
    let line = text.split(whereSeparator: \.isNewline).map { $0.trimmed }.joined(separator: " ")
    let needsQuotes = !atTop && line.contains { ",{}[]:#".contains($0) }
    return needsQuotes ? "\"\(line)\"" : line
  }
}
