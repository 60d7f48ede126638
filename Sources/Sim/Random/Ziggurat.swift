import CGSL

/// Standard normals for a row of trials, to the bit what `gsl_ran_gaussian_ziggurat` gives.
///
/// The first try, which serves 97.25 %, runs over the row; the others go to GSL with the same words.
public enum Ziggurat {
  /// `words` are the lanes' words of layout `word32` for `step`; `index` their trials' indices.
  public static func row(
    words: UnsafePointer<UInt32>, key: UInt64, step: UInt32, index: UnsafePointer<UInt64>,
    count: Int, generator: CursorGenerator, into z: UnsafeMutablePointer<Double>
  ) {
    let tables = ZigguratTables.linked
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: min(count, chunk)) { failed in
      guard let lanes = failed.baseAddress else { return }
      var start = 0
      while start < count {
        let length = min(chunk, count - start)
        let failures = sim_ziggurat_first(
          words + start, length, tables.width, tables.limit, z + start, lanes)
        for failure in 0..<failures {
          let lane = start + Int(lanes[failure])
          generator.cursor.pointee = WordCursor(
            key: key, step: step, index: index[lane], word: words[lane])
          z[lane] = gsl_ran_gaussian_ziggurat(generator.rng, 1)
        }
        start += length
      }
    }
  }

  /// Keeps the list of failed lanes on the stack.
  private static let chunk = 1024
}
