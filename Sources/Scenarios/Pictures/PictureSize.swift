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
    columns = count == 1 ? 1 : areLines && count > 4 ? 3 : 2
    rows = (count + columns - 1) / columns
    width = columns == 1 ? 900 : columns == 2 ? 1_080 : 1_140
    let across = columns == 1 ? 105 : columns == 2 ? 130 : 138
    heading =
      PictureText.lines(PictureText.shown(picture.title), width: across)
      + picture.notes.flatMap { PictureText.lines(PictureText.shown($0), width: across) }
    let tallest = picture.panels.map { Self.height($0, isAlone: count == 1) }.max() ?? 240
    let panel = max(tallest, key * 19 + 30)
    height = heading.count * Self.line + 24 + rows * panel
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
