import Sim

/// All pictures of a folder, and what of it is not drawn.
package struct PictureBook: Sendable {
  package let pictures: [Picture]
  /// What is not drawn, and why: a part of a sentence each.
  package let left: [String]

  /// Scenarios of a folder that have pictures of their own; of more, one is chosen with `--point`.
  private static let mostPoints = 12

  /// `point`: of which the pictures of one point are, as `scenario` or `scenario:number`.
  ///
  /// Throws `PictureError`.
  package init(_ results: ResultTables, point asked: String? = nil) throws {
    let colours = OutcomeColours(results)
    let points = results.points
    let chosen = points.filter { asked == nil || $0.name == asked }
    if let asked, chosen.isEmpty { throw PictureError.noPoint(asked, points.map(\.name)) }
    var left: [String] = []
    var shown = chosen
    let isSweep = SweepPictures.isSweep(results)
    if asked == nil, isSweep || chosen.count > Self.mostPoints {
      shown = []
      left.append(
        "the \(chosen.count) points one by one (--point \(points.first?.name ?? "") draws one)")
    }
    var names: Set<String> = []
    var pictures = shown.flatMap { point in
      PointPictures(
        results: results, point: point, colours: colours,
        suffix: shown.count > 1 ? Self.suffix(point, &names) : ""
      ).all
    }
    pictures += SweepPictures(results, colours).all
    let differences = DifferencePictures(results: results, colours: colours)
    pictures += differences.all
    pictures += AnswerPictures(results: results).all
    pictures += SearchPictures(results: results).all
    pictures += BargainPictures(results: results).all
    let drawn = Set(pictures.flatMap(\.files))
    left += results.tooLarge.map { "\($0), which is larger than 256 MB" }
    left += results.empty.filter { $0 != "columns.csv" }.map { "\($0), which has a header only" }
    let others = Self.others.filter {
      !drawn.contains($0) && Self.hasRows("\(results.folder)/\($0)")
    }
    if Self.hasRows("\(results.folder)/signals.csv") {
      left.append("signals.csv, which 'simrun condition' puts into words")
    }
    if !others.isEmpty {
      left.append("\(others.listed()), which no picture is made of")
    }
    let unused = ResultTables.files.filter {
      results.table($0) != nil && !drawn.contains($0) && !Self.helping.contains($0)
        && !others.contains($0)
    }
    if let reason = differences.left { left.append(reason) }
    if !isSweep { left += unused.map { "\($0), \(Self.reason($0))" } }
    self.pictures = pictures
    self.left = left
  }

  /// Files that pictures are explained with, not made of.
  private static let helping = ["columns.csv", "points.csv", "classes.csv"]
  private static let others = [
    "failures.csv", "boxes.csv", "rotations.csv", "conditions.csv", "leads.csv",
    "crossings.csv", "quantile_differences.csv",
  ]

  /// Why nothing is drawn of a table that has rows.
  private static func reason(_ file: String) -> String {
    switch file {
    case "incidence.csv": "in which nothing comes before the last step"
    case "timeline.csv": "which has one step only"
    case "measures.csv": "which has no quantiles"
    case "differences.csv": "in which nothing has limits"
    default: "which has no numbers to draw"
    }
  }

  /// Whether anything follows the header.
  private static func hasRows(_ path: String) -> Bool {
    guard let file = try? StoredFile(path), let start = file.start(1 << 16) else { return false }
    return start.count == 1 << 16 || start.count { $0 == UInt8(ascii: "\n") } > 1
  }

  /// Different for each point, whatever stands in its name.
  private static func suffix(_ point: ResultPoint, _ names: inout Set<String>) -> String {
    let start = "." + FileName.safe(point.name)
    var name = start
    var number = 2
    while !names.insert(name).inserted {
      name = "\(start)-\(number)"
      number += 1
    }
    return name
  }
}
