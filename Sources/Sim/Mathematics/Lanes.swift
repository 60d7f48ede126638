/// What the functions of `Mathematics` may do with a number.
///
/// Every function is written over this protocol: only single IEEE 754 operations are offered, no
/// fused multiply-add, no call of the system's library. `functions.h` repeats them for eight lanes,
/// in the same order; tests hold the two to equal bits.
protocol Lanes {
  /// What a comparison answers, lane by lane.
  associatedtype Truth

  init(repeating value: Double)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self

  static func isLess(_ a: Self, _ b: Self) -> Truth
  static func isEqual(_ a: Self, _ b: Self) -> Truth
  static func both(_ a: Truth, _ b: Truth) -> Truth
  static func either(_ a: Truth, _ b: Truth) -> Truth
  static func not(_ a: Truth) -> Truth
  static func any(_ a: Truth) -> Bool

  /// `value` where `truth` holds, `self` elsewhere.
  func replaced(by value: Self, where truth: Truth) -> Self

  // The bits of the doubles as 64-bit words.
  func and(_ bits: UInt64) -> Self
  func or(_ bits: UInt64) -> Self
  func or(bitsOf other: Self) -> Self
  func plus(bits: UInt64) -> Self
  func minus(bitsOf other: Self) -> Self
  func shiftedLeft(_ count: UInt64) -> Self
  func shiftedRight(_ count: UInt64) -> Self
}

extension Double: Lanes {
  @inline(__always) init(repeating value: Double) { self = value }

  @inline(__always) static func isLess(_ a: Double, _ b: Double) -> Bool { a < b }
  @inline(__always) static func isEqual(_ a: Double, _ b: Double) -> Bool { a == b }
  @inline(__always) static func both(_ a: Bool, _ b: Bool) -> Bool { a && b }
  @inline(__always) static func either(_ a: Bool, _ b: Bool) -> Bool { a || b }
  @inline(__always) static func not(_ a: Bool) -> Bool { !a }
  @inline(__always) static func any(_ a: Bool) -> Bool { a }

  @inline(__always) func replaced(by value: Double, where truth: Bool) -> Double {
    truth ? value : self
  }

  @inline(__always) func and(_ bits: UInt64) -> Double { Double(bitPattern: bitPattern & bits) }
  @inline(__always) func or(_ bits: UInt64) -> Double { Double(bitPattern: bitPattern | bits) }
  @inline(__always) func or(bitsOf other: Double) -> Double { or(other.bitPattern) }
  @inline(__always) func plus(bits: UInt64) -> Double { Double(bitPattern: bitPattern &+ bits) }
  @inline(__always) func minus(bitsOf other: Double) -> Double {
    Double(bitPattern: bitPattern &- other.bitPattern)
  }
  @inline(__always) func shiftedLeft(_ count: UInt64) -> Double {
    Double(bitPattern: bitPattern &<< count)
  }
  @inline(__always) func shiftedRight(_ count: UInt64) -> Double {
    Double(bitPattern: bitPattern &>> count)
  }
}

extension Lanes {
  /// The same number in every lane. There are no operators between lanes and a number: they would
  /// make ordinary arithmetic ambiguous in the rest of the module.
  @inline(__always) static func all(_ value: Double) -> Self { Self(repeating: value) }

  @inline(__always) var magnitudeOnly: Self { and(0x7FFF_FFFF_FFFF_FFFF) }

  /// The number with its low 27 bits cleared: products of two such numbers are exact
  /// (Dekker 1971).
  @inline(__always) var head: Self { and(0xFFFF_FFFF_F800_0000) }

  @inline(__always) func clamped(from low: Double, to high: Double) -> Self {
    let (low, high) = (Self(repeating: low), Self(repeating: high))
    let below = replaced(by: high, where: Self.isLess(high, self))
    return below.replaced(by: low, where: Self.isLess(below, low))
  }
}
