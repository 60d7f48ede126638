import Sim

/// The script that draws a picture: it reads the CSV files in the folder above and writes an SVG and a
/// PNG beside itself. It is meant to be read and changed.
struct GnuplotScript {
  let picture: Picture
  /// `svg`, `png`.
  let formats: [String]
  /// Where the CSV files are, seen from the script, with a closing slash.
  let folder: String

  init(_ picture: Picture, formats: [String], folder: String = "../") {
    self.picture = picture
    self.formats = formats
    self.folder = folder
  }

  private static let mark = "# sha256 of what follows: "

  /// With a first line by which it is seen whether somebody changed it.
  var text: String {
    let body = self.body
    return Self.mark + SHA256.text(of: Array(body.utf8)) + "\n" + body
  }

  /// Whether a script is as it was written, whatever run it was written for.
  static func isUnchanged(_ text: String) -> Bool {
    guard text.hasPrefix(mark), let end = text.firstIndex(of: "\n") else { return false }
    let digest = text[..<end].dropFirst(mark.count)
    return SHA256.text(of: Array(text[text.index(after: end)...].utf8)) == digest
  }

  private var body: String {
    let size = PictureSize(picture)
    var lines = [
      "# Change this script as you like; in its folder run: gnuplot \(picture.name).gp",
      "# It draws \(picture.files.map { folder + $0 }.listed()).",
      "set encoding utf8",
      "set datafile separator comma",
      "set datafile columnheaders",
      "set datafile missing NaN",
      "",
      "# The rows of a scenario at a point of a sweep; 0 without one.",
      "at(scenario, number) = strcol('scenario') eq scenario && column('point') == number",
      "# A date as seconds.",
      "day(text) = strptime('%Y-%m-%d', text)",
    ]
    for block in picture.blocks { lines += [""] + data(block) }
    let panels = GnuplotPanels(picture, folder: folder)
    lines += panels.definitions
    lines += ["", "title = " + GnuplotText.quoted(size.heading.joined(separator: "\n"))]
    lines += [
      "", "do for [format in '\(formats.joined(separator: " "))'] {",
      "  if (format eq 'png') {",
      "    set terminal pngcairo size \(2 * size.width),\(2 * size.height) noenhanced font "
        + "'sans-serif,10' fontscale 2 linewidth 2 pointscale 2 background '#FFFFFF'",
      "  } else {",
      "    set terminal svg size \(size.width),\(size.height) noenhanced font 'sans-serif,13'",
      "  }",
      "  set output '\(picture.name).'.format",
      "  set border 3 lc rgb '\(Palette.ink.code)'",
      "  set xtics border nomirror out",
      "  set ytics border nomirror out",
      "  set grid lc rgb '#BBBBBB' lw 0.5",
      "  set style fill solid noborder",
    ]
    lines.append("  set multiplot title title layout \(size.rows),\(size.columns)")
    for index in picture.panels.indices {
      lines += [""] + panels.commands(index, isAlone: picture.panels.count == 1).map { "  " + $0 }
    }
    if !picture.sharedKey.isEmpty {
      lines += ["", "  # The key of all panels."] + panels.key(picture.sharedKey).map { "  " + $0 }
    }
    lines.append("  unset multiplot")
    lines += ["  unset output", "}"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A table that stands in the script.
  private func data(_ table: PictureTable) -> [String] {
    guard case .block(let name, let files) = table.place else { return [] }
    let rows = ([table.names] + (0..<table.count).map(table.row)).map { cells in
      cells.map(GnuplotText.cell).joined(separator: ",")
    }
    return ["# From \(files.listed())."] + ["$\(name) << EndOfRows"] + rows
      + ["EndOfRows"]
  }
}
