import Foundation
import Testing

/// What the page of the Ukraine case says of differences is what the batch of its claims finds, trial
/// by trial: each row of its tables is one comparison. With `SIMRUN_REWRITE=1` the rows are rewritten.
struct FindingsTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let page = root.appendingPathComponent("docs/findings-ukraine.md")

  private static func rows(_ text: String) -> [[String: String]] {
    var lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = lines.removeFirst()
    return lines.map { Dictionary(zip(header, $0)) { first, _ in first } }
  }

  /// `| point | against | of | there | here | difference |` for every difference of the batch, by its
  /// first three cells.
  private static func found() throws -> [String: String] {
    let claims = try SharedStudy.claims()
    var names: [String: String] = [:]
    for row in rows(try claims.table("points.csv")) {
      names["\(row["scenario"] ?? "")/\(row["point"] ?? "")"] = row["name"]
    }
    var lines: [String: String] = [:]
    for row in rows(try claims.table("differences.csv")) {
      guard let name = names["\(row["scenario"] ?? "")/\(row["point"] ?? "")"],
        let baseline = names["\(row["baseline"] ?? "")/\(row["baseline_point"] ?? "")"]
      else { continue }
      // Outcomes and classes are shares of trials; so are measures without a unit, which are conditions.
      let isShare = ["share", ""].contains(row["unit"])
      // Shares of trials in percent, differences in points; amounts as they are.
      let value = number(row["value"], isShare)
      let large = !isShare && abs(value) >= 100
      let digits = large ? 0 : isShare ? 1 : 2
      let fine = large ? 0 : 2
      func shown(_ column: String, _ digits: Int, signed: Bool = false) -> String {
        let text = String(
          format: signed ? "%+.\(digits)f" : "%.\(digits)f", number(row[column], isShare))
        return text.replacing("-", with: "−")
      }
      let key = "| \(name) | \(baseline) | \(row["name"] ?? "") |"
      lines[key] =
        "\(key) \(shown("baseline_value", digits)) | \(shown("value", digits)) | "
        + "\(shown("difference", fine, signed: true)) (\(shown("ci_low", fine, signed: true)) to "
        + "\(shown("ci_high", fine, signed: true))) |"
    }
    return lines
  }

  static let halts = ["halt_by_week_26", "halt_by_week_52", "halt_by_week_104", "settled_once"]
  static let classes = [
    "on Russian terms", "compromise", "freeze", "fresh halt", "collapse after a halt",
    "war goes on",
    "Ukraine gives way", "upheaval in Moscow",
  ]

  /// `14.0 | 28.7 | … |`, in percent of the trials of one point or run.
  private static func cells(
    measures: [[String: String]], classes ends: [[String: String]]
  ) -> String {
    func shown(_ text: String?) -> String {
      text.flatMap(Double.init).map { String(format: "%.1f", 100 * $0) } ?? "–"
    }
    let cells =
      halts.map { name in shown(measures.first { $0["measure"] == name }?["mean"]) }
      + classes.map { name in shown(ends.first { $0["class"] == name }?["share"]) }
    return cells.joined(separator: " | ") + " |"
  }

  /// `| point | 14.0 | 28.7 | … |` for each point of the batch, and the row of the sets that fit from
  /// the page's own run of them, by the first cell.
  private static func shares(_ simrun: Executable, _ page: [String]) throws -> [String: String] {
    let claims = try SharedStudy.claims()
    let measures = rows(try claims.table("measures.csv")).filter { $0["given"] == "all" }
    let ends = rows(try claims.table("classes.csv"))
    var lines: [String: String] = [:]
    for row in rows(try claims.table("points.csv")) {
      func isHere(_ other: [String: String]) -> Bool {
        other["scenario"] == row["scenario"] && other["point"] == row["point"]
      }
      let name = " \(row["name"] ?? "") "
      lines[name] =
        "|\(name)| \(cells(measures: measures.filter(isHere), classes: ends.filter(isHere)))"
    }
    let command = try #require(
      page.first { $0.hasPrefix("simrun run ") && $0.contains(" --ensemble ") })
    let words = command.split(separator: " ").dropFirst().map(String.init)
    #expect(try simrun.finished(words + ["--quiet"]).code == 0)
    let folder = try #require(words.last)
    let fitted = cells(
      measures: rows(try simrun.read("\(folder)/measures.csv")).filter { $0["given"] == "all" },
      classes: rows(try simrun.read("\(folder)/classes.csv")))
    lines[" all fitted sets "] = "| all fitted sets | \(fitted)"
    return lines
  }

  /// `| signal | outcome | 0.0 | 14.0 | 3.5 | 15.4 | 5.01 (4.67 to 5.36) |` of the page's own run of the
  /// main file: seen at the start and by week 26, the chance of the outcome in all trials and in those
  /// where the signal was seen by week 26, and the likelihood ratio.
  private static func signals() throws -> [String: String] {
    let table = rows(try SharedStudy.ukraineCase().table("signals.csv"))
    let inAllTrials = table.filter { $0["given"] == "all" }
    func count(_ row: [String: String]?, _ column: String) -> Double {
      Double(row?[column] ?? "") ?? .nan
    }
    func percent(_ part: Double, of whole: Double) -> String {
      String(format: "%.1f", 100 * part / whole)
    }
    var lines: [String: String] = [:]
    for row in table where row["step"] == "26" {
      func inAll(at step: String) -> [String: String]? {
        inAllTrials.first { $0["signal"] == row["signal"] && $0["step"] == step }
      }
      func shown(_ column: String) -> String {
        String(format: "%.2f", Double(row[column] ?? "") ?? .nan)
      }
      let (first, all) = (inAll(at: "0"), inAll(at: "26"))
      let key = "| \(row["signal"] ?? "") | \(row["given"] ?? "") |"
      let cells = [
        percent(count(first, "count"), of: count(first, "trials")),
        percent(count(all, "count"), of: count(all, "trials")),
        percent(count(row, "trials"), of: count(all, "trials")),
        percent(count(row, "count"), of: count(all, "count")),
        "\(shown("likelihood_ratio")) (\(shown("lr_low")) to \(shown("lr_high")))",
      ]
      lines[key] = "\(key) \(cells.joined(separator: " | ")) |"
    }
    return lines
  }

  private static func number(_ text: String?, _ isShare: Bool) -> Double {
    (Double(text ?? "") ?? .nan) * (isShare ? 100 : 1)
  }

  @Test func `each number of the page is what the batch of its claims finds`() throws {
    var lines = try String(contentsOf: Self.page, encoding: .utf8).components(separatedBy: "\n")
    // The page leaves the name of the folder to the batch.
    let batch = try #require(lines.first { $0.hasPrefix("simrun batch ") })
    #expect(try SharedStudy.claims().command.hasPrefix(batch + " -o "))
    #expect(try lines.contains(SharedStudy.ukraineCase().command))
    let rewrites = ProcessInfo.processInfo.environment["SIMRUN_REWRITE"] == "1"
    try Executable.inFolder { simrun in
      try FileManager.default.copyItem(
        atPath: Self.root.appendingPathComponent("Scenarios").path,
        toPath: simrun.folder + "/Scenarios")
      let found = try Self.found()
      let shares = try Self.shares(simrun, lines)
      let signals = try Self.signals()
      var seen = 0
      for (place, line) in lines.enumerated() where line.hasPrefix("| ") {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        if cells.count == 3 + Self.halts.count + Self.classes.count, cells[2].contains(".") {
          let row = try #require(shares[String(cells[1])], "\(cells[1]) is no point of the batch")
          seen += 1
          if rewrites { lines[place] = row } else { #expect(line == row) }
        }
        if cells.count == 9, cells[7].contains(" to ") {
          let row = try #require(signals["|\(cells[1])|\(cells[2])|"], "\(line) is no signal")
          seen += 1
          if rewrites { lines[place] = row } else { #expect(line == row) }
        }
        guard cells.count == 8, cells[6].contains(" to ") else { continue }
        let key = "|\(cells[1])|\(cells[2])|\(cells[3])|"
        let row = try #require(found[key], "\(key) is no comparison of the batch")
        seen += 1
        if rewrites { lines[place] = row } else { #expect(line == row) }
      }
      #expect(seen >= 40)
    }
    guard rewrites else { return }
    try lines.joined(separator: "\n").write(to: Self.page, atomically: true, encoding: .utf8)
  }

  /// 20,000 trials, seed 7, standard errors of 0.4 points at most: the short reading lies within five
  /// points of the full file in what a reader takes from it.
  @Test func `the short file comes near the full one`() throws {
    let claims = try SharedStudy.claims()
    let points = Self.rows(try claims.table("points.csv"))
    let measures = Self.rows(try claims.table("measures.csv")).filter { $0["given"] == "all" }
    func share(_ name: String, _ measure: String) throws -> Double {
      let point = try #require(points.first { $0["name"] == name })
      let row = try #require(
        measures.first {
          $0["measure"] == measure && $0["scenario"] == point["scenario"]
            && $0["point"] == point["point"]
        })
      return try #require(Double(row["mean"] ?? ""))
    }
    for measure in [
      "halt_by_week_26", "halt_by_week_52", "halt_by_week_104", "settled_once", "halt_broke",
    ] {
      let gap = try share("the short file", measure) - share("Geneva as it is", measure)
      #expect(abs(gap) < 0.05, "\(measure): \(gap)")
    }
  }
}
