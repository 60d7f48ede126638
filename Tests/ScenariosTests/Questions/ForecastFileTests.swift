import Sim
import Testing

@testable import Scenarios

/// Reading files of forecasts.
@Suite("Files of forecasts") struct ForecastFileTests {
  private func read(_ text: String) throws -> ForecastFile {
    try ForecastReader.read(Array(text.utf8), shown: "f.csv")
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch TrialDataError.wrong(let wrong) {
      return wrong.map(\.headline)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `a row is a forecast, a question is its words and its date`() throws {
    let file = try read(
      """
      question,source,date,probability,resolution_date,resolution,mine
      Rain?,desk,2025-01-02,0.3,2025-02-01,yes,x
      Rain?,desk,2025-01-09,40%,2025-02-01,,y
      Rain?,desk,2025-01-09,0.5,2025-03-01,no,
      Hail?,crowd,,1,,,
      """)
    #expect(file.questions.map(\.name) == ["Hail?", "Rain?", "Rain?"])
    #expect(file.questions.map(\.resolution) == [nil, 1, 0])
    #expect(file.forecasts.map(\.value) == [1, 0.3, 0.4, 0.5])
    #expect(file.forecasts.map(\.source) == ["crowd", "desk", "desk", "desk"])
    #expect(file.sources == ["crowd", "desk"])
  }

  @Test func `semicolons, tabs and decimal commas are read as they are`() throws {
    for separator in [";", "\t"] {
      let text =
        ["question", "probability", "point", "resolution"].joined(separator: separator)
        + "\n" + ["Rain?", "0,3", "", "yes"].joined(separator: separator)
        + "\n" + ["Hail?", "12,5%", "", "no"].joined(separator: separator)
        + "\n" + ["How much?", "", "7,25", "8,5"].joined(separator: separator) + "\n"
      let file = try read(text)
      #expect(file.questions.map(\.name) == ["Hail?", "How much?", "Rain?"])
      #expect(file.forecasts.map(\.value) == [0.125, 7.25, 0.3])
      #expect(file.questions.map(\.resolution) == [0, 8.5, 1])
    }
    #expect(
      problems("question;point;resolution\nHow much?;1,250;1,300\n") == [
        "f.csv:2:11: error: '1,250' may have decimals, or thousands in groups; write thousands without "
          + "separators, and decimals after a point"
      ])
    #expect(problems("question;probability;resolution\nRain?;0.3;yes\n") == [])
  }

  @Test
  func `columns may have the names that platforms give them, and a forecaster need not be named`()
    throws
  {
    let file = try read(
      "question,p,freeze,resolved,outcome\nRain?,0.3,2025-01-02T10:00:00Z,2025-02-01,1\n")
    #expect(file.forecasts.map(\.source) == ["forecaster"])
    #expect(file.forecasts.first?.date.map { "\($0)" } == "2025-01-02")
    #expect(file.questions.first?.resolution == 1)
  }

  @Test func `a question with points is answered with a number`() throws {
    let file = try read("question,source,point,resolution\nTax?,a,45.5,50\nTax?,b,30,\n")
    #expect(file.questions.first?.asksForNumber == true)
    #expect(file.questions.first?.resolution == 50)
  }

  @Test func `up to a day each source has its last forecast`() throws {
    let file = try read(
      """
      question,source,date,probability,resolution
      Rain?,a,2025-01-02,0.3,1
      Rain?,a,2025-01-09,0.4,1
      Rain?,a,2025-01-16,0.5,1
      Rain?,b,,0.9,1
      """)
    let date = try #require(ForecastFile.date("2025-01-10"))
    #expect(file.asOf(date).forecasts.map(\.value) == [0.4, 0.9])
  }

  @Test func `columns that are missing are named`() {
    #expect(
      problems("question,source,p\na,b,0.1\n") == [
        "f.csv:1:1: error: there is no column 'resolution'; known: question, source, p"
      ])
    #expect(
      problems("question,resolution\na,1\n") == [
        "f.csv:1:1: error: there is no column 'probability' and no column 'point'; one of them has the "
          + "forecasts"
      ])
    #expect(
      problems("question,p,resolution\n") == [
        "f.csv:1:1: error: the file has a header but no rows"
      ])
  }

  @Test(arguments: [
    (
      "a,s,,1.2,,1,,",
      "1:6: error: '1.2' is no probability; write a number from 0 to 1, or a percentage such as 12%"
    ),
    (
      "a,s,,often,,1,,",
      "1:6: error: 'often' is no probability; write a number from 0 to 1, or a percentage such as 12%"
    ),
    (
      "a,s,13.11.2025,0.2,,1,,",
      "1:5: error: '13.11.2025' is no date; write year-month-day, as in 2025-11-13"
    ),
    (
      "a,s,,0.2,,maybe,,",
      "1:11: error: 'maybe' is no resolution; write 1 or yes if it came, 0 or no if it did not, nothing while it is open"
    ),
    (",s,,0.2,,1,,", "1:1: error: 'question' is empty"),
    ("a,,,0.2,,1,,", "1:3: error: 'source' is empty"),
    ("a,s,,,,1,,", "1:6: error: this row has neither a probability nor a point"),
    (
      "a,s,2025-02-01,0.2,2025-01-01,1,,",
      "1:5: error: this forecast is of a date after the question was resolved"
    ),
    ("a,s,,0.2,,1,happened(,", "1:21: error: rule: this '(' is never closed"),
    (
      "a,s,,0.2,,1,x,perhaps",
      "1:15: error: 'perhaps' is neither yes nor no, which 'rule_says' needs"
    ),
  ])
  func `what is wrong with a row is said at its place`(row: String, problem: String) throws {
    let found = problems(
      "question,source,date,probability,resolution_date,resolution,rule,rule_says\n\(row)\n")
    try #require(found.count == 1)
    #expect(found[0] == "f.csv:2:" + problem.dropFirst(2))
  }

  @Test func `rows that contradict each other are reported with each other`() {
    let header = "question,source,date,probability,point,resolution,rule,rule_says\n"
    #expect(
      problems(header + "a,s,2025-01-01,0.1,,1,,\na,s,2025-01-02,0.2,,0,,\n") == [
        "f.csv:3:21: error: line 2 has another 'resolution' of this question"
      ])
    #expect(
      problems(header + "a,s,,0.1,,1,x,\na,t,,0.2,,1,y,\n") == [
        "f.csv:3:13: error: line 2 has another 'rule' of this question"
      ])
    #expect(
      problems(header + "a,s,,0.1,,1,x,\na,t,,0.2,,1,x,no\n") == [
        "f.csv:3:15: error: line 2 has another 'rule_says' of this question"
      ])
    #expect(
      problems(header + "a,s,,0.1,,1,,\na,t,,,7,1,,\n") == [
        "f.csv:3:7: error: line 2 answers this question with a probability and this row with a point, or the "
          + "other way"
      ])
    #expect(
      problems(header + "a,s,,0.1,,1,,\na,s,,0.2,,1,,\n") == [
        "f.csv:3:1: error: line 2 has a forecast of this question by 's' of the same date"
      ])
    #expect(
      problems(header + "a,s,,0.1,7,1,,\n") == [
        "f.csv:2:6: error: this row has a probability and a point; give each a row of its own"
      ])
    #expect(
      problems(header + "a,s,,,much,1,,\n") == ["f.csv:2:7: error: 'much' is no number"])
  }
}
