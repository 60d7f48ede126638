import Scenarios
import Testing

@testable import simrun

struct SearchNumberTests {
  @Test(arguments: [
    (0.0126, "1.3 points"), (0.00034, "0.03 points"), (-0.00034, "-0.03 points"),
    (0.000004, "0.0004 points"), (0, "0.0 points"),
  ])
  func `a breach has the digits that it takes to be seen`(_ value: Double, _ text: String) throws {
    let limit = try SearchLimit("war <= 7%", option: "--subject-to")
    #expect(SearchNumbers(units: [:]).slack(value, of: limit) == text)
  }
}
