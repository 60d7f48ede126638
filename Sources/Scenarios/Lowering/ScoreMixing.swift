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

  /// By entry: what its score is the sum of, weights times independent scores, all in the same order.
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
        let problem = IndefiniteCorrelations(matrix: matrix, names: group.map(name), pairs: inside)
        throw problem.diagnostic { pair in (name(pair.a), name(pair.b)) }
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

/// Correlations that no joint distribution has, in words.
struct IndefiniteCorrelations {
  let matrix: [[Double]]
  let names: [String]
  let pairs: [ScoreMixing.Pair]

  func diagnostic(_ pairNames: (ScoreMixing.Pair) -> (String, String)) -> Diagnostic {
    let place = (pairs.last?.correlation.name)
    let message = triple ?? general
    return place?.error(message)
      ?? Diagnostic(SourcePosition(file: "", line: 0, column: 0), path: "correlations", message)
  }

  private var general: String {
    "the correlations of \(names.joined(separator: ", ")) cannot hold together: no quantities "
      + "have all of them at once; bring them nearer to 0, or give the pairs that are left out, "
      + "which count as 0"
  }

  /// The first three entries that already contradict each other, and what the third correlation
  /// would have to be: ρ₁₃ρ₂₃ ± √((1 − ρ₁₃²)(1 − ρ₂₃²)).
  private var triple: String? {
    for i in names.indices {
      for j in names.indices where j > i {
        for k in names.indices where k > j {
          let three = [i, j, k]
          guard Cholesky(three.map { row in three.map { matrix[row][$0] } }) == nil else {
            continue
          }
          // The weakest is the one that was most likely forgotten.
          let sides = [(i, j, k), (i, k, j), (j, k, i)]
          guard
            let (a, b, c) = sides.min(by: { abs(matrix[$0.0][$0.1]) < abs(matrix[$1.0][$1.1]) })
          else { return nil }
          return message(a, b, third: c)
        }
      }
    }
    return nil
  }

  private func message(_ a: Int, _ b: Int, third c: Int) -> String {
    let (x, y) = (matrix[a][c], matrix[b][c])
    let reach = ((1 - x * x) * (1 - y * y)).squareRoot()
    let (low, high) = (inMeasure(x * y - reach), inMeasure(x * y + reach))
    let given =
      matrix[a][b] != 0
      ? "that of \(both(a, b))"
      : "that of \(both(a, b)), which is not given and counts as 0,"
    // Rounded inwards, but for what rounding left.
    let least = (low * 1000 - 1e-9).rounded(.up) / 1000
    let greatest = (high * 1000 + 1e-9).rounded(.down) / 1000
    let all = [a, b, c].sorted().map { names[$0] }.joined(separator: ", ")
    return
      "the correlations of \(all) cannot hold together: with \(shown(x)) of \(both(a, c)) and "
      + "\(shown(y)) of \(both(b, c)), \(given) must be between \(Self.written(least)) and "
      + Self.written(greatest)
  }

  private func both(_ a: Int, _ b: Int) -> String {
    "\(names[min(a, b)]) and \(names[max(a, b)])"
  }

  /// As the analyst wrote it: by rank if all of the group are.
  private func inMeasure(_ rho: Double) -> Double {
    pairs.allSatisfy { $0.correlation.kind == .spearman } ? RankCorrelation.ofScores(rho) : rho
  }

  private func shown(_ rho: Double) -> String {
    Self.written((inMeasure(rho) * 1000).rounded() / 1000)
  }

  private static func written(_ x: Double) -> String {
    x == x.rounded() ? "\(Int(x))" : "\(x)"
  }
}
