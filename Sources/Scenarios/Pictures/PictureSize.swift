/// How large a picture is and how its panels stand, in pixels.
struct PictureSize {
  let width: Int
  let height: Int
  let columns: Int
  let rows: Int
  /// Title and notes, folded.
  let heading: [String]

  static let line = 18

  init(_ picture: Picture) {
    let key = picture.sharedKey.count
    let count = max(1, picture.panels.count) + (key > 0 ? 1 : 0)
    let areLines = picture.panels.contains { if case .lines = $0.content { true } else { false } }
    columns = Self.columns(count, areLines: areLines)
    rows = (count + columns - 1) / columns
    width = [900, 1_080, 1_140, 1_440][columns - 1]
    let across = [105, 130, 138, 174][columns - 1]
    heading =
      PictureText.lines(PictureText.shown(picture.title), width: across)
      + picture.notes.flatMap { PictureText.lines(PictureText.shown($0), width: across) }
    let tallest = picture.panels.map { Self.height($0, isAlone: count == 1) }.max() ?? 240
    let panel = max(tallest, key * 19 + 30)
    height = heading.count * Self.line + 24 + rows * panel
  }

  /// Many panels of lines stand in threes, or in fours where that leaves less of the picture empty.
  private static func columns(_ count: Int, areLines: Bool) -> Int {
    guard areLines, count > 4 else { return min(count, 2) }
    let empty = { (columns: Int) in (columns - count % columns) % columns }
    return empty(4) < empty(3) ? 4 : 3
  }

  private static func height(_ panel: Picture.Panel, isAlone: Bool) -> Int {
    let titles = line * panel.title.split(separator: "\n").count
    switch panel.content {
    case .rows(let rows): return 80 + 24 * rows.labels.count + titles
    case .lines:
      return isAlone ? max(400, 60 + panel.content.legends.count * 19) : 222 + titles
    case .cells(let cells): return 150 + 32 * cells.rows.count
    }
  }
}
