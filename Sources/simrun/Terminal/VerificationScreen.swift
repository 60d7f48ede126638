import Foundation
import Scenarios
import Sim

/// What was expected beside what was found, in 80 columns.
struct VerificationScreen {
  let style: Style

  private static let width = 80
  private static let name = 26
  private static let number = 13
  private static let apart = 11

  func table(_ result: VerificationResult) -> String {
    var lines = [style.bold(Self.visible("\(result.scenario): \(result.title)"))]
    if let source = result.source { lines.append(style.dim(Self.visible(source))) }
    for point in result.points {
      let run =
        point.trials == 1 ? "1 trial" : "\(Wording.trials(point.trials)), seed \(point.seed)"
      lines.append(
        Self.row(
          point.changes == nil ? run : "", "expected", "found", "apart", "", isHeading: true))
      if let changes = point.changes { lines[lines.count - 1] = Self.visible("at \(changes)") }
      lines += point.comparisons.flatMap(row)
    }
    return lines.map { $0.trimmingTrailingSpace() }.joined(separator: "\n")
  }

  private func row(_ comparison: Comparison) -> [String] {
    let isOff = comparison.verdict == .off
    let start = Self.row(
      Self.title(comparison), Self.number(comparison.expected), Self.number(comparison.found),
      Self.apart(comparison), "", isHeading: false)
    let lines = [start + "  " + (isOff ? style.warning("OFF") : "pass")]
    return lines + (comparison.note.map { [style.warning("    \(VisibleText.line($0))")] } ?? [])
  }

  private static func row(
    _ name: String, _ expected: String, _ found: String, _ apart: String, _ verdict: String,
    isHeading: Bool
  ) -> String {
    let text = isHeading ? name : "  " + name
    let width = Self.name + 2
    // A name that is too long has a line of its own.
    let start =
      text.count <= width ? text.padded(width) : text + "\n" + String(repeating: " ", count: width)
    return start + "  " + expected.aligned(number) + "  " + found.aligned(number) + "  "
      + apart.aligned(Self.apart)
  }

  private static func title(_ comparison: Comparison) -> String {
    comparison.name + (comparison.isPrinted ? ", as printed" : "")
  }

  /// Seven significant digits.
  private static func number(_ value: Double?) -> String {
    value.map { String(format: "%.7g", locale: nil, $0) } ?? "none"
  }

  /// In standard errors where chance has a part, else the difference.
  private static func apart(_ comparison: Comparison) -> String {
    guard let difference = comparison.difference else { return "" }
    if let errors = comparison.standardErrors,
      comparison.tolerance == 0 || difference.magnitude > comparison.tolerance
    {
      return errors.magnitude < 1000
        ? String(format: "%+.1f se", locale: nil, errors)
        : String(format: "%+.0e se", locale: nil, errors)
    }
    return difference == 0 ? "0" : String(format: "%+.0e", locale: nil, difference)
  }

  func summary(_ results: [VerificationResult], without: Int) -> String {
    let all = results.flatMap(\.comparisons)
    let off = all.count { $0.verdict == .off }
    let counted =
      Wording.counted(results.count, "file", "files") + ", "
      + Wording.counted(all.count, "expectation", "expectations") + ": "
    let verdict = off == 0 ? "all pass" : style.warning("\(Wording.grouped(off)) off")
    let most = all.compactMap { $0.standardErrors?.magnitude }.max()
    let far =
      most.map {
        " The farthest is \(Wording.fixed($0, 1)) standard errors away, and "
          + "\(Wording.fixed(Comparison.mostStandardErrors, 0)) are allowed."
      } ?? ""
    let passed =
      without == 0
      ? "" : " \(Wording.counted(without, "file expects", "files expect")) nothing."
    return Self.wrapped("\(counted)\(verdict).\(far)\(passed)")
  }

  /// One line for each expectation that is off, for standard error.
  func whatIsOff(_ results: [VerificationResult]) -> [String] {
    results.flatMap { result in
      result.points.flatMap { point in
        point.comparisons.filter { $0.verdict == .off }.map { comparison in
          let place = point.changes.map { " (at \($0))" } ?? ""
          let failure =
            point.failure.map {
              "; first: \($0.position): \($0.message) (trial \($0.trial))"
            } ?? ""
          let numbers =
            "expected \(Self.number(comparison.expected)), found \(Self.number(comparison.found))"
          let apart = Self.apart(comparison)
          return "\(result.file): \(Self.title(comparison))\(place) is off: \(numbers)"
            + (apart.isEmpty ? "" : ", apart \(apart)")
            + (comparison.note.map { "; \($0)" } ?? "") + failure
        }
      }
    }
  }

  private static func visible(_ text: String) -> String { wrapped(VisibleText.text(text)) }

  private static func wrapped(_ text: String) -> String {
    Wording.wrapped(text, width: width)
  }
}
