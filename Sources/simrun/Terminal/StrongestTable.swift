import Scenarios
import Sim

/// The inputs that move the ends of a run most: what of the variance of an end goes with each.
struct StrongestTable {
  let found: StrongestInputs
  let style: Style
  let width: Int

  func text() -> String {
    guard !found.lines.isEmpty else { return Wording.wrapped(Self.none(found), width: width) }
    let shares = found.lines.map { DriverScreen.percent($0.share.value) }
    let limits = found.lines.map {
      "\(DriverScreen.percent($0.share.interval.low)) \(style.dash) "
        + DriverScreen.percent($0.share.interval.high)
    }
    let rows =
      [("moved most by", "what", Self.heading, "likely between")]
      + found.lines.indices.map { k in
        (
          VisibleText.cell(found.lines[k].input), VisibleText.cell(found.lines[k].target),
          shares[k], limits[k]
        )
      }
    let last = (Self.heading.count, rows.map(\.3.count).max() ?? 0)
    let room = max(16, width - last.0 - last.1 - 6)
    let target = min(room / 2, rows.map(\.1.count).max() ?? 0)
    let input = min(room - target, rows.map(\.0.count).max() ?? 0)
    let lines = rows.map { row in
      Self.cut(row.0, input) + "  " + Self.cut(row.1, target) + "  " + row.2.aligned(last.0) + "  "
        + row.3.aligned(last.1)
    }
    return ([style.bold(lines[0])] + lines.dropFirst()).joined(separator: "\n")
  }

  private static let heading = "% of variance"

  private static func cut(_ text: String, _ width: Int) -> String {
    text.count <= width ? text.padded(width) : String(text.prefix(max(1, width - 3))) + "..."
  }

  /// For programs, and where nothing is told apart.
  static func sentence(_ found: StrongestInputs) -> String {
    guard !found.lines.isEmpty else { return none(found) }
    let list = found.lines.map {
      "\($0.input) (\(DriverScreen.percent($0.share.value)) % of the variance of \($0.target), "
        + "\(DriverScreen.range($0.share.interval)))"
    }
    return "Moved most by \(list.joined(separator: ", "))."
  }

  private static func none(_ found: StrongestInputs) -> String {
    "No single parameter is told apart from none in what it does to how trials end: each explains at "
      + "most \(DriverScreen.percent(found.most)) % of the variance."
  }
}
