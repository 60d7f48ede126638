import Sim

/// Writes `report.html` into a folder of results.
package struct ReportFolder {
  package static let file = "report.html"
  private static let mark = "<meta name=\"generator\" content=\"simrun "

  let results: String

  package init(in results: String) { self.results = results }

  private var path: String { "\(results)/\(Self.file)" }

  /// The pictures as gnuplot draws them, by name. Throws `PictureError` and `OutputError`.
  package func drawn(_ pictures: [Picture], by gnuplot: Gnuplot) throws -> [String: String] {
    let charts = ChartFolder(in: results, format: .svg, replaces: true, grows: "report.new")
    return try charts.drawn(pictures, by: gnuplot)
  }

  /// Whether a page stands there that simrun did not write.
  package var isForeign: Bool {
    guard Disk.entry(path) != .nothing else { return false }
    guard let file = try? StoredFile(path), let start = file.start(4_096) else { return true }
    return !String(decoding: start, as: UTF8.self).contains(Self.mark)
  }

  package func write(_ html: String) throws(OutputError) {
    let growing = path + ".new"
    do throws(OutputError) {
      let file = try OutputFile(at: growing, named: path)
      try file.write(Array(html.utf8))
      try file.sync()
    } catch {
      try? Disk.remove(growing)
      throw error
    }
    do throws(Disk.Failure) { try Disk.move(growing, to: path) } catch {
      throw .system(path, error)
    }
  }
}
