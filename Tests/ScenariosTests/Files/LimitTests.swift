import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Limits name their number")
struct LimitTests {
  private func many(_ count: Int, _ line: (Int) -> String) -> String {
    (0..<count).map(line).joined()
  }

  @Test
  func `The size of a file and of all files`() throws {
    let comment = "#" + String(repeating: "x", count: 1 << 20) + "\n"
    #expect(
      try errors(comment) == [
        "a.yaml:1:1: error: the file is larger than 1048576 bytes, which is the limit"
      ])
    let filler = "#" + String(repeating: "x", count: (1 << 20) - 100) + "\n"
    var others: [String: String] = [:]
    for depth in 1...4 { others["\(depth)"] = "format: 1\nextends: '\(depth + 1)'\n" + filler }
    #expect(
      try errors("extends: '1'\n" + filler, others: others) == [
        "4:1:1: error: the files of the scenario are together larger than 4194304 bytes, "
          + "which is the limit"
      ])
  }

  @Test
  func `Depth of YAML`() throws {
    let nested = String(repeating: "[", count: 16) + String(repeating: "]", count: 16)
    let message = "maps and lists are nested deeper than 16, which is the limit"
    #expect(
      try errors("x: \(nested)\n") == [
        "a.yaml:3:1: error: unknown key 'x'; known: "
          + ScenarioFile.format.record.listedKeys.joined(separator: ", "),
        "a.yaml:3:19: error: x: \(message)",
      ])
  }

  @Test
  func `Number of YAML values`() throws {
    let list = "outcomes: {done: otherwise}\nabout: [" + many(100_000) { _ in "a," } + "a]\n"
    let found = try errors(list)
    #expect(found.count == 2)
    #expect(
      found.last?.hasSuffix(
        "error: about: the file has more than 100000 values, which is the limit") == true)
  }

  @Test
  func `A scalar`() throws {
    #expect(
      try errors("about: \(String(repeating: "x", count: 4097))\n") == [
        "a.yaml:3:8: error: about: this text has 4097 bytes; the limit is 4096"
      ])
  }

  @Test
  func `A name`() throws {
    let name = String(repeating: "x", count: 65)
    #expect(
      try errors("parameters: {\(name): 1}\n") == [
        "a.yaml:3:14: error: parameters: a name of 65 characters; the limit is 64"
      ])
  }

  @Test
  func `Steps, parties, issues, plans, regimes`() throws {
    #expect(
      try errors("clock: {step: week, steps: 100001}\n") == [
        "a.yaml:3:28: error: clock.steps: 100001 is over the limit of 100000"
      ])
    let parties = "parties:\n" + many(501) { "  p\($0): {ideal: 1}\n" }
    #expect(try errors(parties) == ["a.yaml:3:1: error: parties: 501 parties; the limit is 500"])
    let issues = "issues:\n" + many(101) { "  i\($0): {low: a}\n" }
    #expect(try errors(issues) == ["a.yaml:3:1: error: issues: 101 issues; the limit is 100"])
    let plans = "plans:\n" + many(201) { "  p\($0): {terms: {}}\n" }
    #expect(try errors(plans) == ["a.yaml:3:1: error: plans: 201 plans; the limit is 200"])
    let regimes = "state:\n  s:\n    start: r0\n    markov:\n" + many(65) { "      r\($0): {}\n" }
    #expect(
      try errors(regimes) == [
        "a.yaml:6:5: error: state.s.markov: 65 regimes; the limit is 64"
      ])
  }

  @Test
  func `Parties times issues`() throws {
    let body =
      "parties:\n" + many(51) { "  p\($0): {ideal: 1}\n" } + "issues:\n"
      + many(50) { "  i\($0): {low: a}\n" }
    #expect(
      try errors(body) == [
        "a.yaml:4:3: error: parties: parties times issues make 2550; the limit is 2500"
      ])
  }

  @Test
  func `All names`() throws {
    #expect(
      try errors("parameters:\n" + many(10_001) { "  p\($0): 1\n" }) == [
        "a.yaml:1:1: error: 10001 names; the limit is 10000"
      ])
  }

  @Test
  func `Errors shown`() throws {
    let found = try errors("parameters:\n" + many(150) { "  p\($0): 1 +\n" })
    #expect(found.count == 101)
    #expect(
      found.last
        == "a.yaml:104:11: error: 50 more errors, from here on, not shown (the limit is 100)")
  }
}
