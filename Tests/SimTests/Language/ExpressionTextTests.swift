import Sim
import Testing

@Suite("An expression written back") struct ExpressionTextTests {
  @Test(arguments: [
    ("((a))+(b*c)", "a + b * c"), ("a-(b-c)", "a - (b - c)"), ("(a-b)-c", "a - b - c"),
    ("(-x)^2", "(-x)^2"), ("-(x^2)", "-x^2"), ("2^(-1)", "2^-1"), ("(2^3)^4", "(2^3)^4"),
    ("not(a and b)", "not (a and b)"), ("(a<b)==(c<d)", "(a < b) == (c < d)"),
    ("(not a)==b", "(not a) == b"), ("-(not a)", "-(not a)"), ("5%", "0.05"), ("1e20", "1e+20"),
    ("f( a,k = 2.50 )", "f(a, k=2.5)"), ("26   weeks", "26 weeks"),
    ("sum(a[i,j]for i in s where a.b)", "sum(a[i, j] for i in s where a.b)"),
  ])
  func `Only the parentheses that are needed`(text: String, written: String) throws {
    #expect(try ExpressionParser.parse(SourceText(text)).description == written)
  }

  @Test
  func `Read again it is the same tree: 1,000 random expressions, seed 1`() throws {
    var random = SplitMix(seed: 1)
    for _ in 0..<1_000 {
      let text = randomExpression(depth: 5, &random)
      let read = try ExpressionParser.parse(SourceText(text))
      let written = read.description
      let again = try ExpressionParser.parse(SourceText(written))
      #expect(shape(again) == shape(read), "\(text) became \(written)")
      #expect(again.description == written)
    }
  }

  @Test
  func `20,000 random texts never stop the program, and errors lie inside the text, seed 2`() {
    let pieces = [
      "a", "b_1", "sum", "if", "for", "in", "where", "per", "not", "and", "or", "true", "weeks",
      "0", "5", "1.5", "1e-3", "010", ".", ",", "(", ")", "[", "]", "+", "-", "*", "/", "^", "%",
      "=", "==", "!=", "<", "<=", "!", "&", "|", ":", "\"", "2026-06-01", "2026-", "-02-30", " ",
      " ", " ", "\n", "\r\n", "\t", "é", "e\u{301}", "–", "\u{0}", "\u{200B}", "👩‍👩‍👧", "٣", "X", "_",
    ]
    var random = SplitMix(seed: 2)
    var refused = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...24, using: &random)
      let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
        .joined()
      do throws(Diagnostics) {
        _ = try ExpressionParser.parseRate(SourceText(text)).description
      } catch {
        refused += 1
        #expect(error.all.count == 1)
        #expect(error.all.allSatisfy { (1...text.count + 1).contains($0.position.column) })
      }
    }
    #expect(refused > 0 && refused < 20_000)
  }

  /// Every sub-expression in parentheses at random, so that trees of every form come up.
  private func randomExpression(depth: Int, _ random: inout SplitMix) -> String {
    func part(_ random: inout SplitMix) -> String {
      let inner = randomExpression(depth: depth - 1, &random)
      return "(\(inner))"
    }
    guard depth > 0 else {
      let leaves = ["a", "b.c", "d[e]", "0.1", "7", "5%", "1e30", "true", "2026-06-01", "3 weeks"]
      return leaves[Int.random(in: 0..<leaves.count, using: &random)]
    }
    let signs = ["+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "and", "or"]
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return randomExpression(depth: 0, &random)
    case 1: return "-\(part(&random))"
    case 2: return "not \(part(&random))"
    case 3: return "f(\(part(&random)), k=\(part(&random)))"
    case 4: return "sum(\(part(&random)) for i in s where \(part(&random)))"
    case 5: return "x[\(part(&random)), \(part(&random))].y"
    default:
      let sign = signs[Int.random(in: 0..<signs.count, using: &random)]
      return "\(part(&random)) \(sign) \(part(&random))"
    }
  }
}
