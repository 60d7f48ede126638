import CGSL

/// Standard normals for a row of trials, to the bit what `gsl_ran_gaussian_ziggurat` gives.
///
/// The first try, which serves 97.25 %, runs over the row; the others go to GSL with the same
/// words.
package enum Ziggurat {
  /// `words` are the lanes' words of layout `word32` for `step`; `index` their trials' indices.
  package static func row(
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
        for group in stride(from: 0, to: failures, by: 8) {
          again(
            lanes + group, min(8, failures - group), from: start, words, key, step, index,
            generator, z)
        }
        start += length
      }
    }
  }

  /// Up to eight lanes by GSL. Most need words of attempt 1, which are made together.
  private static func again(
    _ lanes: UnsafePointer<UInt32>, _ count: Int, from start: Int,
    _ words: UnsafePointer<UInt32>, _ key: UInt64, _ step: UInt32,
    _ index: UnsafePointer<UInt64>, _ generator: CursorGenerator,
    _ z: UnsafeMutablePointer<Double>
  ) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 8) { indices in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 32) { next in
        guard let indices = indices.baseAddress, let next = next.baseAddress else { return }
        for k in 0..<8 { indices[k] = index[start + Int(lanes[min(k, count - 1)])] }
        Philox.rows(
          key: key, word0: step, attempt: 1, index: indices, count: 8, into: next, next + 8,
          next + 16, next + 24)
        for k in 0..<count {
          let lane = start + Int(lanes[k])
          generator.cursor.pointee = WordCursor(
            key: key, step: step, index: indices[k], word: words[lane],
            attempt: (next[k], next[k + 8], next[k + 16], next[k + 24]))
          z[lane] = gsl_ran_gaussian_ziggurat(generator.rng, 1)
        }
      }
    }
  }

  /// Keeps the list of failed lanes on the stack.
  private static let chunk = 1024
}
