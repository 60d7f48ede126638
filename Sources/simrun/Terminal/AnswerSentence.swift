import Sim

/// The answer of a run in one sentence, made by rule from the shares.
///
/// - Up to four ends are named, the most frequent first, each with a share of a twentieth or more; one
///   is named always. What is left is named without shares, if it is no more than three ends.
/// - An end that brings several outcomes together says which: *freeze (with freeze without text)*.
/// - A share is the nearest simple part of the trials: *about* where it lies within the limits, else
///   *more than* or *fewer than*. Limits further apart than 15 points are said themselves: *between a
///   quarter and a half of the trials*. Of fewer than 20 trials the numbers are said.
/// - An end with the same words as the one before it has *about as many*.
struct AnswerSentence {
  struct End {
    /// As it stands in the sentence.
    var name: String
    var share: Summary.Share
  }

  let ends: [End]
  /// Trials that failed are no part of the shares.
  var hasFailures = false

  private static let mostNamed = 4
  private static let leastNamed = 0.05
  private static let mostOfRest = 3
  private static let fewTrials = 20
  private static let wide = 0.15

  /// `nil` without a finished trial.
  func text() -> String? {
    guard let trials = ends.first?.share.trials, trials > 0 else { return nil }
    let seen = ends.enumerated().filter { $0.element.share.count > 0 }.sorted {
      ($1.element.share.count, $0.offset) < ($0.element.share.count, $1.offset)
    }.map(\.element)
    guard let first = seen.first else { return nil }
    let finished = hasFailures ? " that finished" : ""
    if seen.count == 1 {
      return trials == 1
        ? "The one trial\(finished) ends in \(first.name)."
        : "Every trial\(finished) ends in \(first.name)."
    }
    if trials < Self.fewTrials { return counted(seen, of: trials, finished) }
    let named = seen.prefix { $0.share.share ?? 0 >= Self.leastNamed }.prefix(Self.mostNamed)
    let shown = named.isEmpty ? seen.prefix(1) : named
    let rest = seen.dropFirst(shown.count)
    let list = phrases(Array(shown)).listed()
    let start = hasFailures ? "Of the trials that finished, " : ""
    return Self.capitalized(start + list + Self.rest(Array(rest)) + ".")
  }

  /// "Of 5 trials, 3 end in a and 2 in b."
  private func counted(_ seen: [End], of trials: Int, _ finished: String) -> String {
    let parts = seen.enumerated().map { index, end in
      let count = end.share.count
      let verb = index > 0 ? "in" : count == 1 ? "ends in" : "end in"
      return "\(count) \(verb) \(end.name)"
    }
    return "Of \(trials) trials\(finished), \(parts.listed())."
  }

  /// "about one trial of three ends in a", "more than one of four in b".
  private func phrases(_ shown: [End]) -> [String] {
    var last: Part?
    return shown.map { end in
      let part = Part(end.share, wide: Self.wide)
      defer { last = part }
      if part == last { return "about as many in \(end.name)" }
      let words = part.words(trialsAreKnown: hasFailures || last != nil)
      let verb = last != nil ? "" : part.isOne ? " ends" : " end"
      return "\(words)\(verb) in \(end.name)"
    }
  }

