import Sim

/// Format 1: `correlations`.
enum CorrelationFormat {
  static let section = Field<Scenario>.section(
    "correlations", correlation, { $0.correlations = $1 }, "between parameters or between shocks")

  private typealias Pair = (names: [Named], ofShocks: Bool)
  private typealias Measure = (kind: Correlation.Kind, value: Expression)

  private static let pair = Part<Pair>.one(
    of: [
      .key("between", Form<[Named]>.words().map { ($0, false) }, "parameters"),
      .key("shocks", Form<[Named]>.words().map { ($0, true) }, "processes"),
    ], "pair")

  private static let measure = Part<Measure>.one(
    of: [
      .key("spearman", Form.expression.map { (.spearman, $0) }, "the rank correlation"),
      .key("pearson", Form.expression.map { (.pearson, $0) }, "the copula's own"),
    ], "measure")

  private static let correlation = Form<Correlation>.record(
    Part<(Pair, Measure)>.all(pair, measure) { ($0, $1) }, [.about, .source]
  ) { cursor, parts in
    Correlation(
      name: cursor.named, between: parts.0.names, ofShocks: parts.0.ofShocks, kind: parts.1.kind,
      value: parts.1.value)
  }
}
