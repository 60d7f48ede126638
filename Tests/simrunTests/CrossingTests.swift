import Foundation
import Testing

/// Where shares cross a target along amounts, lengths of time and dates.
struct CrossingTests {
  /// The share of each is the value itself on its scale: u < wait/40, less than the days to the call, less than
  /// the price. 4,000 trials, seed 1: .8 points are one standard error, .4 weeks, .8 days, .8 EUR.
  @Test func `amounts, lengths of time and dates cross in their own unit`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.wait, to: "wait.yaml")
      try simrun.write(Self.call, to: "call.yaml")
      try simrun.write(Self.offer, to: "offer.yaml")
      func crossing(_ file: String, _ sweep: String, _ target: String) throws -> (String, [String])
      {
        let finished = try simrun(
          "sweep", file, "--sweep", sweep, "-n", "4000", "--cross", target, "-o", file + ".r")
        #expect(finished.code == 0, "\(finished.err)")
        let rows = try simrun.lines("\(file).r/crossings.csv")
        #expect(rows[0].contains("direction,unit,others"))
        return (
          finished.out.split(whereSeparator: \.isWhitespace).joined(separator: " "),
          rows[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        )
      }
      let (weeks, ofWeeks) = try crossing(
        "wait.yaml", "parameters.wait=1 week:37 weeks:5", "patient=40%")
      #expect(
        weeks.firstMatch(
          of:
            /patient rises above 40 % at parameters.wait = 1\d[.\d]* weeks \(1\d[.\d]* weeks to 1\d[.\d]* weeks\)/
        ) != nil, "\(weeks)")
      #expect(abs((Double(ofWeeks[4]) ?? 0) - 16) < 4 * 0.4)
      #expect(ofWeeks[8] == "weeks")
      let (dates, ofDates) = try crossing(
        "call.yaml", "events.call.date=2025-01-11,2025-02-20,2025-04-01", "late=40%")
      #expect(
        dates.firstMatch(
          of:
            /late rises above 40 % at events.call.date = 2025-02-\d\d \(2025-02-\d\d to 2025-02-\d\d\)/
        ) != nil, "\(dates)")
      #expect(abs((Double(ofDates[4]) ?? 0) - 30) < 4 * 0.8)
      #expect(ofDates[8] == "days after 2025-01-11")
      let (amounts, ofAmounts) = try crossing(
        "offer.yaml", "plans.offer.terms.price=10 EUR:90 EUR:5", "taken=40%")
      #expect(amounts.contains(" EUR (") && amounts.contains(" EUR)."), "\(amounts)")
      #expect(abs((Double(ofAmounts[4]) ?? 0) - 40) < 4 * 0.8)
      #expect(ofAmounts[8] == "EUR")
    }
  }

  @Test func `words cross nothing`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.wait, to: "c.yaml")
      let finished = try simrun(
        "sweep", "c.yaml", "--sweep", "parameters.u=uniform(0, 1),beta(1, 2)", "-n", "50",
        "--cross", "patient=40%", "-o", "r")
      let words = finished.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        words.hasSuffix(
          "No share can be said to cross a target: no two points differ in one value alone that is a number, "
            + "an amount, a length of time or a date."), "\(words) \(finished.err)")
    }
  }

  private static let wait = """
    format: 1
    scenario: wait
    title: How long is waited?
    clock: {step: week, start: 2025-01-06, steps: 60}
    parameters: {u: "uniform(0, 1)", wait: 4 weeks}
    outcomes:
      patient: {at_end: u < steps(wait) / 40}
      hasty: otherwise
    """
  private static let call = """
    format: 1
    scenario: call
    title: When is called?
    clock: {step: day, start: 2025-01-01, steps: 100}
    parameters: {u: "uniform(0, 100)"}
    state: {days: {start: 0, next: "days + if(happened(call), 0, 1)"}}
    events: {call: {date: 2025-02-01}}
    outcomes:
      late: {at_end: u < days}
      early: otherwise
    """
  private static let offer = """
    format: 1
    scenario: offer
    title: Is it taken?
    clock: {step: day, steps: 2}
    parameters: {least: "uniform(0, 1)"}
    issues: {price: {low: 0 EUR, high: 100 EUR, status_quo: 0 EUR}}
    parties:
      seller: {ideal: 1, weight: 1, no_deal: least}
    plans: {offer: {terms: {price: 40 EUR}}}
    talks: {protocol: single_text, step_size: 0, opening: offer, round: {probability: 1}}
    outcomes:
      taken: {at_end: settled}
      left: otherwise
    """
}
