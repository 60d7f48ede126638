/// What trials came to of one quantity, looked at once for all inputs that may move it.
package struct VariedQuantity: Sendable {
  /// By trial; NaN is missing.
  package let values: [Double]
  /// Of what is not missing.
  let moments: Moments
  /// From the mean: sums about it cancel least.
  let deviations: [Double]

  /// `values`: by trial, such as 0 and 1 for whether it ended in a class; NaN is missing.
  package init(_ values: [Double]) {
    self.values = values
    var moments = Moments()
    for value in values { moments.add(value) }
    self.moments = moments
    let mean = moments.mean
    deviations = values.map { $0 - mean }
  }

  /// In the trials in which an input has a value.
  func known(with input: RankedInput) -> VariedQuantity {
    guard input.count < values.count else { return self }
    return VariedQuantity(zip(values, input.cells).map { $1 < 0 ? .nan : $0 })
  }
}
