import Foundation
import Scenarios
import Sim

/// What moves outcomes, in words: the strongest three inputs of the targets that inputs move most, what
/// is not told apart from none, chance, and what to run next.
struct DriverScreen {
  let title: String
  /// How many trials there are, and their seed.
  let trials: String
  let answers: [DriverQuestion.Answer]
  let given: String?
  /// The file, for commands to run next; `nil`: the trials come from elsewhere.
  let file: String?
  /// Where the table is; `nil`: nowhere.
  let folder: String?
  let style: Style
  let width: Int

  private static let mostTargets = 3
  private static let mostInputs = 3

  /// Classes come before measures; those of which what is drawn once explains most before others.
  private var ordered: [DriverQuestion.Answer] {
    func explained(_ answer: DriverQuestion.Answer) -> Double {
      if let chance = answer.chance { return 1 - chance.value }
      return answer.influences.filter(\.isToldApart).reduce(0) {
        $0 + max(0, $1.share?.share.value ?? 0)
      }
    }
    return answers.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.target.rank != y.target.rank { return x.target.rank < y.target.rank }
      let (p, q) = (explained(x), explained(y))
      return p == q ? a.offset < b.offset : p > q
    }.map(\.element)
  }

  /// As many targets as there is room for.
  func text() -> String { AnswerScreen.fitting(atMost: Self.mostTargets, screen(of:)) }

  private func screen(of count: Int) -> AnswerScreen {
    let shown = ordered.prefix(count)
    return AnswerScreen(
      title: title, parts: shown.map { .table(lines($0)) },
      closing: closing(rest: ordered.dropFirst(count)), style: style, width: width
    )
  }

  /// The answer, a sentence or a few for each target.
  var sentences: [String] {
    ordered.map { answer in
      ([heading(answer)] + strongest(answer).map(Self.words) + [remainder(answer)])
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  // MARK: A target

  private func heading(_ answer: DriverQuestion.Answer) -> String {
    let name = VisibleText.cell(answer.target.name)
    let mean =
      answer.target.isCondition
      ? "\(Self.percent(answer.mean)) % of trials"
      : "mean \(Self.number(answer.mean))\(answer.target.unit.map { " \(VisibleText.cell($0))" } ?? "")"
    guard answer.influences.contains(where: { $0.share != nil }) else {
      return "\(name) (\(mean)) does not vary, or in too few trials."
    }
    guard !strongest(answer).isEmpty else {
      return "\(name) (\(mean)): no input is told apart from none by its share of variance."
    }
    return "\(name) (\(mean)) is moved by"
  }

  private func strongest(_ answer: DriverQuestion.Answer) -> [DriverQuestion.Influence] {
    Array(answer.influences.filter(\.isToldApart).prefix(Self.mostInputs))
  }

  private func lines(_ answer: DriverQuestion.Answer) -> [String] {
    let strongest = strongest(answer)
    let rows = strongest.map { influence -> [String] in
      let share = influence.share?.share
      return [
        VisibleText.cell(influence.input),
        share.map { "\(Self.percent($0.value)) % of variance" } ?? "",
        share.map { "(\(Self.range($0.interval)))" } ?? "",
        Self.effect(answer.target, influence),
      ]
    }
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let room = max(8, width - 2 - widths[1...].reduce(0) { $0 + $1 + 2 } + 1)
    var lines = Wording.wrapped(heading(answer), width: width).split(separator: "\n").map(
      String.init)
    for row in rows {
      let line =
        row[0].clipped(room).padded(min(widths[0], room)) + "  " + row[1].aligned(widths[1]) + " "
        + row[2].padded(widths[2]) + "  " + row[3]
      lines.append("  " + line.trimmingCharacters(in: .whitespaces))
    }
    let rest = remainder(answer)
    if !rest.isEmpty {
      lines += Wording.wrapped(rest, width: width - 2).split(separator: "\n").map { "  " + $0 }
    }
    return lines
  }

  /// What its bars say: the change where it is held low and where it is held high.
  private static func effect(
    _ target: AskedTarget, _ influence: DriverQuestion.Influence
  ) -> String {
    guard let low = influence.low, let high = influence.high,
      influence.isToldApart || low.effect.effect.isToldApart || high.effect.effect.isToldApart
    else {
      if let distance = influence.distance, distance.distance.isToldApart {
        return "distance \(Wording.fixed(distance.distance.value, 2))"
      }
      if let rank = influence.rank, rank.correlation.isToldApart {
        return "rank correlation \(Wording.fixed(rank.correlation.value, 2))"
      }
      return ""
    }
    let words = [low, high].map { bar -> String in
      guard bar.effect.effect.isToldApart else { return "≈ 0" }
      let value = bar.effect.effect.value
      let sign = value < 0 ? "−" : "+"
      return target.isCondition
        ? sign + percent(value.magnitude) : sign + number(value.magnitude)
    }
    return "low \(words[0]), high \(words[1])\(target.isCondition ? " points" : "")"
  }

  /// What else is told apart, what is noise, what inputs do together and what is chance.
  private func remainder(_ answer: DriverQuestion.Answer) -> String {
    var sentences: [String] = []
    let apart = answer.influences.filter(\.isToldApart)
    let more = apart.dropFirst(Self.mostInputs)
    if !more.isEmpty {
      sentences.append("Less by \(Self.list(more.map(\.input))).")
    }
    let noise = answer.influences.filter { !$0.isToldApart && $0.share != nil }
    if !noise.isEmpty {
      let most = noise.compactMap(\.most).max() ?? 0
      sentences.append(
        "Not told apart from none by share of variance (at most \(Self.percent(most)) % each): "
          + Self.list(noise.map(\.input)) + Self.otherwise(answer.target, noise) + ".")
    }
    if let chance = answer.chance {
      let together =
        answer.rest.map { rest in
          rest.isToldApart && rest.value > 0
            ? "how inputs act together \(Self.percent(rest.value)) % (\(Self.range(rest.interval)))"
            : "how inputs act together not told apart from none, at most "
              + "\(Self.percent(max(0, rest.interval.high))) %"
        } ?? ""
      sentences.append(
        "Chance \(Self.percent(chance.value)) % (\(Self.range(chance.interval)))"
          + (together.isEmpty ? "." : "; \(together)."))
    } else if let rest = answer.rest {
      sentences.append(
        "How inputs act together, and chance: \(Self.percent(rest.value)) % "
          + "(\(Self.range(rest.interval))).")
    }
    if let reason = answer.noRest, given == nil { sentences.append("No sum: \(reason).") }
    return sentences.joined(separator: " ")
  }

  /// Of inputs whose share is not told apart from none, those that another measure tells apart, with it.
  private static func otherwise(
    _ target: AskedTarget, _ noise: [DriverQuestion.Influence]
  ) -> String {
    let told = noise.filter(\.isToldApartOtherwise).map {
      "\(VisibleText.cell($0.input)) (\(effect(target, $0)))"
    }
    guard !told.isEmpty else { return "" }
    let more = told.count - mostExplained
    return "; but by another measure: " + told.prefix(mostExplained).joined(separator: ", ")
      + (more > 0 ? " and \(more) more" : "")
  }

  private static let mostNamed = 4
  private static let mostExplained = 2

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(mostNamed).map { VisibleText.cell($0) }.joined(separator: ", ")
    let more = names.count - mostNamed
    return more > 0 ? "\(shown) and \(more) more" : shown
  }

  // MARK: The end

  private func closing(rest: ArraySlice<DriverQuestion.Answer>) -> [String] {
    var lines: [String] = []
    if let given { lines.append("Only trials in which \(VisibleText.cell(given)) holds.") }
    let hasBars = answers.contains { $0.influences.contains { $0.low != nil } }
    lines.append(
      "\(trials); in brackets: 95 % limits."
        + (hasBars
          ? " low, high: the change where the input is held at its 5 % or 95 % quantile." : ""))
    if let folder {
      let others =
        rest.isEmpty ? "" : ", with \(Wording.counted(rest.count, "more target", "more targets"))"
      lines.append("All numbers: \(folder)/drivers.csv\(others).")
    }
    if let file {
      let isTogether = answers.contains { ($0.rest?.interval.low ?? 0) > 0.02 }
      let next = isTogether ? "sensitivity" : "discover"
      let why =
        isTogether ? "which inputs act together" : "the corner of the inputs in which it happens"
      lines.append("Next: simrun \(next) \(VisibleText.cell(file)), for \(why).")
    }
    return lines
  }

  // MARK: Numbers

  static func percent(_ share: Double) -> String {
    let size = (100 * share).magnitude
    return Wording.fixed(100 * share, size >= 9.5 ? 0 : size >= 0.095 || size == 0 ? 1 : 2)
      .replacingOccurrences(of: "-", with: "−")
  }

  static func range(_ interval: Interval) -> String {
    "\(percent(interval.low)) to \(percent(interval.high))"
  }

  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "none" }
    let text = "\(SignificantDigits.rounded(value, to: 3))"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func words(_ influence: DriverQuestion.Influence) -> String {
    guard let share = influence.share?.share else { return "" }
    return "\(VisibleText.cell(influence.input)) \(percent(share.value)) % of the variance "
      + "(\(range(share.interval)));"
  }
}

extension String {
  /// The end of a name that is longer, after two points: names of entries differ there.
  func clipped(_ width: Int) -> String {
    count > width && width > 2 ? ".." + suffix(width - 2) : self
  }
}
