import Sim

/// Lays what is written in the unit of an issue's ends onto its scale, wherever terms stand, before
/// anything is read: a term of 4 % between 0 % and 8 % is then the number 0.5.
final class IssueUnits {
  private let findings: Findings
  private var scales: [String: IssueScale] = [:]
  /// By issue without values: its ends as they are written.
  private var ends: [String: Ends] = [:]
  /// Every declared name: alone it may be an expression.
  private var names: Set<String> = []
  /// By issue: the places of its values.
  private var valuePlaces: [String: [String: Double]] = [:]
  /// Amounts in percent, which once were shares of the scale.
  private(set) var percentages: [PercentTerm] = []

  init(_ findings: Findings) { self.findings = findings }

  /// The nodes with numbers in place of amounts.
  func converted(_ root: FileNode) -> FileNode {
    let weekly = root["clock"]?["step"]?.text == "week"
    for issue in root["issues"]?.entries ?? [] {
      learn(issue, weekly: weekly)
    }
    names = Set(Declarations(root).allNames)
    guard !ends.isEmpty || !valuePlaces.isEmpty else { return root }
    percentages = PercentReads(scales: scales).found(in: root)
    return
      root
      .changing("issues") { section in
        section.changingEach { issue, node in
          let place = Place(issue, "'status_quo'", in: "issues.\(issue)")
          return node.changing("status_quo") { self.value($0, place.under("status_quo")) }
            .changing("levels") { self.values($0, Place(issue, "a level", in: place.entry)) }
        }
      }
      .changing("party_defaults") { self.party($0, in: "party_defaults") }
      .changing("parties") {
        $0.changingEach { name, node in self.party(node, in: "parties.\(name)") }
      }
      .changing("plans") {
        $0.changingEach { name, node in
          node.changing("terms") { self.terms($0, in: "plans.\(name)", "terms") }
        }
      }
      .changing("talks") { $0.changing("opening") { self.terms($0, in: "talks", "opening") } }
  }

