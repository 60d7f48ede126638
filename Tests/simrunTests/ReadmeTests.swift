import Foundation
import Testing

/// What the README says of the case; what it shows is in `PagesTests`.
@Suite("README")
struct ReadmeTests {
  @Test
  func `The case has at least 100 trials of each headline class, and counts sum to the trials`()
    throws
  {
    let rows = try SharedStudy.ukraineCase().table("outcomes.csv")
      .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(
      rows[0].prefix(9).joined(separator: ",")
        == "scenario,point,class,outcome,trials,count,share,ci_low,ci_high")
    var counts: [String: Int] = [:]
    for row in rows.dropFirst() { counts[String(row[2]), default: 0] += Int(row[5]) ?? 0 }
    #expect(counts.values.reduce(0, +) == 20_000)
    for name in ["compromise", "freeze", "war goes on"] {
      #expect((counts[name] ?? 0) >= 100, "\(name): \(counts)")
    }
  }
}
