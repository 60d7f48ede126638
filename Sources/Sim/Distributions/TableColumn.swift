/// A column of a table whose rows are drawn whole: a draw picks a row, and each column has its value
/// there.
package final class TableColumn: Sendable {
  /// As expressions write it: `voyages.freight`.
  package let name: String
  /// In the order of the rows, never empty.
  package let values: [Double]
  let range: ClosedRange<Double>

  /// `values` are finite and at least one.
  package init(name: String, values: [Double]) {
    self.name = name
    self.values = values.isEmpty ? [0] : values
    let least = self.values.reduce(.infinity, min)
    range = least...self.values.reduce(least, max)
  }

  /// The value in the row that a uniform number from 0 to 1 picks: row ⌊u·n⌋, 0 first.
  func value(_ u: Double) -> Double {
    values[min(values.count - 1, max(0, Int(u * Double(values.count))))]
  }

  /// A digest of the values in their order, so that other data makes another model.
  var digest: UInt64 {
    fnv1a64(
      values.lazy.flatMap { value in
        withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init)
      })
  }
}
