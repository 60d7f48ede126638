import Sim

/// How the standard normal scores of correlated entries are mixed from independent ones: a Gaussian
/// copula (Nelsen 2006, section 2.3).
///
/// Entries that no chain of correlations connects are groups of their own. Within a group the order
/// is that of the names, so that neither the file's order nor other groups change a draw. The first
/// of a group keeps its own score.
struct ScoreMixing {
  struct Term {
    /// The position of an entry in its section.
    var entry: Int
    var weight: Double
  }

  /// By entry: what its score is the sum of, weights times independent scores, all in the same
  /// order.
  private(set) var terms: [Int: [Term]] = [:]

  static let none = ScoreMixing()

  /// A correlation of the scores of two entries, and how it was said.
  struct Pair {
    var a: Int
    var b: Int
    var rho: Double
    var correlation: Correlation
  }

  private init() {}

  /// Throws at the last correlation of a group that cannot hold together.
  init(_ pairs: [Pair], name: (Int) -> String) throws {
    for (group, inside) in Self.groups(pairs, name) {
      let places = Dictionary(uniqueKeysWithValues: group.enumerated().map { ($1, $0) })
      // The lower triangle; of what is said twice the last counts.
      var lower = group.indices.map { [$0: 1.0] }
      for pair in inside {
        guard let i = places[pair.a], let j = places[pair.b] else { continue }
        lower[max(i, j)][min(i, j)] = pair.rho
      }
      let entries = lower.map { row in
        row.sorted { $0.key < $1.key }.map { SparseCholesky.Entry(column: $0.key, value: $0.value) }
      }
      guard let root = SparseCholesky(lower: entries) else {
        throw IndefiniteCorrelations(
          lower: entries, group: group, names: group.map(name), pairs: inside
        ).diagnostic
      }
      for (row, entry) in group.enumerated() {
        terms[entry] = root.rows[row].map { Term(entry: group[$0.column], weight: $0.value) }
      }
    }
  }

  /// Connected entries, each group in the order of the names, with the pairs in it. Groups come in
  /// the order of their last pairs.
  private static func groups(
    _ pairs: [Pair], _ name: (Int) -> String
  ) -> [(entries: [Int], pairs: [Pair])] {
    var parents: [Int: Int] = [:]
    func root(_ entry: Int) -> Int {
      var entry = entry
      while let parent = parents[entry], parent != entry {
        // Halved on the way, so that no way stays long.
        let next = parents[parent] ?? parent
        parents[entry] = next
        entry = next
      }
      return entry
    }
    for pair in pairs {
      for entry in [pair.a, pair.b] where parents[entry] == nil { parents[entry] = entry }
      parents[root(pair.a)] = root(pair.b)
    }
    let members = Dictionary(grouping: parents.keys, by: root)
    let inside = Dictionary(grouping: pairs.indices) { root(pairs[$0].a) }
    return inside.sorted { ($0.value.last ?? 0) < ($1.value.last ?? 0) }.map { top, places in
      let entries = (members[top] ?? []).sorted { name($0) < name($1) }
      return (entries, places.map { pairs[$0] })
    }
  }
}
