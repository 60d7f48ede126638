import Sim

/// What checks ask of each trial: expressions, read as it ends.
///
/// Draws are addressed by names, so that a scenario with more measures plays the same trials.
struct Questions {
  private(set) var measures: [Measure] = []
  private var known: Set<String> = []

  /// Asks for a value as the trial ends, under the text of its expression.
  mutating func ask(_ e: Expression) {
    let name = Self.name(e)
    guard known.insert(name).inserted else { return }
    measures.append(Measure(name: Named(name, SourceText(name)), value: e))
  }

  /// Whether a condition has ever held.
  mutating func askEver(_ e: Expression) { ask(Self.call("ever", e)) }

  /// The same for an expression written here.
  mutating func ask(_ text: String) {
    if let e = Self.expression(text) { ask(e) }
  }

  static func expression(_ text: String) -> Expression? {
    try? ExpressionParser.parse(SourceText(text))
  }

  static func call(_ function: String, _ e: Expression) -> Expression {
    Expression(
      .call(function, [Expression.Argument(label: nil, value: e)]), in: e.source, at: e.range)
  }

  static func name(_ e: Expression) -> String { e.description }
}

/// What trials answered.
struct Answers {
  let counted: Counted
  /// By trial: the outcome's position.
  let outcomes: [Int]
  /// By trial: the step at whose end it ended.
  let lastSteps: [Int]
  /// By question: trial by trial; missing is NaN. What could not be asked is not there.
  let values: [String: [Double]]

  var trials: Int { outcomes.count }

  func values(_ e: Expression) -> [Double]? { values[Questions.name(e)] }
  func values(_ text: String) -> [Double]? { Questions.expression(text).flatMap { values($0) } }

  /// In how many trials a condition held as the trial ended.
  func count(_ e: Expression) -> Int? { values(e)?.count { $0 == 1 } }
  func count(_ text: String) -> Int? { Questions.expression(text).flatMap { count($0) } }

  /// In how many trials it ever held.
  func countEver(_ e: Expression) -> Int? { count(Questions.call("ever", e)) }

  /// The largest and smallest of all trials, of those not missing.
  func highest(_ text: String) -> Double? { present(text)?.max() }
  func lowest(_ text: String) -> Double? { present(text)?.min() }

  func mean(_ text: String) -> Double? {
    guard let present = present(text), !present.isEmpty else { return nil }
    return present.reduce(0, +) / Double(present.count)
  }

  private func present(_ text: String) -> [Double]? {
    values(text).map { $0.filter { !$0.isNaN } }
  }
}
