import Scenarios
import Sim
import Testing

/// Columns of one file of which a draw takes a whole row.
struct DataRowsTests {
  private let csv = ["v.csv": "rate,days\n10,1\n20,2\n30,3\n40,4\n"]

  private func play(_ parameters: String, _ measures: String, more: String = "") throws -> Play {
    try Play(
      """
      clock: {step: day, steps: 3}
      data: {voyages: {file: v.csv, columns: [rate, days]}}
      parameters: {\(parameters)}
      measures: {\(measures)}
      \(more)
      """, others: csv)
  }

  @Test func `columns come from one row, each row as likely as every other`() throws {
    let play = try play(
      "r: empirical(voyages.rate), d: empirical(voyages.days)", "m: r, gap: r - 10 * d")
    #expect(try play.measures("gap", trials: 2_000).allSatisfy { $0 == 0 })
    let rates = try play.measures("m", trials: 20_000)
    #expect(Set(rates) == [10, 20, 30, 40])
    for rate in [10.0, 20, 30, 40] {
      // Seed 1; within four standard errors.
      #expect(rates.map { $0 == rate ? 1 : 0 }.deviation(fromShare: 0.25) < 4)
    }
    _ = try play.values("m")
  }

  @Test func `what goes together stays together`() throws {
    let play = try Play(
      """
      data: {voyages: {file: v.csv, columns: {rate: "Rate (EUR/t)", days: Days}}}
      parameters: {r: empirical(voyages.rate), d: empirical(voyages.days)}
      measures: {m: r * d}
      """, others: ["v.csv": "Days;x;Rate (EUR/t)\n1;;40,5\n2;;30,5\n3;;20,5\n4;;10,5\n"])
    // Mean over rows of the product: (40.5 + 61 + 61.5 + 42) / 4. Of independent columns it is 63.75.
    #expect(try play.measures("m", trials: 20_000).deviation(from: 51.25) < 4)
  }

  @Test func `an id draws another row`() throws {
    let play = try play(
      """
      r: empirical(voyages.rate), s: "empirical(voyages.rate, id=second)",
        t: "empirical(voyages.days, id=second)"
      """, "same: s == r, gap: s - 10 * t")
    #expect(try play.measures("gap", trials: 2_000).allSatisfy { $0 == 0 })
    #expect(try play.measures("same", trials: 20_000).deviation(fromShare: 0.25) < 4)
  }

  @Test func `a state that draws in each step has a row for each`() throws {
    let play = try play(
      "r: empirical(voyages.rate)",
      "same: x == r, moved: x != previous(x), gap: x - 10 * w",
      more: """
        state:
          x: {start: 0, next: empirical(voyages.rate)}
          w: {start: 0, next: empirical(voyages.days)}
        """)
    #expect(try play.measures("gap", trials: 2_000).allSatisfy { $0 == 0 })
    #expect(try play.measures("same", trials: 20_000).deviation(fromShare: 0.25) < 4)
    #expect(try play.measures("moved", trials: 20_000).deviation(fromShare: 0.75) < 4)
  }

