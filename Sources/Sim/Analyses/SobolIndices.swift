/// Sobol' indices of a quantity that its inputs determine, from pick-freeze samples: by replicate the
/// quantity of rows A, of rows B, and for each input of rows A with that input taken from B.
package struct SobolIndices: Sendable, Hashable {
  /// By input: Var(E(Y | Xⱼ)) / Var(Y).
  package let first: [ValueInInterval]
  /// By input: E(Var(Y | all but Xⱼ)) / Var(Y), its own share and all that it acts in together with
  /// others. Holds for independent inputs only.
  package let total: [ValueInInterval]

  /// One replicate; rows of equal index belong together.
  package struct Replicate: Sendable {
    package var a: [Double]
    package var b: [Double]
    /// By input.
    package var mixed: [[Double]]

    package init(a: [Double], b: [Double], mixed: [[Double]]) {
      self.a = a
      self.b = b
      self.mixed = mixed
    }
  }

  /// As many replicates as intervals are made of.
  package static let replicates = 16

  /// First order by Saltelli et al. (2010, table 2 (b)), the quantity centred; totals by Jansen (1999);
  /// variance from the rows A and B. Each is worked out per replicate, and its limits are Student's of
  /// the replicates. Where the quantity does not vary in some replicate, as of something rare, sums over
  /// replicates are divided, and limits come from the jackknife over replicates (Miller 1974). Estimates may
  /// be below 0. `nil` if a value is missing, of fewer than two replicates, or if the quantity varies in fewer
  /// than two of them.
  package init?(_ replicates: [Replicate], alpha: Double = 0.05) {
    guard let inputs = replicates.first?.mixed.count, replicates.count > 1 else { return nil }
    var firsts = Array(repeating: [Double](), count: inputs)
    var totals = firsts
    var variances: [Double] = []
    for replicate in replicates {
      var moments = Moments()
      for value in replicate.a + replicate.b { moments.add(value) }
      guard moments.missing == 0, moments.count > 1 else { return nil }
      variances.append(moments.squares / Double(moments.count))
      let n = Double(replicate.a.count)
      for (j, mixed) in replicate.mixed.enumerated() {
        var (product, square) = (0.0, 0.0)
        for row in mixed.indices {
          let (a, b, m) = (replicate.a[row], replicate.b[row], mixed[row])
          product += (b - moments.mean) * (m - a)
          square += (a - m) * (a - m)
        }
        firsts[j].append(product / n)
        totals[j].append(square / (2 * n))
      }
    }
    let allVary = variances.allSatisfy { $0 > 0 }
    let summary = { (values: [[Double]]) in
      values.compactMap { values in
        allVary
          ? ReplicateInterval.mean(zip(values, variances).map { $0 / $1 }, alpha: alpha)
          : ReplicateInterval.ratio(values, variances, alpha: alpha)
      }
    }
    first = summary(firsts)
    total = summary(totals)
    guard first.count == inputs, total.count == inputs else { return nil }
  }
}
