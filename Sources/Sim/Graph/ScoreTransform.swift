import CGSL

/// What is made of a draw that others share: between the values of a distribution and standard normal
/// scores, which are what a Gaussian copula correlates, and from a drawn row to its columns.
package enum ScoreTransform: Sendable {
  /// The standard normal score of a uniform draw: Φ⁻¹(u).
  case scoreOfUniform
  /// The value of a distribution at a score: F⁻¹(Φ(z)). The score comes first, the arguments of the
  /// distribution after it.
  case value(Distribution)
  /// The value of a column in the row that a uniform draw picks.
  case cell(TableColumn)

  var word: String {
    switch self {
    case .scoreOfUniform: "score"
    case .value: "value"
    case .cell: "cell"
    }
  }

  /// NaN where the arguments are out of the distribution's domain.
  func callAsFunction(_ operands: UnsafePointer<Double>) -> Double {
    switch self {
    case .scoreOfUniform: return standardNormalQuantile(operands[0], .lower)
    case .cell(let column): return column.value(operands[0])
    case .value(let distribution):
      let score = operands[0]
      // The smaller tail, so that the far ends keep their digits.
      return score < 0
        ? distribution.quantile(gsl_cdf_ugaussian_P(score), .lower, operands + 1)
        : distribution.quantile(gsl_cdf_ugaussian_Q(score), .upper, operands + 1)
    }
  }
}
