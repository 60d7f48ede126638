import Sim

/// Lays what is written in the unit of an issue's ends onto its scale, wherever terms stand, before
/// anything is read: a term of 4 % between 0 % and 8 % is then the number 0.5.
final class IssueUnits {
  private let findings: Findings
  private var scales: [String: IssueScale] = [:]
  /// By issue: the places of its values.
  private var valuePlaces: [String: [String: Double]] = [:]
  /// Amounts in percent, which once were shares of the scale.
  private(set) var percentages: [PercentTerm] = []

  init(_ findings: Findings) { self.findings = findings }

  /// The nodes with numbers in place of amounts.
  func converted(_ root: FileNode) -> FileNode {
    let weekly = root["clock"]?["step"]?.text == "week"
    for issue in root["issues"]?.entries ?? [] {
      scales[issue.name] = IssueScale(
        low: issue.value["low"]?.text, high: issue.value["high"]?.text, weekly: weekly)
      let names = (issue.value["values"]?.items ?? []).compactMap(\.text)
      let last = Double(max(1, names.count - 1))
      if !names.isEmpty {
        valuePlaces[issue.name] = Dictionary(
          names.enumerated().map { ($1, Double($0) / last) }, uniquingKeysWith: { a, _ in a })
      }
    }
    guard !scales.isEmpty || !valuePlaces.isEmpty else { return root }
    percentages = PercentReads(scales: scales).found(in: root)
    return
      root
      .changing("issues") { section in
        section.changingEach { issue, node in
          let entry = "issues.\(issue)"
          return node.changing("status_quo") { self.value($0, issue, "'status_quo'", in: entry) }
            .changing("levels") { self.values($0, issue, in: entry) }
        }
      }
      .changing("party_defaults") { self.party($0, in: "party_defaults") }
      .changing("parties") {
        $0.changingEach { name, node in self.party(node, in: "parties.\(name)") }
      }
      .changing("plans") {
        $0.changingEach { name, node in
          node.changing("terms") { self.terms($0, in: "plans.\(name)") }
        }
      }
      .changing("talks") { $0.changing("opening") { self.terms($0, in: "talks") } }
  }

  /// Whether terms stand at a path of `--set` or `--sweep`: their text says more than their number.
  static func holdsTerms(_ path: String) -> Bool {
    let parts = path.split(separator: ".").map(String.init)
    switch parts.first {
    case "issues": return parts.contains("status_quo") || parts.contains("levels")
    case "parties", "party_defaults":
      return parts.contains("ideal") || parts.contains("red_lines")
    case "plans": return parts.contains("terms")
    case "talks": return parts.contains("opening")
    default: return false
    }
  }

  private func party(_ node: FileNode, in entry: String) -> FileNode {
    node
      .changing("ideal") { ideal in
        guard ideal.entries == nil else {
          return ideal.changingEach { self.value($1, $0, "'ideal'", in: entry) }
        }
        // One for all issues is an amount where all have one line.
        guard let first = scales.keys.sorted().first else {
          let issue = valuePlaces.count == 1 ? valuePlaces.keys.first : nil
          return issue.map { self.value(ideal, $0, "'ideal'", in: entry) } ?? ideal
        }
        return scales.count == 1 || Set(scales.values).count == 1
          ? self.value(ideal, first, "'ideal'", in: entry) : ideal
      }
      .changing("red_lines") { lines in
        lines.changingEach { issue, line in
          line.changing("above") { self.value($0, issue, "a red line", in: entry) }
            .changing("below") { self.value($0, issue, "a red line", in: entry) }
        }
      }
  }

  private func terms(_ node: FileNode, in entry: String) -> FileNode {
    node.changingEach { issue, term in
      term.entries == nil
        ? self.value(term, issue, "a term", in: entry)
        : term.changing("expected") { self.value($0, issue, "a term", in: entry) }
    }
  }

  private func values(_ node: FileNode, _ issue: String, in entry: String) -> FileNode {
    guard let items = node.items else { return node }
    return node.with(.list(items.map { value($0, issue, "a level", in: entry) }))
  }

  /// A number in place of an amount; anything else as it is. `entry`: where it stands, for notes.
  private func value(
    _ node: FileNode, _ issue: String, _ what: String, in entry: String
  ) -> FileNode {
    if let names = valuePlaces[issue], let text = node.text {
      return names[text].map { node.with(.scalar(Self.text($0), .plain)) } ?? node
    }
    guard let scale = scales[issue], let text = node.text else { return node }
    let path = "issues.\(issue)"
    guard let amount = Amount(text) else {
      if let number = Double(text), !(-1e-9...1 + 1e-9).contains(number), node.input == nil {
        findings.add(
          node.error(
            path: path, FormatCause.numberOffScale(what, text, meant: scale.written(text))))
        return node.with(.scalar("0", .plain))
      }
      if scale.isPercent, text.contains("%") { note(node, issue, entry, scale, .share) }
      return node
    }
    guard let share = scale.share(of: amount) else {
      guard case .word = amount.unit else { return node }
      findings.add(
        node.error(
          path: path,
          FormatCause.otherUnit(text, issue: issue, low: scale.lowText, high: scale.highText)))
      return node.with(.scalar("0", .plain))
    }
    guard (-1e-9...1 + 1e-9).contains(share) else {
      findings.add(
        node.error(
          path: path,
          FormatCause.amountOffLine(
            text, issue: issue, low: scale.lowText, high: scale.highText)))
      return node.with(.scalar("0", .plain))
    }
    // 0 % of 0 % to 8 % is 0 both ways.
    let plain = amount.value / 100
    if scale.isPercent, share != plain {
      note(node, issue, entry, scale, .amount(scale: share, plain: plain))
    }
    return node.with(.scalar(Self.text(min(1, max(0, share))), .plain))
  }

  /// The number as the language reads it: without an exponent.
  private static func text(_ share: Double) -> String {
    let text = "\(share)"
    guard text.contains("e") else { return text }
    return Expression(.number(share), in: SourceText(text), at: 0..<1).description
  }

  private func note(
    _ node: FileNode, _ issue: String, _ entry: String, _ scale: IssueScale,
    _ reading: PercentTerm.Reading
  ) {
    let place = node.sourceText(path: "issues.\(issue)")
    percentages.append(
      PercentTerm(
        issue: issue, path: entry, written: node.text ?? "", position: place.position(of: 0),
        low: scale.lowText, high: scale.highText, reading: reading))
  }
}

extension FileNode {
  /// The same with another value under a key, if it is there.
  func changing(_ key: String, _ change: (FileNode) -> FileNode) -> FileNode {
    changingEach { $0 == key ? change($1) : $1 }
  }

  /// The same with other values under all keys.
  func changingEach(_ change: (String, FileNode) -> FileNode) -> FileNode {
    guard let entries else { return self }
    return with(.map(entries.map { Entry(key: $0.key, value: change($0.name, $0.value)) }))
  }
}
