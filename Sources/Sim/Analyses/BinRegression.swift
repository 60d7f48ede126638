/// Bins of one or two inputs, in each of which a quantity is a linear function of the inputs.
struct RegressionBins: Sendable {
  /// By draw.
  let bins: [Int]
  let count: Int
  /// By input that is a number, by draw: what a quantity is linear in.
  let slopes: [[Double]]

  /// Labels and numbers of few values are bins by value. Others hold as many draws each, those of the
  /// second input within each bin of the first. `nil` if there is but one bin and nothing to be linear in.
  init?(_ inputs: [BoxInput]) {
    let draws = inputs.first?.values.count ?? 0
    let numbers = inputs.filter { $0.kind == .number }
    slopes = numbers.map(\.values).filter { $0.allSatisfy(\.isFinite) }
    // The square of so many, or their third power, is a share of the draws.
    let side =
      numbers.count > 1
      ? min(6, max(2, Int(Double(draws).squareRoot().squareRoot() * 0.6)))
      : min(8, max(4, Int(Double(draws).squareRoot() / 8)))
    var places = Array(repeating: 0, count: draws)
    for input in inputs {
      var next = 0
      var numbered: [Int: [Double: Int]] = [:]
      let within = Dictionary(grouping: 0..<draws) { places[$0] }
      for bin in within.keys.sorted() {
        let members = (within[bin] ?? []).sorted {
          (input.values[$0], $0) < (input.values[$1], $1)
        }
        if input.kind == .number {
          for (rank, draw) in members.enumerated() {
            places[draw] = next + rank * side / members.count
          }
          next += side
        } else {
          for draw in members {
            let value = input.values[draw]
            let place = numbered[bin, default: [:]][value] ?? next
            if place == next { next += 1 }
            numbered[bin, default: [:]][value] = place
            places[draw] = place
          }
        }
      }
    }
    bins = places
    count = (places.max() ?? -1) + 1
    guard draws > 0, count > 1 || !slopes.isEmpty else { return nil }
  }
}

/// The regression of a quantity on inputs: least squares in each bin.
struct BinRegression: Sendable {
  private let values: [Double]
  private let mean: Double
  /// By draw, as deviations from the mean.
  private let fit: [Double]
  /// What deviations are multiplied with.
  private let scale: Double
  /// Sum of the squared deviations of the fit, degrees of freedom of the fit, mean squared residual.
  private let explained: Double
  private let freedom: Int
  private let residual: Double

  init(_ values: [Double], _ bins: RegressionBins) {
    let n = values.count
    let mean = values.reduce(0, +) / Double(n)
    var fit = Array(repeating: 0.0, count: n)
    var parameters = 0
    for members in Dictionary(grouping: 0..<n, by: { bins.bins[$0] }).values {
      let (fitted, count) = Self.fit(values, bins.slopes, members)
      for (draw, value) in zip(members, fitted) { fit[draw] = value - mean }
      parameters += count
    }
    freedom = max(1, parameters - 1)
    explained = fit.reduce(0) { $0 + $1 * $1 }
    let left = zip(values, fit).reduce(0) {
      $0 + ($1.0 - mean - $1.1) * ($1.0 - mean - $1.1)
    }
    residual = left / Double(max(1, n - parameters))
    let noise = Double(freedom) * residual
    scale = explained > noise ? ((explained - noise) / explained).squareRoot() : 0
    self.values = values
    self.mean = mean
    self.fit = fit
  }

  /// Fitted values of some draws, and of how many parameters. Where the inputs do not vary enough for
  /// slopes: the mean.
  private static func fit(
    _ values: [Double], _ slopes: [[Double]], _ members: [Int]
  ) -> (fitted: [Double], parameters: Int) {
    let n = Double(members.count)
    let centered = ([values] + slopes).map { column in
      let center = members.reduce(0) { $0 + column[$1] } / n
      return (center: center, values: members.map { column[$0] - center })
    }
    let (target, columns) = (centered[0], centered.dropFirst().map(\.values))
    let dot = { (a: [Double], b: [Double]) in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let even = (Array(repeating: target.center, count: members.count), 1)
    guard members.count > 4 * (columns.count + 1),
      let root = Cholesky(columns.map { a in columns.map { dot(a, $0) } })
    else { return even }
    var weights = columns.map { dot($0, target.values) }
    for i in weights.indices {
      for j in 0..<i { weights[i] -= root.rows[i][j] * weights[j] }
      weights[i] /= root.rows[i][i]
    }
    for i in weights.indices.reversed() {
      for j in weights.indices where j > i { weights[i] -= root.rows[j][i] * weights[j] }
      weights[i] /= root.rows[i][i]
    }
    let fitted = members.indices.map { k in
      zip(weights, columns).reduce(target.center) { $0 + $1.0 * $1.1[k] }
    }
    return (fitted, columns.count + 1)
  }

  /// The shrunk estimate of the quantity, given the inputs of a draw.
  func fitted(_ draw: Int) -> Double { mean + scale * fit[draw] }

  /// The quantity itself, shrunk alike: its mean over the draws of a bin is that of the estimate.
  func shrunk(_ draw: Int) -> Double { mean + scale * (values[draw] - mean) }

  /// The mean of the positive part of a normal quantity with this mean and the largest variance that the
  /// fit leaves room for.
  func mostHidden(_ alpha: Double) -> Double {
    let most =
      residual > 0
      // A fit that explains less than chance does is no reason to expect less than nothing.
      ? limits(max(Double(freedom), explained / residual), alpha).high * residual
      : explained
    return NormalLoss.positivePart(
      mean: mean, deviation: (most / Double(values.count)).squareRoot())
  }

  /// Whether the inputs have part in the quantity, by the noncentral χ² distribution.
  func explainsMoreThanNoise(_ alpha: Double) -> Bool {
    residual > 0 ? limits(explained / residual, alpha).low > 0 : explained > 0
  }

  private func limits(_ ratio: Double, _ alpha: Double) -> Interval {
    NoncentralChiSquared.noncentralities(ratio, freedom: Double(freedom), alpha: alpha)
  }
}
