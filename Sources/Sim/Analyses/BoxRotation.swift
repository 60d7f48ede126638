/// New axes for boxes whose sides need not be parallel to the inputs: PCA-PRIM (Dalal, Han, Lempert,
/// Jaycocks & Hackbarth 2013, "Improving scenario discovery using orthogonal rotations").
///
/// Inputs are divided by their standard deviations; the axes are the principal components of the hits.
package struct BoxRotation: Sendable, Hashable {
  /// The inputs that are turned, in their order: numbers that vary.
  package let inputs: [Int]
  /// By input turned.
  package let means: [Double]
  package let deviations: [Double]
  /// By component, the one along which hits spread most first; each by input turned, its square sum 1
  /// and its largest number positive.
  package let loadings: [[Double]]

  /// From some of the trials. `nil`: fewer than two inputs can be turned, or there are too few hits.
  package init?(_ all: [BoxInput], _ isHit: [Bool], rows: [Int]) {
    let hits = rows.filter { isHit[$0] }
    let moments = all.map { input in
      rows.reduce(into: Moments()) { $0.add(input.values[$1]) }
    }
    let inputs = all.indices.filter {
      all[$0].kind != .labels && (moments[$0].standardDeviation ?? 0) > 0
    }
    guard inputs.count > 1, hits.count > inputs.count else { return nil }
    self.inputs = inputs
    means = inputs.map { moments[$0].mean }
    deviations = inputs.map { moments[$0].standardDeviation ?? 1 }
    let (means, deviations) = (means, deviations)
    let columns = inputs.indices.map { k in
      hits.map { (all[inputs[k]].values[$0] - means[k]) / deviations[k] }
    }
    let centers = columns.map { $0.reduce(0, +) / Double(hits.count) }
    let matrix = inputs.indices.map { i in
      inputs.indices.map { j in
        zip(columns[i], columns[j]).reduce(0.0) {
          $0 + ($1.0 - centers[i]) * ($1.1 - centers[j])
        } / Double(hits.count - 1)
      }
    }
    let eigen = SymmetricEigen(matrix)
    loadings = eigen.values.indices.sorted { eigen.values[$0] > eigen.values[$1] }.map { k in
      let vector = eigen.vectors[k]
      let largest = vector.max { $0.magnitude < $1.magnitude } ?? 1
      return vector.map { largest < 0 ? -$0 : $0 }
    }
  }

  /// The inputs as they are searched: the components, then the inputs that are not turned.
  package func turned(_ all: [BoxInput]) -> [BoxInput] {
    let trials = all.first?.values.count ?? 0
    let components = loadings.map { loading in
      var values = Array(repeating: 0.0, count: trials)
      for (k, input) in inputs.enumerated() {
        let scale = loading[k] / deviations[k]
        for trial in 0..<trials {
          values[trial] += (all[input].values[trial] - means[k]) * scale
        }
      }
      return BoxInput(values)
    }
    return components + kept(all).map { all[$0] }
  }

  /// Positions of the inputs that are not turned.
  package func kept(_ all: [BoxInput]) -> [Int] { all.indices.filter { !inputs.contains($0) } }
}
