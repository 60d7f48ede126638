import Scenarios
import Sim

/// What was drawn of a folder, what was not, and how to draw again.
struct ChartScreen {
  let pictures: [Picture]
  let folder: String
  let format: ChartFolder.Format
  /// What is not drawn, and why.
  let left: [String]
  let width: Int

  private static let longestName = 34

  var text: String {
    let place = VisibleText.line("\(folder)/\(ChartFolder.name)")
    let names = pictures.map { VisibleText.line($0.name) }
    let column = min(Self.longestName, names.map(\.count).max() ?? 0)
    var lines = [
      "\(Wording.counted(pictures.count, "picture", "pictures")) in \(place)", "",
    ]
    for (name, picture) in zip(names, pictures) {
      let words = Wording.wrapped(
        VisibleText.line(picture.title), width: max(20, width - column - 2))
      let parts = words.split(separator: "\n").map(String.init)
      lines.append((name.padded(column) + "  " + (parts.first ?? "")).trimmingTrailingSpace())
      lines += parts.dropFirst().map { String(repeating: " ", count: column + 2) + $0 }
    }
    lines.append("")
    if !left.isEmpty {
      lines.append(Wording.wrapped("Not drawn: \(left.joined(separator: "; ")).", width: width))
    }
    let again: String =
      switch format {
      case .vegaLite: "Each is a specification of Vega-Lite 5 with its data inside (name.vl.json)."
      case .svg, .png, .both:
        "Each has its script beside it, to be changed: gnuplot \(names.first ?? "").gp in that folder "
          + "draws again."
      }
    lines.append(Wording.wrapped(again, width: width))
    return lines.joined(separator: "\n") + "\n"
  }
}
