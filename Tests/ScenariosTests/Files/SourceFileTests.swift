import Sim
import Testing

@testable import Scenarios

@Suite struct SourceFileTests {
  private func file(_ text: String) -> SourceFile {
    SourceFile(name: "a.yaml", order: 0, text: text)
  }

  @Test(arguments: [
    "", "\n", "a", "a\n", "a\n\nb", "a\r\nb\r\n", "a\rb", "a\u{0B}b\u{0C}c", "é: 1\nb: ü\n",
    "a\u{85}b\nc", "x\u{2028}y", "e\u{301}\na", "a\n\u{301}b", "👩‍🚀\n1", "a\r\u{301}\nb",
  ])
  func `lines are those of the characters that end one`(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    #expect(file(text).lines == lines.map { Array($0) })
  }

  @Test func `columns of scalars are those of characters`() {
    let file = file("a: b\ne\u{301}: x\n")
    #expect((1...4).map { file.characterColumn(line: 1, scalarColumn: $0) } == [1, 2, 3, 4])
    #expect((1...5).map { file.characterColumn(line: 2, scalarColumn: $0) } == [1, 1, 2, 3, 4])
  }

  @Test func `a character is found by its place, in lines of any length`() {
    let file = file("ab\nü: x\n" + String(repeating: "z", count: 500) + "\n")
    let found = [(1, 2), (1, 3), (1, 0), (2, 1), (2, 5), (3, 500), (3, 501), (9, 1)].map {
      file.character(line: $0.0, column: $0.1)
    }
    #expect(found == ["b", nil, nil, "ü", nil, "z", nil, nil])
    #expect(file.characters(3)?.count == 500)
    #expect(file.linesBeyondASCII.map(\.number) == [2])
  }

  @Test func `a text stands in a line as it is, or does not`() {
    let file = file("a: b c\nü: b\n")
    #expect(file.stands("b c", inLine: 1, from: 4))
    #expect(!file.stands("b c", inLine: 1, from: 3))
    #expect(!file.stands("b c d", inLine: 1, from: 4))
    #expect(!file.stands("b", inLine: 2, from: 4))
    #expect(!file.stands("b", inLine: 9, from: 1))
  }

  /// By offset, line and column.
  private func segments(_ text: String, _ style: FileNode.Style, _ written: String, _ column: Int)
    -> [[Int]]
  {
    ScalarPlaces.segments(
      of: text, style: style, in: file(written), line: 1, column: column
    ).map { [$0.offset, $0.line, $0.column] }
  }

  @Test func `parts of a scalar stand where they are written`() {
    #expect(segments("b + c", .plain, "a: b + c", 4) == [[0, 1, 4]])
    #expect(segments("b + c", .quoted, "a: \"b + c\"", 4) == [[0, 1, 5]])
    #expect(segments("b + c", .plain, "ü: b + c", 4) == [[0, 1, 4]])
    #expect(segments("b + c", .plain, "a: b +\n   c", 4) == [[0, 1, 4], [4, 2, 4]])
    #expect(segments("b + c", .block, "a: >\n  b +\n  c", 4) == [[0, 2, 3], [4, 3, 3]])
    #expect(segments("b'c", .quoted, "a: 'b''c'", 4) == [[0, 1, 5], [2, 1, 8]])
    #expect(segments(" b", .quoted, "a: ' b'", 4) == [[0, 1, 6]])
  }
}
