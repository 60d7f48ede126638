/// Rows of cells as lines in columns: words to the left, figures to the right.
enum ColumnText {
  /// Where a first cell that is too long is cut.
  enum Cut { case start, middle, end }

  /// `words`: the columns that are set to the left. The first column gives way, down to `least` characters, where
  /// lines would be longer than `width`.
  static func lines(
    _ cells: [[String]], words: Set<Int> = [0], width: Int, least: Int = 10, cut: Cut = .end
  ) -> [String] {
    guard let heading = cells.first else { return [] }
    var widths = heading.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    let rest = widths.dropFirst().reduce(0) { $0 + $1 + 2 }
    widths[0] = min(widths[0], max(least, width - rest))
    return cells.map { row in
      row.enumerated().map { column, cell in
        let room = widths[column]
        guard words.contains(column) else { return cell.aligned(room) }
        return Self.cut(cell, to: room, cut).padded(room)
      }.joined(separator: "  ").trimmingTrailingSpace()
    }
  }

  /// The same without some of the columns where lines would be longer than `width` with them, though the first
  /// column had no more than `least` characters. `droppable`: which, from the first to be left out.
  static func fitting(
    _ cells: [[String]], words: Set<Int> = [0], width: Int, least: Int = 16,
    droppable: [Int], cut: Cut = .middle
  ) -> [String] {
    guard let heading = cells.first else { return [] }
    var kept = Array(heading.indices)
    func needed() -> Int {
      kept.reduce(-2) { sum, column in
        let widest = cells.map { $0[column].count }.max() ?? 0
        return sum + 2 + (column == 0 ? min(widest, least) : widest)
      }
    }
    for column in droppable where needed() > width { kept.removeAll { $0 == column } }
    return lines(
      cells.map { row in kept.map { row[$0] } },
      words: Set(kept.indices.filter { words.contains(kept[$0]) }), width: width, cut: cut)
  }

  /// A text that is no longer than `room` characters; where there is no room for two, as it is.
  static func cut(_ cell: String, to room: Int, _ cut: Cut) -> String {
    guard cell.count > room, room > 2 else { return cell }
    switch cut {
    case .end: return cell.prefix(room - 2) + ".."
    case .start: return ".." + cell.suffix(room - 2)
    // Names that begin alike often end otherwise.
    case .middle: return cell.prefix((room - 2) / 2) + ".." + cell.suffix(room - 2 - (room - 2) / 2)
    }
  }
}
