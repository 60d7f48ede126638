/// Halton's sequence (Halton 1960): a coordinate is the index mirrored at the point, in the base of the
/// dimension's prime number.
package enum HaltonSequence {
  /// Past so many dimensions neighbours in it are too alike to be of use.
  package static let bases = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53]

  /// `nil` past the last dimension.
  package static func value(_ index: Int, dimension: Int) -> Double? {
    guard bases.indices.contains(dimension), index >= 0 else { return nil }
    let base = bases[dimension]
    // Whole numbers as long as they are exact, so that one division rounds once.
    var (rest, mirrored, scale) = (index, 0.0, 1.0)
    while rest > 0 {
      mirrored = mirrored * Double(base) + Double(rest % base)
      scale *= Double(base)
      rest /= base
    }
    return mirrored / scale
  }
}
