/// Sobol' indices of Q(θ) = P(outcome | θ), or of a measure's mean given the parameters θ, from trials
/// that draw more than θ.
///
/// Q itself is never computed. Every product has two factors whose further draws are independent, so
/// that its mean is that of a product of Q's; how those draws are coded, named or shared does not
/// matter. That differs from indices that take "chance" as one more input: their totals depend on the
/// coding.
package struct ProbabilityIndices: Sendable, Hashable {
  /// By input: Var(E(Q | Xⱼ)) / Var(Q).
  package let first: [ValueInInterval]
  /// By input, for independent inputs: E(Var(Q | all but Xⱼ)) / Var(Q).
  package let total: [ValueInInterval]
  /// Var(Q) / Var(Y): what the parameters explain together. The rest is chance.
  package let parameters: ValueInInterval

  /// One replicate; rows of equal index belong together. Rows of `mixed` share the further draws of
  /// `a`, which makes the noise small; those of `again` and `b` are others.
  package struct Replicate: Sendable {
    package var a: [Double]
    /// The parameters of `a` with new draws.
    package var again: [Double]
    package var b: [Double]
    /// By input: the parameters of `a` with that input taken from `b`.
    package var mixed: [[Double]]

    package init(a: [Double], again: [Double], b: [Double], mixed: [[Double]]) {
      self.a = a
      self.again = again
      self.b = b
      self.mixed = mixed
    }
  }

  /// With A′ the parameters of A under new draws, ȳ the mean of the replicate and Vq = Cov(A, A′),
  ///
  ///     Tⱼ = 1 − Cov(A′, ABⱼ)/Vq = E[(A′ − ȳ)(A − ABⱼ)] / Vq
  ///     Sⱼ = E[(B − ȳ)(ABⱼ − A)] / Vq
  ///
  /// (Saltelli et al. 2010, table 2 (b), with products of independent draws). Sums over replicates are
  /// divided, and limits come from the jackknife over replicates. `nil` if a value is missing, or if
  /// Vq is not told apart from 0: then there is nothing to share out.
  package init?(_ replicates: [Replicate], alpha: Double = 0.05) {
    let parts = replicates.compactMap(Part.init)
    guard parts.count == replicates.count, let inputs = parts.first?.firsts.count else {
      return nil
    }
    let covariances = parts.map(\.covariance)
    guard let all = ReplicateInterval.ratio(covariances, parts.map(\.variance), alpha: alpha),
      all.interval.low > 0
    else { return nil }
    parameters = all
    let ratios = { (numerators: (Part, Int) -> Double) in
      (0..<inputs).compactMap { j in
        ReplicateInterval.ratio(parts.map { numerators($0, j) }, covariances, alpha: alpha)
      }
    }
    first = ratios { $0.firsts[$1] }
    total = ratios { $0.totals[$1] }
    guard first.count == inputs, total.count == inputs else { return nil }
  }

  /// Means of products in a replicate.
  private struct Part {
    var variance = 0.0
    var covariance = 0.0
    var firsts: [Double] = []
    var totals: [Double] = []

    init?(_ rows: Replicate) {
      let n = Double(rows.a.count)
      var moments = Moments()
      for value in rows.a + rows.again { moments.add(value) }
      guard moments.missing == 0, rows.a.count > 1 else { return nil }
      let mean = moments.mean
      variance = moments.squares / (2 * n - 1)
      covariance = zip(rows.a, rows.again).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / n
      for mixed in rows.mixed {
        var (first, total) = (0.0, 0.0)
        for row in mixed.indices {
          let moved = mixed[row] - rows.a[row]
          first += (rows.b[row] - mean) * moved
          total -= (rows.again[row] - mean) * moved
        }
        guard first.isFinite, total.isFinite else { return nil }
        firsts.append(first / n)
        totals.append(total / n)
      }
    }
  }
}
