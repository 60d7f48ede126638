import Sim

/// A range `low:high`, or a distribution with numbers as its arguments.
struct Marginal: Sendable {
  private enum Kind: Sendable {
    case range(Double, Double)
    case family(Distribution, [Double])
    /// Between two probabilities of another.
    indirect case cut(Kind, Double, Double)
  }

  private let kind: Kind

  /// `nil` where the text is neither.
  init?(_ text: String) {
    let parts = text.split(separator: ":").map { String($0) }
    if parts.count == 2, let low = StudyInput.number(parts[0]),
      let high = StudyInput.number(parts[1])
    {
      guard low < high, max(-low, high) <= WrittenNumber.mostOfRange else { return nil }
      kind = .range(low, high)
      return
    }
    guard let written = try? ExpressionParser.parse(SourceText(text)),
      let kind = Self.kind(written)
    else { return nil }
    self.kind = kind
  }

  /// What is wrong with a text that is none. `shown`: as errors show it.
  static func problem(with text: String?, shown: String) -> BatchCause {
    let ends = (text ?? "").split(separator: ":").map { StudyInput.number(String($0)) }
    guard ends.count == 2, let low = ends[0], let high = ends[1] else {
      return .noDistribution(shown)
    }
    return low < high ? .rangeTooLarge : .emptyRange(shown)
  }

  /// Whether nearly all of it are numbers that can be written.
  var isFinite: Bool { [1e-6, 1 - 1e-6].allSatisfy { quantile($0).isFinite } }

  private static func kind(_ written: Expression) -> Kind? {
    guard case .call(let name, let arguments) = written.kind else { return nil }
    if name == "truncated", arguments.count == 3, arguments.allSatisfy({ $0.label == nil }) {
      guard let inner = kind(arguments[0].value), case .family(let family, let numbers) = inner,
        let low = arguments[1].value.plainNumber, let high = arguments[2].value.plainNumber
      else { return nil }
      let below = family.probability(low, .lower, numbers)
      let upTo = family.probability(high, .lower, numbers)
      return below < upTo ? .cut(inner, below, upTo) : nil
    }
    guard let family = Family.named(name), family.hasDistributionFunction,
      let binding = try? family.form(labels: arguments.map(\.label))
    else { return nil }
    let numbers = arguments.compactMap(\.value.plainNumber)
    guard numbers.count == arguments.count else { return nil }
    let ordered = binding.order.map { numbers[$0] }
    let distribution = Distribution.family(family, form: binding.form, at: 0)
    guard distribution.isInDomain(ordered) else { return nil }
    return .family(distribution, ordered)
  }

  func quantile(_ p: Double) -> Double { Self.quantile(kind, p) }

  private static func quantile(_ kind: Kind, _ p: Double) -> Double {
    switch kind {
    case .range(let low, let high): low + p * (high - low)
    case .family(let distribution, let arguments): distribution.quantile(p, arguments)
    case .cut(let inner, let low, let high): quantile(inner, low + p * (high - low))
    }
  }

  /// Mean and standard deviation, from the middles of 4,000 parts of equal probability.
  var moments: (mean: Double, deviation: Double) {
    let count = 4_000
    let values = (0..<count).map { quantile((Double($0) + 0.5) / Double(count)) }
    let mean = values.reduce(0, +) / Double(count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    let deviation = variance.squareRoot()
    // What rounding leaves of a mean of 0.
    return (mean.magnitude < 1e-12 * deviation ? 0 : mean, deviation)
  }
}
