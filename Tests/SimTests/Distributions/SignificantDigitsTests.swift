import Testing

@testable import Sim

@Suite struct SignificantDigitsTests {
  @Test(
    arguments: [
      (1234.5, 4, 1235), (6.792465437902174e-13, 4, 6.792e-13), (9.999999999999996e-13, 4, 1e-12),
      (-0.99996, 4, -1), (0.25, 1, 0.3), (123, 4, 123), (0, 4, 0), (2e300, 4, 2e300),
      (1.0000000000000002, 15, 1), (7.000000000000001, 4, 7), (1e-307, 4, 1e-307),
    ] as [(Double, Int, Double)])
  func `A number is rounded as it is written`(x: Double, digits: Int, to expected: Double) {
    #expect(SignificantDigits.rounded(x, to: digits) == expected)
  }

  @Test
  func `As many digits as tell two numbers apart, four to fifteen`() {
    #expect(SignificantDigits.count(of: 4, telling: 3) == 4)
    #expect(SignificantDigits.count(of: 100_000_001, telling: 1) == 10)
    #expect(SignificantDigits.count(of: 1, telling: 1e-30) == 15)
    #expect(SignificantDigits.count(of: 0, telling: 1) == 4)
  }
}