  @Test func `other draws are what they are without the table`() throws {
    let alone = try Play("parameters: {z: \"normal(0, 1)\"}\nmeasures: {m: z}")
    let beside = try play("z: \"normal(0, 1)\", r: empirical(voyages.rate)", "m: z, k: r")
    #expect(
      try alone.measures("m", trials: 100) == beside.measures("m", trials: 100))
  }

  @Test(arguments: [
    (
      "empirical(voyages)",
      "4:28: error: parameters.p: 'voyages' is a table of data; write empirical(voyages.days) to draw a "
        + "row of it"
    ),
    (
      "voyages + 1",
      "4:18: error: parameters.p: 'voyages' is a table of data; write empirical(voyages.days) to draw a "
        + "row of it"
    ),
    (
      "voyages.rate + 1",
      "4:18: error: parameters.p: 'voyages.rate' is a column of data; write empirical(voyages.rate) to "
        + "draw from it"
    ),
    (
      "voyages.tate + 1",
      "4:18: error: parameters.p: the table 'voyages' has no column 'tate'; did you mean 'rate'?"
    ),
    (
      "empirical(voyages.rates)",
      "4:28: error: parameters.p: the table 'voyages' has no column 'rates'; did you mean 'rate'?"
    ),
    (
      "truncated(empirical(voyages.rate), low=15)",
      "4:28: error: parameters.p: 'voyages.rate' is drawn with its whole row of 'voyages', so it stands by "
        + "itself; to truncate, mix or add up a column, give it a second entry with 'column'"
    ),
  ])
  func `what cannot be drawn from a table`(value: String, message: String) throws {
    let read = try scenario(
      "data: {voyages: {file: v.csv, columns: [rate, days]}}\nparameters: {p: \"\(value)\"}",
      others: csv)
    do {
      _ = try read.model()
      Issue.record("it was compiled")
    } catch {
      let found = error.all.map(\.headline)
      #expect(found == ["a.yaml:\(message)"], "\(found)")
    }
  }

  @Test func `a column of a table is not correlated beside its row`() throws {
    let read = try scenario(
      """
      data: {voyages: {file: v.csv, columns: [rate, days]}}
      parameters: {p: empirical(voyages.rate), q: "normal(0, 1)"}
      correlations: {c: {between: [p, q], spearman: 0.3}}
      """, others: csv)
    do {
      _ = try read.model()
      Issue.record("it was compiled")
    } catch {
      #expect(
        error.all.map(\.headline) == [
          "a.yaml:5:30: error: correlations.c.between: 'p' cannot be correlated: it is drawn with its "
            + "whole row of 'voyages', which keeps what goes together"
        ])
    }
  }

  @Test(arguments: [
    (
      "columns: [rate]", "rate,days\n1,2\n",
      "a.yaml:3:40: error: data.voyages.columns: 'columns' are two or more of which a row is drawn as a "
        + "whole; for one write 'column'"
    ),
    (
      "columns: [Rate, days]", "Rate,days\n1,2\n",
      "a.yaml:3:41: error: data.voyages.columns: no expression can read 'Rate' as a name; give it one, as "
        + "in columns: {rate: Rate}"
    ),
    (
      "columns: [rate, rate]", "rate,days\n1,2\n",
      "a.yaml:3:47: error: data.voyages.columns: 'rate' is named twice"
    ),
    (
      "columns: [rate, hours]", "rate,days\n1,2\n",
      "a.yaml:3:47: error: data.voyages.columns: there is no column 'hours'; known: rate, days in v.csv"
    ),
    (
      "columns: [rate, days]", "rate,days\n1,2\n2,\n",
      "v.csv:3:3: error: data.voyages: a number is missing; take the row out if its value is not known"
    ),
    (
      "column: rate, columns: [rate, days]", "rate,days\n1,2\n",
      "a.yaml:3:45: error: data.voyages: 'columns' and 'column' exclude each other: give one set of columns"
    ),
    (
      "unit: t", "rate,days\n1,2\n",
      "a.yaml:3:8: error: data.voyages: no set of columns: give one of column, columns"
    ),
  ])
  func `a table that cannot be read`(keys: String, csv: String, message: String) throws {
    let found = try errors(
      "data: {voyages: {file: v.csv, \(keys)}}", others: ["v.csv": csv])
    #expect(found == [message], "\(found)")
  }

  @Test func `a table that nothing draws from is noted`() throws {
    let read = try scenario(
      "data: {voyages: {file: v.csv, columns: [rate, days]}}", others: csv)
    #expect(
      Sense.notes(of: read, try read.model()).map(\.description) == [
        "a.yaml:3:8: note: data.voyages: no expression draws from 'voyages'. Draw from its columns, as with "
          + "empirical(voyages.x), or remove it. [unused]"
      ])
  }
}
