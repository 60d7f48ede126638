/// The variance of a quantity shared out among its inputs, also where these depend on each other:
/// what an input adds to a group of others, on average over all orders in which they could be learned
/// (Shapley 1953; Owen 2014, "Sobol' indices and Shapley value"; Song, Nelson & Staum 2016).
package enum ShapleyEffects {
  /// 2^n groups are needed for n inputs.
  package static let mostInputs = 8

  /// `explained`: by group of inputs, the k-th bit of its number set if it has input k, the variance
  /// (or share of it) that knowing the group explains, Var(E(Y | group)). They sum to what all inputs
  /// together explain, less what none does. Empty unless there are 2^n groups.
  package static func all(_ explained: [Double]) -> [Double] {
    let inputs = explained.count.trailingZeroBitCount
    guard explained.count == 1 << inputs, inputs > 0 else { return [] }
    let weights = weights(inputs)
    return (0..<inputs).map { input in
      var sum = 0.0
      for group in explained.indices where group >> input & 1 == 0 {
        sum += weights[group.nonzeroBitCount] * (explained[group | 1 << input] - explained[group])
      }
      return sum
    }
  }

  /// k! (n − k − 1)! / n! for a group of k others.
  private static func weights(_ n: Int) -> [Double] {
    var weights = [1 / Double(n)]
    for k in 1..<max(1, n) { weights.append(weights[k - 1] * Double(k) / Double(n - k)) }
    return weights
  }
}
