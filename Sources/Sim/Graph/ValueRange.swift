/// What is known beforehand of a value that is not missing: the bounds it lies in.
struct ValueRange: Equatable {
  var low: Double
  var high: Double
  /// Whether arithmetic can make it infinite, or no number though nothing in it is missing.
  var mayFail = false

  /// Of a value that is always missing.
  static let nothing = ValueRange(low: .infinity, high: -.infinity)
  static let finite = ValueRange(
    low: -.greatestFiniteMagnitude, high: .greatestFiniteMagnitude)
  static let unit = ValueRange(low: 0, high: 1)
  static let positive = ValueRange(low: 0, high: .infinity)
  static let sine = ValueRange(low: -1, high: 1)
  /// Of arithmetic that can leave the finite numbers.
  static let failing = ValueRange(low: -.infinity, high: .infinity, mayFail: true)

  /// Far enough from the largest number for roundings on the way.
  static let limit = 1e300

  init(low: Double, high: Double, mayFail: Bool = false) {
    self.low = low
    self.high = high
    self.mayFail = mayFail
  }

  /// The hull of some values; those missing do not count.
  init(of values: [Double]) {
    self = values.reduce(.nothing) { $1.isNaN ? $0 : $0.joined(.init(low: $1, high: $1)) }
  }

  var isNothing: Bool { low > high }
  var magnitude: Double { isNothing ? 0 : max(abs(low), abs(high)) }
  var isUnit: Bool { low >= 0 && high <= 1 }

  /// Whether it is equal to the bit: 0 is not −0.
  func isSame(as other: ValueRange) -> Bool {
    low.bitPattern == other.low.bitPattern && high.bitPattern == other.high.bitPattern
      && mayFail == other.mayFail
  }

  /// Once it is known to be finite.
  var held: ValueRange {
    if isNothing { return .nothing }
    let most = Double.greatestFiniteMagnitude
    return ValueRange(low: max(low, -most), high: min(high, most))
  }

  func joined(_ other: ValueRange) -> ValueRange {
    ValueRange(
      low: min(low, other.low), high: max(high, other.high), mayFail: mayFail || other.mayFail)
  }

  func met(_ other: ValueRange) -> ValueRange {
    ValueRange(low: max(low, other.low), high: min(high, other.high), mayFail: mayFail)
  }

  /// Bounds that were computed: beyond the limit rounding may pass the largest number.
  private static func checked(_ low: Double, _ high: Double) -> ValueRange {
    let isSafe = low >= -limit && high <= limit
    return isSafe ? ValueRange(low: low, high: high) : .failing
  }

  /// Bounds by the corners of two ranges.
  private static func spanned(
    _ first: Double, _ second: Double, _ third: Double, _ fourth: Double
  ) -> ValueRange {
    let isMissing = first.isNaN || second.isNaN || third.isNaN || fourth.isNaN
    if isMissing { return .failing }
    return checked(
      min(min(first, second), min(third, fourth)), max(max(first, second), max(third, fourth)))
  }

  // MARK: Arithmetic

  static func + (a: Self, b: Self) -> Self {
    if a.mayFail || b.mayFail { return .failing }
    return a.isNothing || b.isNothing ? .nothing : checked(a.low + b.low, a.high + b.high)
  }

  static prefix func - (a: Self) -> Self {
    ValueRange(low: -a.high, high: -a.low, mayFail: a.mayFail)
  }

  static func - (a: Self, b: Self) -> Self { a + -b }

  static func * (a: Self, b: Self) -> Self {
    if a.mayFail || b.mayFail { return .failing }
    if a.isNothing || b.isNothing { return .nothing }
    // An infinite bound is one that was written; nothing is said of what is made of it.
    return spanned(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high)
  }

  static func / (a: Self, b: Self) -> Self {
    if a.mayFail || b.mayFail { return .failing }
    if a.isNothing || b.isNothing { return .nothing }
    guard b.low > 0 || b.high < 0 else { return .failing }
    return spanned(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high)
  }

  /// Of a function that rises everywhere; `bounds` are where its argument must lie.
  func mapped(
    within bounds: ValueRange = .finite, _ rising: (Double) -> Double
  ) -> ValueRange {
    if mayFail { return .failing }
    if isNothing { return .nothing }
    guard low >= bounds.low, high <= bounds.high else { return .failing }
    return ValueRange(low: rising(low), high: rising(high))
  }

  var absolute: ValueRange {
    if mayFail || isNothing { return self }
    return low <= 0 && high >= 0
      ? ValueRange(low: 0, high: magnitude)
      : ValueRange(low: min(abs(low), abs(high)), high: magnitude)
  }

  /// To a power, for bases that are not below 0.
  func raised(to power: ValueRange) -> ValueRange {
    if mayFail || power.mayFail { return .failing }
    if isNothing || power.isNothing { return .nothing }
    guard low > 0 || low == 0 && power.low >= 0 else { return .failing }
    let corners = [
      Mathematics.pow(low, power.low), Mathematics.pow(low, power.high),
      Mathematics.pow(high, power.low), Mathematics.pow(high, power.high),
    ]
    return Self.checked(0, max(1, corners.max() ?? 1))
  }
}
