/// Rows of cells as lines in columns: words to the left, figures to the right.
enum ColumnText {
  /// Where a first cell that is too long is cut.
  enum Cut { case start, end }

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
        guard cell.count > room else { return cell.padded(room) }
        return cut == .end ? cell.prefix(room - 2) + ".." : ".." + cell.suffix(room - 2)
      }.joined(separator: "  ").trimmingTrailingSpace()
    }
  }
}
