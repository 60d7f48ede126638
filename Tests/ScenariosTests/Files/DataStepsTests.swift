import Scenarios
import Sim
import Testing

/// A column of a file with a value for each step of the clock.
struct DataStepsTests {
  private func body(_ clock: String, at column: String = "when") -> String {
    """
    clock: {\(clock)}
    data: {oil: {file: oil.csv, column: price, at: \(column)}}
    measures: {m: oil, later: total(oil), peak: highest(oil)}
    """
  }

  private let weeks = "start: 2026-03-02, step: week, steps: 2"

  @Test(
    arguments: [
      // In any order, with rows before the start and behind the end.
      (
        "start: 2026-03-02, step: week, steps: 2",
        "when,price\n2026-03-09,71\n2026-03-02,70\n2026-03-16,72.5\n2025-01-01,1\n2027-01-01,2\n",
        [70, 71, 72.5]
      ),
      ("step: round, steps: 2", "when,price\n0,5\n1,6\n 2 ,7\n3,8\n-1,0\n", [5, 6, 7]),
      (
        "start: 2026-01-31, step: month, steps: 2",
        "when;price\n2026-01-31;1,5\n2026-02-28;2,5\n2026-03-31;3\n", [1.5, 2.5, 3]
      ),
    ] as [(String, String, [Double])])
  func `the value of each step`(clock: String, csv: String, values: [Double]) throws {
    let play = try Play(body(clock), others: ["oil.csv": csv])
    #expect(try play.values("m") == values)
    #expect(try play.value("later") == values[1] + values[2])
    #expect(try play.value("peak") == values.max())
  }

  @Test func `without a clock there is the start`() throws {
    let play = try Play(
      "data: {oil: {file: oil.csv, column: price, at: k}}\nmeasures: {m: oil}",
      others: ["oil.csv": "k,price\n0,5\n1,6\n"])
    #expect(try play.value("m") == 5)
  }

  @Test func `states and events read it as it is in the step`() throws {
    let play = try Play(
      """
      clock: {step: round, steps: 3}
      data: {oil: {file: oil.csv, column: price, at: k}}
      state: {stock: {start: oil, next: stock + oil}}
      events: {dear: {when: oil > 6}}
      measures: {m: stock, dear_in: first(dear)}
      """, others: ["oil.csv": "k,price\n0,5\n1,6\n2,7\n3,8\n"])
    #expect(try play.values("m") == [5, 11, 18, 26])
    #expect(try play.value("dear_in") == 2)
  }

  @Test(arguments: [
    (
      "when,price\n2026-03-02,70\n",
      "a.yaml:4:48: error: data.oil.at: the clock goes on to week 2 (2026-03-16), but there is no value "
        + "for week 1 (2026-03-09), nor for 1 more step, in oil.csv"
    ),
    (
      "when,price\n2026-03-09,70\n2026-03-16,70\n",
      "a.yaml:4:48: error: data.oil.at: the clock goes on to week 2 (2026-03-16), but there is no value "
        + "for week 0 (2026-03-02) in oil.csv"
    ),
    (
      "when,price\n7,70\n",
      "a.yaml:4:48: error: data.oil.at: the clock goes on to week 2 (2026-03-16), but there is no value "
        + "for week 0 (2026-03-02), nor for 2 more steps, in oil.csv"
    ),
    (
      "when,price\n2026-03-02,70\n2026-03-04,70\n",
      "oil.csv:3:1: error: data.oil: 2026-03-04 lies between two steps, 2026-03-02 and 2026-03-09"
    ),
    (
      "when,price\n2026-03-02,70\n2026-03-09,71\n1,72\n",
      "oil.csv:4:1: error: data.oil: week 1 (2026-03-09) has a value already, in line 3"
    ),
    (
      "when,price\n02.03.2026,70\n",
      "oil.csv:2:1: error: data.oil: '02.03.2026' is no step; write its number, 0 for the start, or its "
        + "date, as 2026-06-01"
    ),
    (
      "when,price\n2026-02-30,70\n",
      "oil.csv:2:1: error: data.oil: '2026-02-30' is no step; write its number, 0 for the start, or its "
        + "date, as 2026-06-01"
    ),
    (
      "when,price\n1.5,70\n",
      "oil.csv:2:1: error: data.oil: '1.5' is no step; write its number, 0 for the start, or its date, as "
        + "2026-06-01"
    ),
    (
      "when,price\n2026-03-02,x\n", "oil.csv:2:12: error: data.oil: 'x' is not a number"
    ),
    (
      "date,price\n2026-03-02,1\n",
      "a.yaml:4:48: error: data.oil.at: there is no column 'when'; known: date, price in oil.csv"
    ),
  ])
  func `a file that does not fit the clock`(csv: String, message: String) throws {
    let found = try errors(body(weeks), others: ["oil.csv": csv])
    #expect(found == [message], "\(found)")
  }

  @Test func `dates need a clock with a start`() throws {
    let found = try errors(
      body("step: week, steps: 2"), others: ["oil.csv": "when,price\n2026-03-02,70\n"])
    #expect(
      found == [
        "a.yaml:4:48: error: data.oil.at: the clock has no start, so its steps have no dates, but 'when' "
          + "has them in oil.csv"
      ], "\(found)")
  }

  @Test(arguments: [
    (
      "parameters: {p: oil + 1}",
      "5:17: error: parameters.p: a parameter is drawn once per trial and cannot read what moves"
    ),
    (
      "parameters: {p: empirical(oil)}",
      "5:27: error: parameters.p: 'oil' has a value for each step and is read by its name; to draw from "
        + "the column, give it a second entry without 'at'"
    ),
  ])
  func `what moves is not drawn from`(line: String, message: String) throws {
    let read = try scenario(
      """
      clock: {step: round, steps: 1}
      data: {oil: {file: oil.csv, column: price, at: k}}
      \(line)
      """, others: ["oil.csv": "k,price\n0,5\n1,6\n"])
    do {
      _ = try read.model()
      Issue.record("it was compiled")
    } catch {
      let found = error.all.map(\.headline)
      #expect(found == ["a.yaml:\(message)"], "\(found)")
    }
  }

  @Test func `values that nothing reads are noted`() throws {
    let read = try scenario(
      "data: {oil: {file: oil.csv, column: price, at: k}}",
      others: ["oil.csv": "k,price\n0,5\n"])
    #expect(
      Sense.notes(of: read, try read.model()).map(\.description) == [
        "a.yaml:3:8: note: data.oil: nothing reads 'oil', so it changes no result. Read it in an expression, "
          + "or remove it. [unused]"
      ])
  }
}
