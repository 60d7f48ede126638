import Testing

@testable import Sim

/// How many doubles lie between two doubles of the same sign.
private func steps(_ a: Double, _ b: Double) -> UInt64 {
  if a.isNaN && b.isNaN { return 0 }
  guard a.sign == b.sign else { return .max }
  return a.bitPattern > b.bitPattern
    ? a.bitPattern - b.bitPattern : b.bitPattern - a.bitPattern
}

private func sameBits(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
}

@Suite("Elementary functions against correctly rounded values")
struct MathematicsAccuracyTests {
  // The errors seen over 3 million draws a range stay below 1.2 units in the last place, hence the
  // neighbour of the correctly rounded value at worst.
  private func check(_ rows: [CorrectlyRounded.Row], _ function: ([Double]) -> Double) {
    #expect(rows.count >= 50)
    for row in rows {
      let value = function(row.arguments)
      #expect(steps(value, row.value) <= 1, "\(row.arguments) gives \(value), not \(row.value)")
    }
  }

  @Test func `exponential`() { check(CorrectlyRounded.exp) { Mathematics.exp($0[0]) } }
  @Test func `logarithm`() { check(CorrectlyRounded.log) { Mathematics.log($0[0]) } }
  @Test func `logistic`() { check(CorrectlyRounded.logistic) { Mathematics.logistic($0[0]) } }
  @Test func `rate chance`() {
    check(CorrectlyRounded.rateChance) { Mathematics.rateChance($0[0]) }
  }
  @Test func `power`() { check(CorrectlyRounded.pow) { Mathematics.pow($0[0], $0[1]) } }

  @Test
  func `A power that is a double is exact`() {
    for base in 1...15 {
      var product = 1.0
      for exponent in 0...13 {
        #expect(Mathematics.pow(Double(base), Double(exponent)) == product)
        product *= Double(base)
      }
    }
    for exponent in -1074...1023 {
      #expect(
        Mathematics.pow(2, Double(exponent))
          == Double(sign: .plus, exponent: exponent, significand: 1)
      )
    }
  }

  @Test
  func `Neighbouring arguments never step down`() {
    var source = MathematicsRowTests.SplitMix64(seed: 4)
    for _ in 0..<500 {
      var x = Double.random(in: -740...709, using: &source)
      var last = Mathematics.exp(x)
      for _ in 0..<40 {
        x = x.nextUp
        let value = Mathematics.exp(x)
        #expect(value >= last, "at \(x)")
        last = value
      }
    }
  }
}

@Suite("Special values of the elementary functions (C99, annex F)")
struct MathematicsSpecialValueTests {
  private let infinity = Double.infinity
  private let least = Double.leastNonzeroMagnitude

  @Test func `exponential`() {
    #expect(Mathematics.exp(0) == 1)
    #expect(Mathematics.exp(-0.0) == 1)
    #expect(Mathematics.exp(infinity) == infinity)
    #expect(Mathematics.exp(-infinity) == 0)
    #expect(Mathematics.exp(.nan).isNaN)
    #expect(Mathematics.exp(709.782712893384).isFinite)
    #expect(Mathematics.exp(709.7827128933841) == infinity)
    #expect(Mathematics.exp(-745.1332191019411) == least)
    #expect(Mathematics.exp(-745.1332191019412) == 0)
    #expect(Mathematics.exp(1e300) == infinity)
    #expect(Mathematics.exp(-1e300) == 0)
  }

  @Test func `logarithm`() {
    #expect(sameBits(Mathematics.log(1), 0.0))
    #expect(Mathematics.log(0) == -infinity)
    #expect(Mathematics.log(-0.0) == -infinity)
    #expect(Mathematics.log(infinity) == infinity)
    #expect(Mathematics.log(-least).isNaN)
    #expect(Mathematics.log(-infinity).isNaN)
    #expect(Mathematics.log(.nan).isNaN)
  }