  private static func rest(_ rest: [End]) -> String {
    guard let first = rest.first else { return "" }
    let share = rest.reduce(0) { $0 + ($1.share.share ?? 0) }
    let few = share < 0.01 ? ", fewer than one of 100," : ""
    guard rest.count <= mostOfRest else {
      return "; the rest\(few) ends in one of \(rest.count) other ways"
    }
    let names = rest.dropFirst().map(\.name)
    guard let last = names.last else { return "; the rest\(few) ends in \(first.name)" }
    let others = ([first.name] + names.dropLast()).joined(separator: ", ")
    return "; the rest\(few) ends in \(others) or \(last)"
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension AnswerSentence {
  /// What part of the trials a share is, in words.
  enum Part: Equatable {
    case nearlyAll
    case about(Fraction)
    case moreThan(Fraction)
    case fewerThan(Fraction)
    case between(Fraction, Fraction)
    case upTo(Fraction)
    case atLeast(Fraction)
    case unknown

    init(_ share: Summary.Share, wide: Double) {
      let (low, high) = (share.interval.low, share.interval.high)
      let part = share.share ?? 0
      if high - low > wide {
        let below = Fraction.bounds.last { $0.value <= low }
        let above = Fraction.bounds.first { $0.value >= high }
        switch (below, above) {
        case (let below?, let above?): self = .between(below, above)
        case (nil, let above?): self = .upTo(above)
        case (let below?, nil): self = .atLeast(below)
        case (nil, nil): self = .unknown
        }
        return
      }
      if part >= 0.97 {
        self = .nearlyAll
        return
      }
      let nearest = Fraction.parts.min { abs($0.value - part) < abs($1.value - part) }
      guard let nearest else {
        self = .unknown
        return
      }
      if nearest.value >= low, nearest.value <= high {
        self = .about(nearest)
      } else {
        self = nearest.value < part ? .moreThan(nearest) : .fewerThan(nearest)
      }
    }

    /// Whether a verb is in the singular: one of so many, every one.
    var isOne: Bool {
      switch self {
      case .nearlyAll: true
      case .about(let part), .moreThan(let part), .fewerThan(let part):
        part.top == 1 && part.bottom > 2
      case .between, .upTo, .atLeast, .unknown: false
      }
    }

    /// "about one trial of three"; where it is known that trials are counted, "about one of three".
    func words(trialsAreKnown known: Bool) -> String {
      let ofTrials = known ? "" : " of the trials"
      return switch self {
      case .nearlyAll: known ? "nearly every one" : "nearly every trial"
      case .about(let part): "about \(part.words(known))"
      case .moreThan(let part): "more than \(part.words(known))"
      case .fewerThan(let part): "fewer than \(part.words(known))"
      case .between(let low, let high): "between \(low.name) and \(high.name)\(ofTrials)"
      case .upTo(let high): "up to \(high.name)\(ofTrials)"
      case .atLeast(let low): "at least \(low.name)\(ofTrials)"
      case .unknown: known ? "some" : "some trials"
      }
    }
  }

  /// A part that is easily seen: so many of so many.
  struct Fraction: Equatable {
    let top: Int
    let bottom: Int
    var name = ""

    var value: Double { Double(top) / Double(bottom) }

    func words(_ isKnown: Bool) -> String {
      if top == 1, bottom == 2 { return isKnown ? "half" : "half of the trials" }
      let count = Self.words[top] ?? "\(top)"
      let all = Self.words[bottom] ?? "\(bottom)"
      let trials = isKnown ? "" : top == 1 ? " trial" : " trials"
      return "\(count)\(trials) of \(all)"
    }

    private static let words = [
      1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
      9: "nine", 10: "ten", 12: "twelve", 15: "fifteen", 20: "twenty",
    ]

    /// For a share.
    static let parts: [Fraction] =
      [
        (9, 10), (5, 6), (4, 5), (3, 4), (2, 3), (3, 5), (1, 2), (2, 5), (1, 3), (1, 4), (1, 5),
        (1, 6), (1, 8), (1, 10), (1, 12), (1, 15), (1, 20), (1, 30), (1, 50), (1, 100),
      ].map { Fraction(top: $0.0, bottom: $0.1) }

    /// For wide limits, in ascending order.
    static let bounds: [Fraction] = [
      Fraction(top: 1, bottom: 10, name: "a tenth"), Fraction(top: 1, bottom: 5, name: "a fifth"),
      Fraction(top: 1, bottom: 4, name: "a quarter"), Fraction(top: 1, bottom: 3, name: "a third"),
      Fraction(top: 1, bottom: 2, name: "a half"), Fraction(top: 2, bottom: 3, name: "two thirds"),
      Fraction(top: 3, bottom: 4, name: "three quarters"),
      Fraction(top: 9, bottom: 10, name: "nine tenths"),
    ]
  }

  // MARK: Names

  /// An outcome as a sentence says it: `freeze without text`.
  static func spoken(_ name: String) -> String {
    String(VisibleText.cell(name).map { $0 == "_" ? " " : $0 })
  }

  /// A class, and which outcomes it brings together: `freeze (with freeze without text)`.
  static func name(of group: String, _ outcomes: [String]) -> String {
    let name = VisibleText.cell(group)
    let others = outcomes.map(spoken).filter { $0 != name }
    guard outcomes.count > 1, !others.isEmpty else { return name }
    guard others.count <= mostInBrackets else { return "\(name) (\(outcomes.count) outcomes)" }
    let isOwn = others.count < outcomes.count
    let list = others.listed(isOwn ? "and" : "or")
    return isOwn ? "\(name) (with \(list))" : "\(name) (\(list))"
  }

  private static let mostInBrackets = 3
}
