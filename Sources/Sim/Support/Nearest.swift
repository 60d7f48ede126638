/// The candidate that differs least from a misspelt name, the first of several; `nil` if none is
/// within a third of the name's length.
///
/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours each
/// count one (Damerau, 1964; Levenshtein, 1966).
package func nearest(_ name: String, in candidates: [String]) -> String? {
  let wanted = Array(name)
  var best: (distance: Int, candidate: String)?
  for candidate in candidates {
    let limit = best.map { $0.distance - 1 } ?? wanted.count / 3
    guard limit >= 0 else { break }
    if let distance = distance(wanted, Array(candidate), limit: limit) {
      best = (distance, candidate)
    }
  }
  return best?.candidate
}

/// The first candidate that is a word of four letters or more with one or two letters added: `ordered`
/// for `order`.
package func lengthened(_ name: String, in candidates: [String]) -> String? {
  guard name.count >= 4 else { return nil }
  return candidates.first {
    $0.hasPrefix(name) && (1...2).contains($0.count - name.count)
  }
}

/// `nil` when it is more than `limit`.
private func distance(_ a: [Character], _ b: [Character], limit: Int) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i]
    row.reserveCapacity(b.count + 1)
    for j in 1...b.count {
      let same = a[i - 1] == b[j - 1]
      var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        cost = min(cost, beforeLast[j - 2] + 1)
      }
      row.append(cost)
    }
    // A swap reaches back two rows, so both must be beyond the limit.
    if let least = row.min(), least > limit, let earlier = last.min(), earlier > limit {
      return nil
    }
    beforeLast = last
    last = row
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