  /// The ends or the values of an issue, under the keys that were meant.
  private func learn(_ issue: FileNode.Entry, weekly: Bool) {
    guard let written = issue.value.entries else { return }
    let entries = IssueFormat.record.map { Meaning.entries(written, in: $0) } ?? written
    func entry(_ key: String) -> FileNode? { entries.first { $0.name == key }?.value }
    let (low, high) = (entry("low")?.text, entry("high")?.text)
    scales[issue.name] = IssueScale(low: low, high: high, weekly: weekly)
    let names = (entry("values")?.items ?? []).compactMap(\.text)
    if names.isEmpty {
      ends[issue.name] = Ends(key: issue.key, low: low, high: high)
    } else {
      let last = Double(max(1, names.count - 1))
      valuePlaces[issue.name] = Dictionary(
        names.enumerated().map { ($1, Double($0) / last) }, uniquingKeysWith: { a, _ in a })
    }
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
          return ideal.changingEach {
            self.value($1, Place($0, "'ideal'", in: entry).under("ideal.\($0)"))
          }
        }
        // One for all issues is an amount where all have one line.
        guard let issue = issueOfAll else { return ideal }
        return self.value(ideal, Place(issue, "'ideal'", in: entry).under("ideal"))
      }
      .changing("red_lines") { lines in
        lines.changingEach { issue, line in
          let place = Place(issue, "a red line", in: entry)
          return line.changing("above") { self.value($0, place.under("red_lines.\(issue).above")) }
            .changing("below") { self.value($0, place.under("red_lines.\(issue).below")) }
        }
      }
  }

  /// An issue on whose line all are.
  private var issueOfAll: String? {
    guard let first = scales.keys.sorted().first else {
      return valuePlaces.count == 1 ? valuePlaces.keys.first : nil
    }
    return scales.count == 1 || Set(scales.values).count == 1 ? first : nil
  }

  private func terms(_ node: FileNode, in entry: String, _ key: String) -> FileNode {
    node.changingEach { issue, term in
      let place = Place(issue, "a term", in: entry)
      return term.entries == nil
        ? self.value(term, place.under("\(key).\(issue)"))
        : term.changing("expected") {
          self.value($0, place.under("\(key).\(issue).expected"))
        }
    }
  }

  private func values(_ node: FileNode, _ place: Place) -> FileNode {
    guard let items = node.items else { return node }
    return node.with(.list(items.map { value($0, place.under("levels")) }))
  }

  /// A number in place of an amount; anything else as it is.
  private func value(_ node: FileNode, _ place: Place) -> FileNode {
    if let names = valuePlaces[place.issue], let text = node.text {
      return names[text].map { node.with(.scalar(Self.text($0), .plain)) } ?? node
    }
    guard let text = node.text else { return node }
    guard let scale = scales[place.issue] else { return valueWithoutScale(node, text, place) }
    guard let amount = Amount(text) else {
      if let number = Double(text), !(-1e-9...1 + 1e-9).contains(number), node.input == nil {
        return refused(
          node, place,
          FormatCause.numberOffScale(place.what, text, meant: scale.written(text)))
      }
      if scale.isPercent, text.contains("%") { note(node, place, scale, .share) }
      return misreadTerm(text, place).map { refused(node, place, $0) } ?? node
    }
    guard let share = scale.share(of: amount) else {
      guard case .word = amount.unit else { return node }
      return refused(
        node, place,
        FormatCause.otherUnit(
          text, issue: place.issue, low: scale.lowText, high: scale.highText))
    }
    guard (-1e-9...1 + 1e-9).contains(share) else {
      return refused(
        node, place,
        FormatCause.amountOffLine(
          text, issue: place.issue, low: scale.lowText, high: scale.highText))
    }
    // 0 % of 0 % to 8 % is 0 both ways.
    let plain = amount.value / 100
    if scale.isPercent, share != plain {
      note(node, place, scale, .amount(scale: share, plain: plain))
    }
    return node.with(.scalar(Self.text(min(1, max(0, share))), .plain))
  }

  /// The same where the ends are no amounts of one unit. What is written like an amount may be one whose
  /// issue lacks an end.
  private func valueWithoutScale(_ node: FileNode, _ text: String, _ place: Place) -> FileNode {
    guard let ends = ends[place.issue] else { return node }
    if let problem = misreadTerm(text, place) { return refused(node, place, problem) }
    guard let amount = Amount(text), amount.unit != .percent,
      ends.amounts.contains(where: { $0.isComparable(with: amount) })
    else { return node }
    findings.add(
      ends.key.error(
        path: "issues.\(place.issue)",
        FormatCause.noLine(place.issue, low: ends.low, high: ends.high)))
    return node.with(.scalar("0", .plain))
  }

  /// Reported, and 0 in its place, so that nothing follows from it.
  private func refused(_ node: FileNode, _ place: Place, _ cause: FormatCause) -> FileNode {
    findings.add(node.error(path: place.path, cause))
    return node.with(.scalar("0", .plain))
  }

  /// What is no expression: a number in groups of digits, or the words of an end.
  private func misreadTerm(_ text: String, _ place: Place) -> FormatCause? {
    if let plain = CommaGroups.plain(text) { return .groupedDigits(text, plain) }
    guard let ends = ends[place.issue], let low = ends.low, let high = ends.high,
      text.first?.isLetter ?? false, !names.contains(text)
    else { return nil }
    let meant = text == low ? "0" : text == high ? "1" : nil
    guard meant != nil || Self.areWords(text) else { return nil }
    return .wordsForTerm(text, issue: place.issue, low: low, high: high, meant: meant)
  }

  /// Several words that no expression has side by side.
  private static func areWords(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return words.count > 1
      && words.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
      && !words.contains { ["and", "or", "not", "for", "in", "where"].contains($0) }
  }

  /// The number as the language reads it: without an exponent.
  private static func text(_ share: Double) -> String {
    let text = "\(share)"
    guard text.contains("e") else { return text }
    return Expression(.number(share), in: SourceText(text), at: 0..<1).description
  }

  private func note(
    _ node: FileNode, _ place: Place, _ scale: IssueScale, _ reading: PercentTerm.Reading
  ) {
    let source = node.sourceText(path: place.path)
    percentages.append(
      PercentTerm(
        issue: place.issue, path: place.entry, written: node.text ?? "",
        position: source.position(of: 0), low: scale.lowText, high: scale.highText,
        reading: reading))
  }
}

extension IssueUnits {
  /// Where a term is written.
  private struct Place {
    let issue: String
    /// As messages call it.
    let what: String
    /// The entry, for notes.
    let entry: String
    private(set) var path: String

    init(_ issue: String, _ what: String, in entry: String) {
      (self.issue, self.what, self.entry, path) = (issue, what, entry, entry)
    }

    func under(_ keys: String) -> Place {
      var place = self
      place.path = "\(entry).\(keys)"
      return place
    }
  }

  private struct Ends {
    let key: FileNode
    let low: String?
    let high: String?

    var amounts: [Amount] { [low, high].compactMap { $0.flatMap(Amount.init) } }
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
