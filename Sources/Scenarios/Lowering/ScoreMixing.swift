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
    for group in Self.groups(pairs, name) {
      let inside = pairs.filter { group.contains($0.a) }
      var matrix = group.map { row in group.map { $0 == row ? 1.0 : 0 } }
      for pair in inside {
        guard let i = group.firstIndex(of: pair.a), let j = group.firstIndex(of: pair.b) else {
          continue
        }
        matrix[i][j] = pair.rho
        matrix[j][i] = pair.rho
      }
      guard let root = Cholesky(matrix) else {
        let problem = IndefiniteCorrelations(
          matrix: matrix, group: group, names: group.map(name), pairs: inside)
        throw problem.diagnostic
      }
      for (row, entry) in group.enumerated() {
        terms[entry] = root.rows[row].enumerated().map { Term(entry: group[$0], weight: $1) }
      }
    }
  }

  /// Connected entries, each group in the order of the names.
  private static func groups(_ pairs: [Pair], _ name: (Int) -> String) -> [[Int]] {
    var groups: [Set<Int>] = []
    for pair in pairs {
      let touched = groups.filter { $0.contains(pair.a) || $0.contains(pair.b) }
      groups.removeAll { $0.contains(pair.a) || $0.contains(pair.b) }
      groups.append(touched.reduce([pair.a, pair.b]) { $0.union($1) })
    }
    return groups.map { $0.sorted { name($0) < name($1) } }
  }
}
