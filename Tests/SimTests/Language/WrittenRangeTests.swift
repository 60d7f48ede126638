import Sim
import Testing

/// Ranges and margins as prose writes them are no differences and no sums.
struct WrittenRangeTests {
  @Test(arguments: [
    ("30-60%", "30%", "60%"),
    ("30%-60%", "30%", "60%"),
    ("0.3-0.6", "0.3", "0.6"),
    ("2-5%", "2%", "5%"),
    ("10-20 per week", "10", "20"),
  ])
  func `two numbers with a minus sign between them are no range`(
    text: String, low: String, high: String
  ) {
    let written = text.prefix { $0 != " " }
    #expect(
      refusal(text, rate: true)
        == "1: '\(written)' is no range; write uniform(\(low), \(high)), in quotes if braces stand "
        + "around it, or spaces around '-' for the difference")
  }

  @Test(arguments: [
    ("0.3–0.6", "0.3–0.6", "0.3", "0.6"),
    ("30 – 60%", "30–60%", "30%", "60%"),
    ("10%—20%", "10%—20%", "10%", "20%"),
    ("10%−20% per week", "10%−20%", "10%", "20%"),
  ])
  func `a dash between them is one`(text: String, shown: String, low: String, high: String) {
    #expect(
      refusal(text, rate: true)
        == "1: '\(shown)' is no range; write uniform(\(low), \(high)), in quotes if braces stand "
        + "around it")
  }

  @Test(arguments: [
    ("0.3..0.6", "uniform(0.3, 0.6)"), ("0.3...0.6", "uniform(0.3, 0.6)"),
    ("0.3 .. 0.6", "uniform(0.3, 0.6)"), ("0.3 … 0.6", "uniform(0.3, 0.6)"),
    ("30..60%", "uniform(30%, 60%)"), ("-1..1", "uniform(-1, 1)"),
    ("0.6..0.3", "uniform(0.3, 0.6)"),
    ("between 0.3 and 0.6", "uniform(0.3, 0.6)"), ("from 0.3 to 0.6", "uniform(0.3, 0.6)"),
    ("between 2 weeks and 30 days", "uniform(14, 30) * 1 day"),
    ("[0.3, 0.6]", "uniform(0.3, 0.6)"), ("(0.3; 0.6)", "uniform(0.3, 0.6)"),
    ("10-20 days", "uniform(10, 20) * 1 day"), ("10 - 20 weeks", "uniform(10, 20) * 1 week"),
    ("10–20 rounds", "uniform(10, 20) * 1 round"),
    ("1.5 weeks–30 days", "uniform(10.5, 30) * 1 day"),
    ("10-20 EUR", "uniform(10, 20), without 'EUR'"), ("€10–€20", "uniform(10, 20), without '€'"),
    ("10-20€", "uniform(10, 20), without '€'"),
  ])
  func `ranges of prose and of other tools`(text: String, write: String) {
    let message = "1: '\(text)' is no range; write \(write), in quotes if braces stand around it"
    #expect(refusal(text) == message)
    #expect(refusal(text, rate: true) == message)
    #expect(refusal(text + " per week", rate: true) == message)
  }

  @Test(arguments: [
    ("0.3..0.3", "1: '0.3..0.3' is no number"),
    ("0.3 and 0.6 +", "13: a value is missing after '+'"),
    ("up to 0.6", "4: an operator is missing between 'up' and 'to'"),
    ("10-20 EUR * x", "7: names are lower case: 'eur'"),
    ("0.3, 0.6", "4: ',' only separates the arguments of a function or an index"),
  ])
  func `what is no range of two numbers is said as before`(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test(arguments: [
    "0.3 - 0.6", "30 -60", "30- 60", "60-30", "0.6-0.3", "1-60%", "1-5%", "100-5%", "60%-30%",
    "5-5",
    "-5-10", "2 * 3-4", "max(3-4, 0)", "x-5", "5-x", "5-10-20", "0.45 + -0.1", "x +-0.1",
    "0.45 +-0.1 * x",
  ])
  func `differences that can be meant are read`(text: String) {
    #expect(refusal(text, rate: true) == nil)
  }

  @Test func `a dash elsewhere is a sign of another language`() {
    for text in ["0.6–0.3", "x – 5", "1–60%"] {
      #expect(refusal(text)?.hasSuffix(": '–' is no operator; write '-'") == true, "\(text)")
    }
  }

  @Test(arguments: [
    ("0.45 +- 0.1", "6", "+-", "normal(0.45, 0.1) or uniform(0.35, 0.55)"),
    ("0.45+-0.1", "5", "+-", "normal(0.45, 0.1) or uniform(0.35, 0.55)"),
    ("30% +- 5% per week", "5", "+-", "normal(30%, 5%) or uniform(25%, 35%)"),
    ("0.45 ± 0.1", "6", "±", "normal(0.45, 0.1) or uniform(0.35, 0.55)"),
    ("0.45 +/- 0.1", "6", "+/-", "normal(0.45, 0.1) or uniform(0.35, 0.55)"),
    ("-5 ± 10", "4", "±", "normal(-5, 10) or uniform(-15, 5)"),
    ("32.5%±2.25%", "6", "±", "normal(32.5%, 2.25%) or uniform(30.25%, 34.75%)"),
    ("2 * (1 ± 0.25)", "8", "±", "normal(1, 0.25) or uniform(0.75, 1.25)"),
    ("x ± 0.1", "3", "±", "normal(x, 0.1) or uniform(x - 0.1, x + 0.1)"),
    ("± 0.1", "1", "±", "normal(0, 0.1) or uniform(-0.1, 0.1)"),
    ("45 ± 10%", "4", "±", "normal(mean, sd) or uniform(low, high)"),
    ("45 ± 2 weeks", "4", "±", "normal(mean, sd) or uniform(low, high)"),
    ("(1 + 2) ± 1", "9", "±", "normal(mean, sd) or uniform(low, high)"),
    ("x ^ 2 ± 1", "7", "±", "normal(mean, sd) or uniform(low, high)"),
    ("f(x) ± 1", "6", "±", "normal(mean, sd) or uniform(low, high)"),
    ("x ± y", "3", "±", "normal(mean, sd) or uniform(low, high)"),
  ])
  func `a margin is written as a distribution`(
    text: String, place: String, sign: String, write: String
  ) {
    #expect(
      refusal(text, rate: true)
        == "\(place): '\(sign)' is no operator; write \(write), in quotes if braces stand around it"
    )
  }
}
