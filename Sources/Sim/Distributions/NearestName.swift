/// The name that `name` was probably meant to be: at most two slips away, one for short names.
public func nearestName(to name: String, in known: [String]) -> String? {
  let limit = name.count <= 3 ? 1 : 2
  var best: (name: String, slips: Int)?
  for candidate in known {
    let slips = slipCount(Array(name.lowercased()), Array(candidate.lowercased()))
    if slips <= limit, slips < best?.slips ?? .max { best = (candidate, slips) }
  }
  return best?.name
}

/// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
private func slipCount(_ a: [Character], _ b: [Character]) -> Int {
  var previous = [Int]()
  var row = Array(0...b.count)
  for i in 0..<a.count {
    var next = [i + 1] + [Int](repeating: 0, count: b.count)
    for j in 0..<b.count {
      next[j + 1] = min(row[j + 1] + 1, next[j] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        next[j + 1] = min(next[j + 1], previous[j - 1] + 1)
      }
    }
    (previous, row) = (row, next)
  }
  return row[b.count]
}
