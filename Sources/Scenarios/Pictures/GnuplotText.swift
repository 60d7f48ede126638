import Sim

/// Texts and numbers as gnuplot reads them.
///
/// Between apostrophes gnuplot replaces nothing: no command between backquotes, no macro, no variable.
/// All text of others stands so.
enum GnuplotText {
  /// An apostrophe of its own stands between quotation marks, and lines are joined.
  static func quoted(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "'", omittingEmptySubsequences: false).map { "'\($0)'" }
        .joined(separator: #"."'"."#)
    }
    return lines.joined(separator: #"."\n"."#)
  }

  /// A cell of a table in a script. Gnuplot reads text between quotation marks up to the first separator
  /// or mark inside alone, so that these stand as signs that look like them, and lines are joined.
  static func cell(_ text: String) -> String {
    guard needsBlock(text) else { return text }
    return String(
      text.map { sign in
        sign == "," ? "\u{201A}" : sign == "\"" ? "\u{201D}" : sign.isNewline ? " " : sign
      })
  }

  /// Whether gnuplot would read less of a cell than stands there.
  static func needsBlock(_ text: String) -> Bool {
    text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
  }

  /// What a cell is compared with.
  static func key(_ text: String) -> String { quoted(cell(text)) }

  /// A label of an axis, in which a percent sign would be the beginning of a format.
  static func tic(_ text: String) -> String {
    quoted(text.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%"))
  }

  /// The shortest that reads back the same.
  static func number(_ value: Double) -> String {
    let whole = value.rounded(.towardZero)
    return whole == value && whole.magnitude < 1e15 ? String(Int(whole)) : value.description
  }

  /// Column of the row that is read.
  static func column(_ name: String, scale: Double = 1) -> String {
    let column = "column(\(quoted(name)))"
    return scale == 1 ? column : "\(number(scale))*\(column)"
  }

  /// What holds in the rows that are drawn.
  static func condition(_ matches: [PictureRows.Match]) -> String {
    var (scenario, point): (String?, Int?) = (nil, nil)
    var rest: [String] = []
    for match in matches {
      switch match {
      case .text("scenario", let name): scenario = name
      case .number("point", let number): point = number
      case .text(let column, let text): rest.append("strcol(\(quoted(column))) eq \(key(text))")
      case .number(let column, let number):
        rest.append("column(\(quoted(column))) == \(number)")
      }
    }
    switch (scenario, point) {
    case (let scenario?, let point?): rest.insert("at(\(key(scenario)), \(point))", at: 0)
    case (let scenario?, nil): rest.insert("strcol('scenario') eq \(key(scenario))", at: 0)
    case (nil, let point?): rest.insert("column('point') == \(point)", at: 0)
    case (nil, nil): break
    }
    return rest.isEmpty ? "1" : rest.joined(separator: " && ")
  }

  /// Where a table is read from; the files of the folder are one above the pictures.
  static func place(_ place: PictureTable.Place, folder: String) -> String {
    switch place {
    case .file(let name): quoted(folder + name)
    case .block(let name, _): "$" + name
    }
  }
}
