import Foundation
import Sim
import Testing

/// The arguments that the documents name are those that families take, all of them.
@Suite("Documentation of arguments")
struct ArgumentDocumentationTests {
  private func text(_ path: String) throws -> String {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// `mu, sigma, or `p5=`, `p95=`` as two lists of names.
  private func forms(_ cell: String) -> Set<[String]> {
    Set(
      cell.replacingOccurrences(of: ", or ", with: " or ").components(separatedBy: " or ").map {
        form in
        form.trimmingCharacters(in: .whitespaces) == "none"
          ? []
          : form.components(separatedBy: ",").map {
            $0.trimmingCharacters(in: CharacterSet(charactersIn: " `="))
          }
      })
  }

  /// The second cells of a table by the name in the first.
  private func rows(_ text: String) -> [String: String] {
    var rows: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.components(separatedBy: "|")
      guard cells.count > 2 else { continue }
      rows[cells[1].trimmingCharacters(in: CharacterSet(charactersIn: " `"))] = cells[2]
    }
    return rows
  }

  private func written(_ family: Family) -> Set<[String]> { Set(family.forms.map(\.parameters)) }

  @Test
  func `distributions.md has every family with all of its forms`() throws {
    let page = try text("docs/distributions.md")
    let table = try #require(page.components(separatedBy: "## Draws").first)
    let rows = rows(table)
    for family in Family.all {
      let cell = try #require(rows[family.name], "\(family.name) is missing")
      #expect(forms(cell) == written(family), "\(family.name)")
    }
    #expect(rows.count == Family.all.count)
  }

  @Test
  func `The guide has every family with all of its forms, and no others`() throws {
    let page = try text("docs/language.md")
    let after = try #require(page.components(separatedBy: "**Distributions**").last)
    let part = try #require(after.components(separatedBy: "**Quantiles**").first)
    var reported: [String: Set<[String]>] = [:]
    for (name, cell) in rows(part) where Family.named(name) != nil { reported[name] = forms(cell) }
    let list = try #require(part.components(separatedBy: "The other families are").last)
    for quoted in list.components(separatedBy: "`") where quoted.hasSuffix(")") {
      let halves = quoted.dropLast().components(separatedBy: "(")
      let names = forms(halves[1]).first ?? []
      reported[halves[0], default: []].insert(names == [""] ? [] : names)
    }
    for family in Family.all {
      #expect(
        reported[family.name] == written(family), "\(family.name): \(reported[family.name] ?? [])")
    }
    #expect(reported.count == Family.all.count)
  }

  /// Arguments inside every domain, by name.
  private static let values: [String: Double] = [
    "min": 1, "low": 1, "mode": 2, "max": 3, "high": 3, "p": 0.5, "alpha": 1.5, "beta": 0.5,
    "n": 4, "exponent": 2, "mean": 0.5, "sd": 0.2, "p5": 1, "p95": 2,
  ]

  @Test(arguments: Family.all.map(\.name))
  func `Every name of every form is taken`(name: String) throws {
    let family = try #require(Family.named(name))
    for form in family.forms where !form.parameters.isEmpty {
      let arguments = form.parameters.map { "\($0)=\(Self.values[$0] ?? 1)" }.joined(
        separator: ", ")
      let body = "parameters: {x: \"\(name)(\(arguments))\"}"
      #expect(try modelErrors(body) == [], "\(arguments)")
    }
  }
}