  @Test func `logistic`() {
    #expect(Mathematics.logistic(0) == 0.5)
    #expect(Mathematics.logistic(infinity) == 1)
    #expect(Mathematics.logistic(-infinity) == 0)
    #expect(Mathematics.logistic(1e300) == 1)
    #expect(Mathematics.logistic(-1e300) == 0)
    #expect(Mathematics.logistic(.nan).isNaN)
  }

  @Test func `rate chance`() {
    #expect(sameBits(Mathematics.rateChance(0), 0.0))
    #expect(sameBits(Mathematics.rateChance(-0.0), 0.0))
    #expect(Mathematics.rateChance(least) == least)
    #expect(Mathematics.rateChance(1e-20) == 1e-20)
    #expect(Mathematics.rateChance(45) == 1)
    #expect(Mathematics.rateChance(infinity) == 1)
    #expect(Mathematics.rateChance(-infinity) == -infinity)
    #expect(Mathematics.rateChance(.nan).isNaN)
  }

  @Test
  func `Any base to the power 0 and 1 to any power is 1, NaN or not`() {
    for value in [0, -0.0, 1, -1, 2.5, -2.5, infinity, -infinity, .nan, least] {
      #expect(Mathematics.pow(value, 0) == 1)
      #expect(Mathematics.pow(value, -0.0) == 1)
      #expect(Mathematics.pow(1, value) == 1)
    }
    #expect(Mathematics.pow(.nan, 1).isNaN)
    #expect(Mathematics.pow(2, .nan).isNaN)
    #expect(Mathematics.pow(0, .nan).isNaN)
  }

  @Test
  func `A negative base needs an integer exponent; an odd one keeps the sign`() {
    #expect(Mathematics.pow(-2, 3) == -8)
    #expect(Mathematics.pow(-2, 4) == 16)
    #expect(Mathematics.pow(-2, -3) == -0.125)
    #expect(Mathematics.pow(-2, 0.5).isNaN)
    #expect(Mathematics.pow(-1, 0x1p52 + 1) == -1)
    #expect(Mathematics.pow(-1, 0x1p53 - 1) == -1)
    #expect(Mathematics.pow(-1, 0x1p53) == 1)
    #expect(Mathematics.pow(-1, 0x1p51 + 0.5).isNaN)
    #expect(Mathematics.pow(-1, infinity) == 1)
    #expect(Mathematics.pow(-1, -infinity) == 1)
    #expect(Mathematics.pow(-2, 1e300) == infinity)
  }

  @Test func `power zero`() {
    #expect(sameBits(Mathematics.pow(0, 3), 0.0))
    #expect(sameBits(Mathematics.pow(-0.0, 3), -0.0))
    #expect(sameBits(Mathematics.pow(-0.0, 2), 0.0))
    #expect(sameBits(Mathematics.pow(-0.0, 0.5), 0.0))
    #expect(Mathematics.pow(0, -3) == infinity)
    #expect(Mathematics.pow(-0.0, -3) == -infinity)
    #expect(Mathematics.pow(-0.0, -2) == infinity)
    #expect(Mathematics.pow(-0.0, -0.5) == infinity)
    #expect(Mathematics.pow(-0.0, -infinity) == infinity)
  }

  @Test func `power infinite`() {
    #expect(Mathematics.pow(2, infinity) == infinity)
    #expect(Mathematics.pow(2, -infinity) == 0)
    #expect(Mathematics.pow(0.5, infinity) == 0)
    #expect(Mathematics.pow(-0.5, -infinity) == infinity)
    #expect(Mathematics.pow(infinity, least) == infinity)
    #expect(Mathematics.pow(infinity, -least) == 0)
    #expect(sameBits(Mathematics.pow(-infinity, -3), -0.0))
    #expect(sameBits(Mathematics.pow(-infinity, -2), 0.0))
    #expect(Mathematics.pow(-infinity, 3) == -infinity)
    #expect(Mathematics.pow(-infinity, 0.5) == infinity)
    #expect(Mathematics.pow(1.0000000000000002, 1e300) == infinity)
    #expect(Mathematics.pow(0.9999999999999999, 1e300) == 0)
  }
}
