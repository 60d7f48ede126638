import Sim

/// Correlations of scores that are no matrix of a Gaussian copula, in words.
struct IndefiniteCorrelations {
  let matrix: [[Double]]
  let names: [String]
  /// How each pair was given, by the two rows.
  private let kinds: [[Correlation.Kind?]]
  private let place: Named?

  /// `lower`: what of the lower triangle of the matrix is not 0.
  init(lower: [[SparseCholesky.Entry]], group: [Int], names: [String], pairs: [ScoreMixing.Pair]) {
    var matrix = group.map { _ in group.map { _ in 0.0 } }
    for (i, row) in lower.enumerated() {
      for entry in row {
        matrix[i][entry.column] = entry.value
        matrix[entry.column][i] = entry.value
      }
    }
    self.matrix = matrix
    self.names = names
    place = pairs.last?.correlation.name
    let places = Dictionary(uniqueKeysWithValues: group.enumerated().map { ($1, $0) })
    var kinds = group.map { _ in group.map { _ in Correlation.Kind?.none } }
    for pair in pairs {
      guard let i = places[pair.a], let j = places[pair.b] else { continue }
      kinds[i][j] = pair.correlation.kind
      kinds[j][i] = pair.correlation.kind
    }
    self.kinds = kinds
  }

  var diagnostic: Diagnostic {
    let message = (triple ?? general) + offer
    return place?.error(message)
      ?? Diagnostic(SourcePosition(file: "", line: 0, column: 0), path: "correlations", message)
  }

  private var general: String {
    let first = names.prefix(Self.mostNames).joined(separator: ", ")
    let list =
      names.count <= Self.mostNames ? first : "\(first) and \(names.count - Self.mostNames) more"
    let pairs = names.indices.flatMap { i in kinds[i][..<i] }
    let hint = pairs.contains { $0 == nil } ? "; pairs that are left out count as 0" : ""
    let head =
      "the correlations of \(list) cannot hold together: no Gaussian copula has all of them"
    guard names.count <= Self.largestGroup, let least = SymmetricEigen(matrix).values.min() else {
      return head + hint
    }
    return head + ", for the least eigenvalue of their matrix is "
      + "\(ElicitedText.number(least, digits: 2)) and must be above 0\(hint)"
  }

  /// The first three entries that already contradict each other, and what the third correlation
  /// would have to be: within ρ₁₃ρ₂₃ ± √((1 − ρ₁₃²)(1 − ρ₂₃²)).
  private var triple: String? {
    for i in names.indices {
      for j in names.indices where j > i {
        for k in names.indices where k > j {
          let three = [i, j, k]
          // Most triples hold together by far, and are not worth a root.
          let (x, y, z) = (matrix[i][j], matrix[i][k], matrix[j][k])
          if 1 + 2 * x * y * z - x * x - y * y - z * z > 1e-6 { continue }
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
    let (low, high) = (inMeasure(x * y - reach, a, b), inMeasure(x * y + reach, a, b))
    let given =
      kinds[a][b] != nil
      ? "that of \(both(a, b))"
      : "that of \(both(a, b)), which is not given and counts as 0,"
    // Rounded inwards, but for what rounding left.
    let least = (low * 1000 - 1e-9).rounded(.up) / 1000
    let greatest = (high * 1000 + 1e-9).rounded(.down) / 1000
    let all = [a, b, c].sorted().map { names[$0] }.joined(separator: ", ")
    return
      "the correlations of \(all) cannot hold together: with \(shown(a, c)) of \(both(a, c)) and "
      + "\(shown(b, c)) of \(both(b, c)), \(given) must be above \(Self.written(least)) and below "
      + Self.written(greatest)
  }

  private func both(_ a: Int, _ b: Int) -> String {
    "\(names[min(a, b)]) and \(names[max(a, b)])"
  }

  // MARK: The nearest that hold together

  /// More names than this are not worth the time that the eigenvalues take.
  private static let largestGroup = 60
  /// The nearest of more names would hardly differ from what was given in few pairs, and takes long.
  private static let largestNearest = 20
  private static let mostPairs = 12
  private static let mostNames = 12

  /// The pairs to change, each in its own measure and to three decimals, which hold together as
  /// written.
  private var offer: String {
    guard names.count <= Self.largestGroup else { return "" }
    guard names.count <= Self.largestNearest else { return shrunk }
    for floor in [1e-4, 5e-4, 1e-3, 2e-3, 4e-3, 8e-3, 0.016, 0.032, 0.064, 0.128] {
      let nearest = NearestCorrelation.matrix(matrix, floor: floor)
      var offered = matrix
      var changes: [String] = []
      for i in names.indices {
        for j in names.indices where j > i {
          let decimal = (inMeasure(nearest[i][j], i, j) * 1000).rounded() / 1000
          if abs(decimal - inMeasure(matrix[i][j], i, j)) < 6e-4 { continue }
          offered[i][j] = toScores(decimal, i, j)
          offered[j][i] = offered[i][j]
          let measure =
            isMixed && kind(i, j) == .spearman ? " by rank" : ""
          changes.append("\(Self.written(decimal)) of \(both(i, j))\(measure)")
        }
      }
      // Farther from what was given there are only more.
      if changes.count > Self.mostPairs { return shrunk }
      guard let least = SymmetricEigen(offered).values.min(), least > 1e-6 else { continue }
      return "; the nearest that hold together: \(changes.joined(separator: ", "))"
    }
    return shrunk
  }

  /// One factor for all, where there are too many pairs to name.
  private var shrunk: String {
    for hundredths in stride(from: 99.0, through: 1, by: -1) {
      let factor = hundredths / 100
      let smaller = names.indices.map { i in
        names.indices.map { j in
          i == j ? 1 : toScores(inMeasure(matrix[i][j], i, j) * factor, i, j)
        }
      }
      guard Cholesky(smaller) != nil else { continue }
      return "; all of them times \(Self.written(factor)) hold together"
    }
    return ""
  }

  // MARK: Measures

  private var given: Set<Correlation.Kind> {
    Set(kinds.flatMap { $0.compactMap(\.self) })
  }

  private var isMixed: Bool { given.count > 1 }

  /// As the analyst wrote it; one that is left out, by rank if all others are.
  private func kind(_ a: Int, _ b: Int) -> Correlation.Kind {
    kinds[a][b] ?? (given == [.spearman] ? .spearman : .pearson)
  }

  private func inMeasure(_ rho: Double, _ a: Int, _ b: Int) -> Double {
    kind(a, b) == .spearman ? RankCorrelation.ofScores(rho) : rho
  }

  private func toScores(_ measured: Double, _ a: Int, _ b: Int) -> Double {
    kind(a, b) == .spearman ? RankCorrelation.scores(spearman: measured) : measured
  }

  private func shown(_ a: Int, _ b: Int) -> String {
    let value = inMeasure(matrix[a][b], a, b)
    let measure = isMixed && kind(a, b) == .spearman ? " by rank" : ""
    return ElicitedText.number(value, digits: 4) + measure
  }

  private static func written(_ x: Double) -> String {
    x == x.rounded() ? "\(Int(x))" : "\(x)"
  }
}
