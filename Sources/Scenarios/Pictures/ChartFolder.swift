import Sim

/// The folder `charts` of a folder with results: scripts, and what they draw.
package struct ChartFolder {
  package enum Format: String, Sendable, CaseIterable {
    case svg, png, both
    case vegaLite = "vega-lite"

    /// Endings of the files that gnuplot writes.
    var endings: [String] {
      switch self {
      case .svg: ["svg"]
      case .png: ["png"]
      case .both: ["svg", "png"]
      case .vegaLite: []
      }
    }
  }

  package struct Written: Sendable {
    /// Names of files, in the order of the pictures.
    package var files: [String] = []
    /// Scripts that somebody changed, which were kept and drawn.
    package var kept: [String] = []
  }

  package static let name = "charts"

  let results: String
  let format: Format
  /// Whether scripts that somebody changed are written anew.
  let replaces: Bool

  /// What the folder is called while it grows.
  private let growingName: String

  package init(
    in results: String, format: Format, replaces: Bool, grows growingName: String = "charts.new"
  ) {
    self.results = results
    self.format = format
    self.replaces = replaces
    self.growingName = growingName
  }

  private var place: String { "\(results)/\(Self.name)" }
  /// Beside it, so that scripts find the tables one folder above.
  private var growing: String { "\(results)/\(growingName)" }

  /// `also`: files that scripts read beside them, as the draws of a scenario.
  ///
  /// Throws `PictureError` and `OutputError`.
  package func write(
    _ pictures: [Picture], by gnuplot: Gnuplot?, also: [(name: String, text: String)] = [],
    folder: String = "../"
  ) throws -> Written {
    try make(growing)
    try clear()
    defer {
      try? clear()
      Disk.removeFolder(growing)
    }
    try make(place)
    var written = Written()
    for (name, text) in also { try write(text, name) }
    written.files = also.map(\.name)
    if format == .vegaLite {
      for picture in pictures {
        let name = picture.name + ".vl.json"
        try write(VegaLite(picture).text, name)
        written.files.append(name)
      }
    } else {
      let scripts = try pictures.map { picture in
        let name = picture.name + ".gp"
        let text = GnuplotScript(picture, formats: format.endings, folder: folder).text
        let old = earlier(name)
        let isKept = !replaces && old.map { !GnuplotScript.isUnchanged($0) } == true
        if isKept { written.kept.append(name) }
        try write(isKept ? old ?? text : text, name)
        return name
      }
      do { try gnuplot?.run(scripts, in: growing) } catch {
        // What failed is there to be looked at.
        for name in scripts { try? Disk.move("\(growing)/\(name)", to: "\(place)/\(name)") }
        throw error
      }
      written.files += pictures.flatMap { picture in
        (["gp"] + format.endings).map { "\(picture.name).\($0)" }
      }
    }
    let there = Set(try system { try Disk.names(in: growing) })
    for name in there.sorted() {
      try system { try Disk.move("\(growing)/\(name)", to: "\(place)/\(name)") }
    }
    if format != .vegaLite, gnuplot == nil { throw PictureError.noGnuplot(place) }
    return written
  }

  /// Pictures as SVG, by name; nothing is left in the folder.
  ///
  /// Throws `PictureError` and `OutputError`.
  func drawn(_ pictures: [Picture], by gnuplot: Gnuplot) throws -> [String: String] {
    try make(growing)
    try clear()
    defer {
      try? clear()
      Disk.removeFolder(growing)
    }
    for picture in pictures {
      try write(GnuplotScript(picture, formats: ["svg"]).text, picture.name + ".gp")
    }
    try gnuplot.run(pictures.map { $0.name + ".gp" }, in: growing)
    var drawn: [String: String] = [:]
    for picture in pictures {
      guard let file = try? StoredFile("\(growing)/\(picture.name).svg"),
        let bytes = file.start(file.size)
      else { continue }
      drawn[picture.name] = String(decoding: bytes, as: UTF8.self)
    }
    return drawn
  }

  private func earlier(_ name: String) -> String? {
    guard let file = try? StoredFile("\(place)/\(name)"), file.size < 1 << 24,
      let bytes = file.start(file.size)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(_ text: String, _ name: String) throws {
    let file = try OutputFile(at: "\(growing)/\(name)", named: "\(place)/\(name)")
    try file.write(Array(text.utf8))
  }

  private func make(_ path: String) throws {
    guard Disk.entry(path) != .folder else { return }
    try system { try Disk.makeFolder(path) }
  }

  /// What a run that was cut off left.
  private func clear() throws {
    for name in try system({ try Disk.names(in: growing) }) {
      try system { try Disk.remove("\(growing)/\(name)") }
    }
  }

  private func system<T>(_ work: () throws -> T) throws -> T {
    do { return try work() } catch let error as Disk.Failure {
      throw OutputError.system(place, error)
    }
  }
}
