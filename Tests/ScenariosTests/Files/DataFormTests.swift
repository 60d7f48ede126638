import Scenarios
import Sim
import Testing

/// What stands between fields of a file of data and before decimals: said, or found and noted.
struct DataFormTests {
  private func body(_ keys: String = "") -> String {
    """
    data: {prices: {file: prices.csv, column: price\(keys)}}
    parameters: {p: empirical(prices)}
    measures: {m: p}
    outcomes: {done: otherwise}
    """
  }

  private func values(_ csv: String, _ keys: String = "") throws -> Set<Double> {
    let play = try Play(body(keys), others: ["prices.csv": csv])
    return Set(try play.measures("m", trials: 500))
  }

  private func notes(_ csv: String, _ keys: String = "") throws -> [String] {
    let read = try scenario(body(keys), others: ["prices.csv": csv])
    return Sense.notes(of: read, try read.model()).map(\.description)
  }

  private let prefix = "a.yaml:3:8: note: data.prices: prices.csv is read with "

  @Test(
    arguments: [
      (
        "n;price\n1;2\n2;3\n", [2, 3],
        "semicolons between fields, because nothing else fits. Say so, with 'separator: semicolon'."
      ),
      (
        "n\tprice\n1\t2.5\n2\t\"3\"\n", [2.5, 3],
        "tabs between fields, because nothing else fits. Say so, with 'separator: tab'."
      ),
      (
        "n;price\n1;2,5\n2;-0,75\n3;3e2\n", [2.5, -0.75, 300],
        "semicolons between fields and a comma before decimals, because nothing else fits. Say so, with "
          + "'separator: semicolon' and 'decimal: comma'."
      ),
      (
        "n,price\n1,\"3,5\"\n2,\"4,25\"\n", [3.5, 4.25],
        "a comma before decimals, because nothing else fits. Say so, with 'decimal: comma'."
      ),
      (
        "price\n3,5\n4,25\n", [3.5, 4.25],
        "a comma before decimals, because nothing else fits. Say so, with 'decimal: comma'."
      ),
      // One number that needs its comma settles what the others are.
      (
        "n;price\n1;1,234\n2;0,125\n", [1.234, 0.125],
        "semicolons between fields and a comma before decimals, because nothing else fits. Say so, with "
          + "'separator: semicolon' and 'decimal: comma'."
      ),
      (
        "n;price\n1;1.234\n2;0.125\n", [1.234, 0.125],
        "semicolons between fields, because nothing else fits. Say so, with 'separator: semicolon'."
      ),
    ] as [(String, Set<Double>, String)])
  func `what nobody says is found and noted`(
    csv: String, numbers: Set<Double>, note: String
  ) throws {
    #expect(try values(csv) == numbers)
    #expect(try notes(csv) == [prefix + note + " [separators]"])
  }

  @Test(
    arguments: [
      ("n;price\n1;1,234\n", ", separator: semicolon, decimal: comma", 1.234),
      ("n;price\n1;1.234\n", ", separator: semicolon, decimal: point", 1.234),
      ("n\tprice\n1\t0,5\n", ", separator: tab, decimal: comma", 0.5),
      ("n,price\n1,\"1,500\"\n", ", decimal: comma", 1.5),
      ("a;price,price\n1,2\n", ", separator: comma", 2),
      ("n;price\n1;2\n", ", expect: separators", 2),
      ("n,price\n1,1.234\n", "", 1.234),
    ] as [(String, String, Double)])
  func `what is said or plain has no note`(csv: String, keys: String, value: Double) throws {
    #expect(try values(csv, keys) == [value])
    #expect(try notes(csv, keys) == [])
  }

  @Test(arguments: [
    (
      "n;price\n1;7\n2;1,234\n", "",
      "prices.csv:3:3: error: data.prices: '1,234' may have decimals, or thousands in groups; say "
        + "'decimal: comma' or 'decimal: point', and write thousands without separators"
    ),
    (
      "n,price\n1,\"12,345\"\n", "",
      "prices.csv:2:3: error: data.prices: '12,345' may have decimals, or thousands in groups; say "
        + "'decimal: comma' or 'decimal: point', and write thousands without separators"
    ),
    (
      "n;price\n1;-1.234\n", "",
      "prices.csv:2:3: error: data.prices: '-1.234' may have decimals, or thousands in groups; say "
        + "'decimal: comma' or 'decimal: point', and write thousands without separators"
    ),
    (
      "n;price\n1;1.234,5\n", "",
      "prices.csv:2:3: error: data.prices: '1.234,5' is not a number; a decimal point is needed, and no "
        + "separators"
    ),
    (
      "n;price\n1;1,234,567\n", "",
      "prices.csv:2:3: error: data.prices: '1,234,567' is not a number; a decimal point is needed, and "
        + "no separators"
    ),
    (
      "n;price\n1;2.5\n2;3,5\n", ", separator: semicolon",
      "prices.csv:3:3: error: data.prices: '3,5' is not a number; a decimal point is needed, and no "
        + "separators"
    ),
    (
      "n;price\n1;2.5\n", ", decimal: comma",
      "prices.csv:2:3: error: data.prices: '2.5' is not a number; a decimal comma is needed, and no "
        + "separators"
    ),
    (
      "n;price\n\"1\"x;2\n", "",
      "prices.csv:2:4: error: data.prices: only a semicolon or the end of the row may follow a closing "
        + "quote"
    ),
    (
      "n\tprice\n\"1\"x\t2\n", "",
      "prices.csv:2:4: error: data.prices: only a tab or the end of the row may follow a closing quote"
    ),
    (
      "price;a,price\n1,2\n", "",
      "a.yaml:3:43: error: data.prices.column: say whether 'separator' is comma or semicolon: each gives a "
        + "column 'price' in prices.csv"
    ),
    (
      "n;price\n1;2\n", ", separator: tab",
      "a.yaml:3:43: error: data.prices.column: there is no column 'price' among the 1 field of line 1, as "
        + "'separator: tab' has it in prices.csv"
    ),
    (
      "n;price\n1;2\n", ", separator: pipe",
      "a.yaml:3:61: error: data.prices.separator: unknown separator 'pipe'; known: comma, semicolon, tab"
    ),
    (
      "n;price\n1;2\n", ", decimal: dot",
      "a.yaml:3:59: error: data.prices.decimal: unknown decimal 'dot'; known: point, comma"
    ),
  ])
  func `what cannot be settled is refused`(csv: String, keys: String, message: String) throws {
    let found = try errors(body(keys), others: ["prices.csv": csv])
    #expect(found == [message], "\(found)")
  }
}
