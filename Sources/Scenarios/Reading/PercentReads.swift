import Sim

/// Finds percentages beside a term that an expression reads, as in `agreed.wage > 4%`, where the ends
/// of the issue are percentages. Such a percentage is a share of the way, not an amount on the line.
struct PercentReads {
  let scales: [String: IssueScale]

  /// In the order of the file.
  func found(in root: FileNode) -> [PercentTerm] {
    guard scales.values.contains(where: \.isPercent) else { return [] }
    var found: [PercentTerm] = []
    for section in root.entries ?? [] where !EntryWords.isUnread(section.name) {
      for (entry, node) in EntryWords.parts(of: section.name, section.value) {
        collect(node, entry, &found)
      }
    }
    return found
  }

  private func collect(_ node: FileNode, _ entry: String, _ found: inout [PercentTerm]) {
    switch node.content {
    case .scalar(let text, _):
      // Most texts are none of these, and need no reading.
      guard text.contains("%"), scales.keys.contains(where: text.contains),
        let e = try? ExpressionParser.parseRate(node.sourceText(path: entry)).value
      else { return }
      e.visit { look($0, entry, &found) }
    case .list(let items): for item in items { collect(item, entry, &found) }
    case .map(let entries):
      for part in entries where !EntryWords.isUnread(part.name) {
        collect(part.value, entry, &found)
      }
    }
  }

  /// What is compared, added or chosen from together.
  private func look(_ e: Expression, _ entry: String, _ found: inout [PercentTerm]) {
    let parts: [Expression]
    switch e.kind {
    case .binary(let operation, let a, let b):
      switch operation {
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .add, .subtract:
        parts = [a, b]
      default: return
      }
    case .call(let name, let arguments) where ["min", "max", "clamp", "if"].contains(name):
      parts = arguments.map(\.value)
    default: return
    }
    guard let (term, issue) = parts.lazy.compactMap(readTerm).first, let scale = scales[issue],
      scale.isPercent
    else { return }
    for part in parts {
      guard let plain = part.plainNumber, let amount = Amount(Self.text(part)),
        amount.unit == .percent, let share = scale.share(of: amount), (0...1).contains(share),
        share != plain
      else { continue }
      found.append(
        PercentTerm(
          issue: issue, path: entry, written: Self.text(part),
          position: part.source.position(of: part.range.lowerBound), low: scale.lowText,
          high: scale.highText,
          reading: .beside(term: Self.text(term), plain: plain, scale: share)))
    }
  }

  /// `agreed.wage`, `union.ideal[wage]`: something that lies between the ends of an issue.
  private func readTerm(_ e: Expression) -> (Expression, issue: String)? {
    switch e.kind {
    case .member(let base, let issue) where scales[issue] != nil:
      if case .name = base.kind { return (e, issue) }
    case .index(let base, let indices):
      guard indices.count == 1, case .name(let issue) = indices[0].kind, scales[issue] != nil
      else { return nil }
      switch base.kind {
      case .member(_, "ideal"), .name("weighted_mean"), .name("draft"), .name("agreed"),
        .name("status_quo"):
        return (e, issue)
      default: break
      }
    default: break
    }
    return nil
  }

  /// As it is written.
  private static func text(_ e: Expression) -> String {
    let characters = Array(e.source.text)
    guard e.range.upperBound <= characters.count else { return e.description }
    return String(characters[e.range])
  }
}
