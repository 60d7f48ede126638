import Foundation
import Scenarios
import Sim

/// Which inputs matter alone and together, in words: the strongest three of the targets of which the
/// parameters explain most, what is not told apart from none, and what to run next.
struct IndexScreen {
  let title: String
  /// How many trials there are, and their seed.
  let trials: String
  let answers: [IndexQuestion.Answer]
  let groups: [InputGroup]
  /// Of Morris' grid; `nil`: not asked for.
  let levels: Int?
  let between: String
  /// At each point of Morris' grid.
  let pointTrials: Int
  let file: String
  let folder: String
  let style: Style
  let width: Int

  private static let mostTargets = 3
  private static let mostInputs = 3

  private var ordered: [IndexQuestion.Answer] {
    return answers.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.target.rank != y.target.rank { return x.target.rank < y.target.rank }
      let (p, q) = (x.parameters?.value ?? -1, y.parameters?.value ?? -1)
      return p == q ? a.offset < b.offset : p > q
    }.map(\.element)
  }

  func text() -> String { AnswerScreen.fitting(atMost: Self.mostTargets, screen(of:)) }

  private func screen(of count: Int) -> AnswerScreen {
    AnswerScreen(
      title: title, parts: ordered.prefix(count).map { .table(lines($0)) },
      closing: closing(rest: max(0, ordered.count - count)), style: style, width: width
    )
  }

  var sentences: [String] {
    ordered.map { answer in
      let rows = strongest(answer).map { row in
        ([row.name] + row.cells.filter { !$0.isEmpty } + [row.parts].filter { !$0.isEmpty })
          .joined(separator: " ") + ";"
      }
      return ([heading(answer)] + rows + [noise(answer)]).filter { !$0.isEmpty }
        .joined(separator: " ")
    }
  }

  // MARK: A target

  private func heading(_ answer: IndexQuestion.Answer) -> String {
    let name = VisibleText.cell(answer.target.name)
    if let reason = answer.reason { return "\(name): no indices; \(reason)." }
    guard let parameters = answer.parameters else { return name }
    let whole = parameters.interval.low == 1 && parameters.interval.high == 1
    let what = answer.target.isCondition ? "its chance" : "its mean"
    return whole
      ? "\(name): nothing is left to chance"
      : "\(name): parameters explain \(DriverScreen.percent(parameters.value)) % of it "
        + "(\(DriverScreen.range(parameters.interval))), the rest is chance; of \(what):"
  }

  /// Inputs by their totals, or by the size of their effects. Those of a group that has indices of its own
  /// stand with the group.
  private func inputs(_ answer: IndexQuestion.Answer) -> [String] {
    let grouped = Set(
      groups.filter { group in
        group.inputs.count > 1 && answer.indices.contains { $0.input == group.name }
      }.flatMap(\.inputs))
    var seen: Set<String> = []
    let names = answer.indices.map(\.input).filter {
      seen.insert($0).inserted && !grouped.contains($0)
    }
    func size(_ input: String) -> Double {
      answer.found(.total, of: input)?.value ?? answer.found(.size, of: input)?.value
        ?? answer.found(.shapley, of: input)?.value ?? 0
    }
    return names.sorted { size($0) > size($1) }
  }

  private static let deciding: [IndexQuestion.Index.Name] = [.total, .size, .shapley]

  private func isToldApart(_ input: String, _ answer: IndexQuestion.Answer) -> Bool {
    Self.deciding.lazy.compactMap { answer.found($0, of: input) }.first?.isToldApart ?? false
  }

  private struct Row {
    let name: String
    let cells: [String]
    /// How Shapley effects share a group out.
    let parts: String
  }

  private func strongest(_ answer: IndexQuestion.Answer) -> [Row] {
    inputs(answer).filter { isToldApart($0, answer) }.prefix(Self.mostInputs).map { input in
      let alone = answer.found(.first, of: input).map { "alone \(Self.share($0))" }
      let together = answer.found(.total, of: input).map { "with others \(Self.share($0))" }
      let size = answer.found(.size, of: input).map { "μ* \(Self.effect(answer, $0.value))" }
      let spread = answer.found(.deviation, of: input).map {
        "σ \(Self.effect(answer, $0.value))"
      }
      let shapley = answer.found(.shapley, of: input).map { "Shapley \(Self.share($0))" }
      let parts = shapleyParts(answer, input)
      return Row(
        name: VisibleText.cell(input),
        cells: [alone ?? "", together ?? "", size ?? "", spread ?? "", shapley ?? ""],
        parts: parts.isEmpty
          ? ""
          : "Shapley, of all its variance: "
            + parts.map { "\($0.name) \(Self.share($0.found))" }.joined(separator: ", "))
    }
  }

  /// Of a group, from the largest.
  private func shapleyParts(
    _ answer: IndexQuestion.Answer, _ input: String
  ) -> [(name: String, found: ValueInInterval)] {
    let group = groups.first { $0.name == input && $0.inputs.count > 1 }
    return (group?.inputs ?? []).compactMap { member in
      answer.found(.shapley, of: member).map { (VisibleText.cell(member), $0) }
    }.sorted { $0.1.value > $1.1.value }
  }

  private func lines(_ answer: IndexQuestion.Answer) -> [String] {
    let rows = strongest(answer)
    let name = rows.map(\.name.count).max() ?? 0
    let widths = (0..<5).map { column in rows.map { $0.cells[column].count }.max() ?? 0 }
    // Names that depend on each other are long, and what tells them apart may stand anywhere in them.
    let fits = 2 + name + widths.filter { $0 > 0 }.reduce(0) { $0 + $1 + 2 } <= width
    var lines = Wording.wrapped(heading(answer), width: width).split(separator: "\n").map(
      String.init)
    for row in rows {
      if fits {
        let cells = widths.indices.filter { widths[$0] > 0 }.map {
          row.cells[$0].padded(widths[$0])
        }
        let line = ([row.name.padded(name)] + cells).joined(separator: "  ")
        lines.append("  " + line.trimmingTrailingSpace())
      } else {
        let text = "\(row.name): " + row.cells.filter { !$0.isEmpty }.joined(separator: ", ")
        lines += Self.hanging(text, indent: 2, width: width)
      }
      if !row.parts.isEmpty { lines += Self.hanging(row.parts, indent: 4, width: width) }
    }
    let noise = noise(answer)
    if !noise.isEmpty {
      lines += Wording.wrapped(noise, width: width - 2).split(separator: "\n").map { "  " + $0 }
    }
    return lines
  }

  /// A paragraph whose lines after the first stand two further in.
  private static func hanging(_ text: String, indent: Int, width: Int) -> [String] {
    let lines = Wording.wrapped(text, width: width - indent - 2).split(separator: "\n")
    return lines.enumerated().map { place, line in
      String(repeating: " ", count: place == 0 ? indent : indent + 2) + line
    }
  }

  private func noise(_ answer: IndexQuestion.Answer) -> String {
    let idle = inputs(answer).filter { !isToldApart($0, answer) }
    return [notToldApart(idle, answer), effects(of: idle, answer), unmoved(answer)]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What has limits that hold 0.
  private func notToldApart(_ idle: [String], _ answer: IndexQuestion.Answer) -> String {
    let idle = idle.filter { answer.found(.total, of: $0)?.interval.high.isFinite ?? true }
    guard let first = idle.first else { return "" }
    let limits = idle.compactMap { answer.found(.total, of: $0)?.interval.high }
    let most = limits.max().map { " (at most \(DriverScreen.percent($0)) % each)" } ?? ""
    let named = Self.names(idle, atMost: 3)
    let by =
      switch Self.deciding.first(where: { answer.found($0, of: first) != nil }) {
      case .total: "by the share with others"
      case .size: "by μ*"
      default: "by Shapley effects"
      }
    let otherwise = idle.compactMap { self.otherwise($0, answer) }
    let rest = otherwise.count > 4 ? " and \(otherwise.count - 4) more" : ""
    return "Not told apart from none \(by)\(most): \(named)"
      + (otherwise.isEmpty
        ? "" : "; but by another measure: \(otherwise.prefix(4).joined(separator: ", "))\(rest)")
      + "."
  }

  /// Inputs that changed no trial, and what these trials could not have seen: as rare as the upper limit of a
  /// share of none of them.
  private func unmoved(_ answer: IndexQuestion.Answer) -> String {
    guard !answer.unmoved.isEmpty else { return "" }
    let most = 100 * ShareInterval.exact(0, of: answer.trials).high
    return
      "No trial was changed by \(Self.names(answer.unmoved, atMost: 2)), which may change up to "
      + "\(SignificantDigits.rounded(most, to: 2)) % of all, however much."
  }

  private static func names(_ names: [String], atMost most: Int) -> String {
    let first = names.prefix(most).map { VisibleText.cell($0) }.joined(separator: ", ")
    return names.count > most ? "\(first) and \(names.count - most) more" : first
  }

  /// What moving them does, of those whose total is not told apart from none. The total decides, so
  /// that they are said without a verdict.
  private func effects(of idle: [String], _ answer: IndexQuestion.Answer) -> String {
    let told = idle.filter { answer.found(.total, of: $0) != nil }.compactMap { input in
      answer.found(.size, of: input).flatMap { size in
        size.isToldApart
          ? "\(VisibleText.cell(input)) \(Self.effect(answer, size.value))" : nil
      }
    }
    guard !told.isEmpty else { return "" }
    return "What moving them does (μ*): " + told.prefix(4).joined(separator: ", ")
      + (told.count > 4 ? " and \(told.count - 4) more." : ".")
  }

  /// What else tells an input apart from none whose total does not.
  private func otherwise(_ input: String, _ answer: IndexQuestion.Answer) -> String? {
    var told: [String] = []
    if let first = answer.found(.first, of: input), first.isToldApart {
      told.append("alone \(Self.share(first))")
    }
    let shapley =
      answer.found(.shapley, of: input).map { [(name: "", found: $0)] }
      ?? shapleyParts(answer, input)
    told += shapley.filter(\.found.isToldApart).map {
      "Shapley \($0.name.isEmpty ? "" : $0.name + " ")\(Self.share($0.found))"
    }
    return told.isEmpty ? nil : "\(VisibleText.cell(input)) (\(told.joined(separator: ", ")))"
  }

  private static func share(_ found: ValueInInterval) -> String {
    "\(DriverScreen.percent(found.value)) % (\(DriverScreen.range(found.interval)))"
  }

  private static func effect(_ answer: IndexQuestion.Answer, _ value: Double) -> String {
    answer.target.isCondition ? Wording.fixed(100 * value, 1) : DriverScreen.number(value)
  }

  // MARK: The end

  private func closing(rest: Int) -> [String] {
    var lines: [String] = []
    let dependent = groups.filter { $0.inputs.count > 1 }
    if !dependent.isEmpty {
      let names = dependent.prefix(3).map { VisibleText.cell($0.name) }.joined(separator: "; ")
      lines.append(
        "\(names): they depend on each other, so that no total of one alone says what fixing it would "
          + "do; their indices are of all together, and Shapley effects share these out.")
    }
    lines.append("\(trials); in brackets: 95 % limits.")
    if let levels {
      lines.append(
        "μ*, σ: mean size and spread of what moving the input alone does, from quantile "
          + "\(between.replacingOccurrences(of: ":", with: " to ")), on \(levels) levels; of shares in "
          + "points."
          + (pointTrials > 1
            ? "" : " One trial at a point says nothing of chance, so what it does is in both."))
    }
    let others = rest > 0 ? ", with \(Wording.counted(rest, "more target", "more targets"))" : ""
    lines.append("All numbers: \(folder)/indices.csv\(others).")
    lines.append(
      "Next: simrun discover \(VisibleText.cell(file)), for the corner of the inputs in which it happens."
    )
    return lines
  }
}
