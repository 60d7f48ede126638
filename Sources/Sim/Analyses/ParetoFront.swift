/// Choices between several aims, none of which another beats in all.
package enum ParetoFront {
  /// Positions of the rows that no other row beats: none is at least as large in all aims and larger in one. Of
  /// equal rows the first. Larger is better. A row without a number in some aim has no place.
  package static func places(_ rows: [[Double]]) -> [Int] {
    rows.indices.filter { own in
      rows[own].allSatisfy { !$0.isNaN }
        && !rows.indices.contains { other in
          let isAsGood = zip(rows[other], rows[own]).allSatisfy { $0 >= $1 }
          return other != own && isAsGood && (rows[other] != rows[own] || other < own)
        }
    }
  }
}
