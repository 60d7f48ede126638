import Sim

/// Lays what is written in the unit of an issue's ends onto its scale, wherever terms stand, before
/// anything is read: a term of 4 % between 0 % and 8 % is then the number 0.5.
final class IssueUnits {
  private let records: TermRecords
  private let findings: Findings
  private var scales: [String: IssueScale] = [:]
  /// By issue without values: its ends as they are written.
  private var ends: [String: Ends] = [:]
  /// Every declared name: alone it may be an expression.
  private var names: Set<String> = []
  /// By issue: the places of its values.
  private var valuePlaces: [String: [String: Double]] = [:]
  /// Whether issues are written that could not be read: amounts may be theirs.
  private var issuesAreUnread = false
  /// Amounts in percent, which once were shares of the scale.
  private(set) var percentages: [PercentTerm] = []

  /// `format`: of a whole scenario.
  init(_ format: Format.Record, _ findings: Findings) {
    self.findings = findings
    records = TermRecords(format)
  }

  /// The nodes with numbers in place of amounts. Keys stay as they are written; what stands under a
  /// misspelt one is read as if it were right.
  func converted(_ root: FileNode) -> FileNode {
    guard let written = root.entries else { return root }
    let meant = root.with(.map(Meaning.entries(written, in: records.whole)))
    let weekly = meant["clock"]?["step"]?.text == "week"
    for issue in meant["issues"]?.entries ?? [] {
      learn(issue, weekly: weekly)
    }
    names = Set(Declarations(meant).allNames)
    issuesAreUnread =
      findings.speakOf("issues")
      || meant["issues"] == nil
        && (meant.entries ?? []).contains { records.whole.key($0.name) == nil }
    guard !ends.isEmpty || !valuePlaces.isEmpty || issuesAreUnread else { return root }
    percentages = PercentReads(scales: scales).found(in: meant)
    let sections = self.sections(meant).entries ?? []
    return root.with(.map(zip(written, sections).map { .init(key: $0.key, value: $1.value) }))
  }

  private func sections(_ root: FileNode) -> FileNode {
    root
      .changing("issues") { section in
        section.changingEach { issue, node in
          let place = Place(issue, "'status_quo'", in: "issues.\(issue)")
          return node.changing("status_quo", in: records.issue) {
            self.value($0, place.under("status_quo"))
          }
          .changing("levels", in: records.issue) {
            self.values($0, Place(issue, "a level", in: place.entry))
          }
        }
      }
      .changing("party_defaults") { self.party($0, in: "party_defaults") }
      .changing("parties") {
        $0.changingEach { name, node in self.party(node, in: "parties.\(name)") }
      }
      .changing("plans") {
        $0.changingEach { name, node in
          node.changing("terms", in: records.plan) { self.terms($0, in: "plans.\(name)", "terms") }
        }
      }
      .changing("talks") {
        $0.changing("opening", in: records.talks) { self.terms($0, in: "talks", "opening") }
      }
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
      .changing("ideal", in: records.party) { ideal in
        guard ideal.entries == nil else {
          return ideal.changingEach {
            self.value($1, Place($0, "'ideal'", in: entry).under("ideal.\($0)"))
          }
        }
        // One for all issues is an amount where all have one line.
        guard let issue = issueOfAll else { return ofOneIssue(ideal, in: entry) }
        return self.value(ideal, Place(issue, "'ideal'", in: entry).under("ideal"))
      }
      .changing("red_lines", in: records.party) { lines in
        lines.changingEach { issue, line in
          let place = Place(issue, "a red line", in: entry).under("red_lines.\(issue)")
          return ["above", "below"].reduce(line) { line, side in
            line.changing(side, in: records.redLine) { self.value($0, place.side(side)) }
          }
        }
      }
  }

  /// An amount for all issues, of which it is one of some.
  private func ofOneIssue(_ ideal: FileNode, in entry: String) -> FileNode {
    guard let text = ideal.text, let amount = Amount(text), amount.unit != .percent else {
      return ideal
    }
    guard let issue = scales.keys.sorted().first(where: { scales[$0]?.share(of: amount) != nil })
    else { return unread(ideal, text) }
    return refused(
      ideal, Place(issue, "'ideal'", in: entry).under("ideal"),
      FormatCause.amountForAll(text, issue: issue))
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
        : term.changing("expected", in: records.term) {
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
    guard let ends = ends[place.issue] else { return unread(node, text) }
    if let problem = misreadTerm(text, place) { return refused(node, place, problem) }
    guard let amount = Amount(text), amount.unit != .percent,
      ends.amounts.contains(where: { $0.isComparable(with: amount) })
    else { return unread(node, text) }
    findings.add(
      ends.key.error(
        path: "issues.\(place.issue)",
        FormatCause.noLine(place.issue, low: ends.low, high: ends.high)))
    return node.with(.scalar("0", .plain))
  }

  /// 0 in place of what may be an amount of an issue that could not be read, which is reported itself.
  private func unread(_ node: FileNode, _ text: String) -> FileNode {
    guard issuesAreUnread, let amount = Amount(text), amount.unit != .percent else { return node }
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

    /// One key further down.
    func side(_ key: String) -> Place {
      var place = self
      place.path += ".\(key)"
      return place
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
