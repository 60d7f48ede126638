import CGSL

/// What each group of inputs explains of the variance of a quantity, from trials whose inputs may be
/// correlated: by least squares on the inputs' normal scores, their squares and cubes and the products
/// of two.
///
/// Exact for quantities that are such polynomials of normal inputs; of others it explains what a
/// polynomial can, and what is left over counts as unexplained. That asks far less of the trials than
/// averages near each trial would.
package struct ExplainedVariance: Sendable {
  package let inputs: Int
  /// By input: its Shapley effect, as a share of the variance.
  package let shapley: [ValueInInterval]
  /// What all explain together. The rest is chance, and what no polynomial follows.
  package let all: ValueInInterval
  /// How many trials have all values.
  package let count: Int

  /// Of fewer trials for each term of the polynomial nothing is said.
  private static let fewestForTerm = 20
  private static let parts = 32

  /// `x`: by input, by trial; NaN is missing. `nil` of no or too many inputs, of too few trials, or if
  /// an input or the quantity does not vary, or an input follows from the others.
  ///
  /// Limits come from the jackknife over 32 runs of trials of equal length.
  package init?(of y: [Double], by x: [[Double]], alpha: Double = 0.05) {
    inputs = x.count
    guard (1...ShapleyEffects.mostInputs).contains(inputs) else { return nil }
    let rows = y.indices.filter { row in !y[row].isNaN && x.allSatisfy { !$0[row].isNaN } }
    count = rows.count
    let terms = PolynomialTerms(inputs: inputs)
    guard count >= Self.fewestForTerm * terms.groups.count, count >= 2 * Self.parts else {
      return nil
    }
    let scores = x.map { values in Self.scores(rows.map { values[$0] }) }
    let values = rows.map { y[$0] }
    let mean = values.reduce(0, +) / Double(count)
    var sums: [NormalEquations] = []
    for part in 0..<Self.parts {
      var equations = NormalEquations(terms.groups.count)
      for row in (part * count / Self.parts)..<((part + 1) * count / Self.parts) {
        equations.add(terms.values(scores.map { $0[row] }), values[row] - mean)
      }
      sums.append(equations)
    }
    var whole = NormalEquations(terms.groups.count)
    for part in sums { whole.add(part, 1) }
    guard let found = whole.explained(terms) else { return nil }
    var without: [[Double]] = []
    for part in sums {
      var rest = whole
      rest.add(part, -1)
      guard let explained = rest.explained(terms) else { return nil }
      without.append(explained)
    }
    let effects = ShapleyEffects.all(found)
    let effectsWithout = without.map(ShapleyEffects.all)
    shapley = effects.indices.compactMap { k in
      ReplicateInterval.jackknife(effects[k], effectsWithout.map { $0[k] }, alpha: alpha)
    }
    guard let last = found.last,
      let all = ReplicateInterval.jackknife(last, without.compactMap(\.last), alpha: alpha)
    else { return nil }
    self.all = all
  }

  /// Normal scores of mean ranks (van der Waerden 1952).
  private static func scores(_ values: [Double]) -> [Double] {
    let n = Double(values.count)
    return Correlation.ranks(values).map { gsl_cdf_ugaussian_Pinv(($0 - 0.5) / n) }
  }
}

/// The terms of a polynomial, each with the group of inputs that it needs.
private struct PolynomialTerms {
  let groups: [Int]
  private let inputs: Int

  init(inputs: Int) {
    self.inputs = inputs
    var groups: [Int] = []
    for k in 0..<inputs { groups += [1 << k, 1 << k, 1 << k] }
    for k in 0..<inputs { for j in 0..<k { groups.append(1 << k | 1 << j) } }
    self.groups = groups
  }

  /// Hermite's polynomials, which for normal inputs are uncorrelated.
  func values(_ z: [Double]) -> [Double] {
    var values: [Double] = []
    for z in z { values += [z, z * z - 1, z * (z * z - 3)] }
    for k in 0..<inputs { for j in 0..<k { values.append(z[k] * z[j]) } }
    return values
  }
}

/// Sums of products of terms and of a quantity.
private struct NormalEquations {
  private var count = 0.0
  private var means: [Double]
  private var products: [[Double]]
  private var withQuantity: [Double]
  private var quantity = 0.0
  private var squares = 0.0

  init(_ terms: Int) {
    means = Array(repeating: 0, count: terms)
    withQuantity = means
    products = (0..<terms).map { Array(repeating: 0, count: $0 + 1) }
  }

  mutating func add(_ terms: [Double], _ y: Double) {
    count += 1
    quantity += y
    squares += y * y
    for k in terms.indices {
      means[k] += terms[k]
      withQuantity[k] += terms[k] * y
      for j in 0...k { products[k][j] += terms[k] * terms[j] }
    }
  }

  mutating func add(_ other: NormalEquations, _ sign: Double) {
    count += sign * other.count
    quantity += sign * other.quantity
    squares += sign * other.squares
    for k in means.indices {
      means[k] += sign * other.means[k]
      withQuantity[k] += sign * other.withQuantity[k]
      for j in 0...k { products[k][j] += sign * other.products[k][j] }
    }
  }

  /// By group, the share that its terms explain, less what as many terms of noise would.
  func explained(_ terms: PolynomialTerms) -> [Double]? {
    let total = squares - quantity * quantity / count
    let everything = Array(terms.groups.indices)
    guard total > 0, let most = squaresExplained(everything) else { return nil }
    let noise = max(0, total - most) / max(1, count - 1 - Double(everything.count))
    let inputs = terms.groups.reduce(0, |) + 1
    var shares = [0.0]
    for group in 1..<inputs {
      let chosen = everything.filter { terms.groups[$0] & ~group == 0 }
      guard let found = squaresExplained(chosen) else { return nil }
      shares.append((found - Double(chosen.count) * noise) / total)
    }
    return shares
  }

  private func squaresExplained(_ chosen: [Int]) -> Double? {
    let matrix = chosen.map { k in
      chosen.map { j in products[max(k, j)][min(k, j)] - means[k] * means[j] / count }
    }
    guard let lower = Cholesky(matrix) else { return nil }
    var (solved, sum) = ([Double](), 0.0)
    for (row, k) in chosen.enumerated() {
      var rest = withQuantity[k] - means[k] * quantity / count
      for column in 0..<row { rest -= lower.rows[row][column] * solved[column] }
      solved.append(rest / lower.rows[row][row])
      sum += solved[row] * solved[row]
    }
    return sum
  }
}
