/// What values a quantity can have, and how they are laid over the whole line: Keelin's (2016,
/// section 4) logarithms for one bound, log-odds for two.
enum ElicitedRange: Sendable, Hashable {
  case unbounded
  case above(Double)
  case below(Double)
  case between(Double, Double)

  /// The place of a value on the line; infinite at and beyond the bounds.
  func place(of x: Double) -> Double {
    switch self {
    case .unbounded: x
    case .above(let low): x <= low ? -.infinity : Elementary.log(x - low)
    case .below(let high): x >= high ? .infinity : -Elementary.log(high - x)
    case .between(let low, let high):
      x <= low
        ? -.infinity : x >= high ? .infinity : Elementary.log((x - low) / (high - x))
    }
  }

  /// The value at a place of the line.
  func value(at y: Double) -> Double {
    switch self {
    case .unbounded: y
    case .above(let low): low + Elementary.exp(y)
    case .below(let high): high - Elementary.exp(-y)
    case .between(let low, let high): low + (high - low) * Mathematics.logistic(y)
    }
  }

  var support: ClosedRange<Double> {
    switch self {
    case .unbounded: -.infinity ... .infinity
    case .above(let low): low ... .infinity
    case .below(let high): -.infinity...high
    case .between(let low, let high): low...high
    }
  }
}
