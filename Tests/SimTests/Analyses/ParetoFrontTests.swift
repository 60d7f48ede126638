import Testing

@testable import Sim

struct ParetoFrontTests {
  private static let rows = [[1.0, 5], [2, 4], [2, 3], [3, 1], [0, 0], [2, 4]]

  @Test
  func `what nothing beats in both is the front, of equals the first`() {
    #expect(ParetoFront.places(Self.rows) == [0, 1, 3])
  }

  @Test
  func `a row without a number in some aim has no place, and beats none`() {
    #expect(ParetoFront.places([[.nan, 9], [1, 5], [9, .nan], [.nan, .nan]]) == [1])
    #expect(ParetoFront.places([[.nan, 1]]).isEmpty)
  }
}
