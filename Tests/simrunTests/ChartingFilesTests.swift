import Foundation
import Testing

/// The files of `docs/charting` draw what a run writes.
struct ChartingFilesTests {
  private func drawn(by program: String, _ file: String) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.walk, to: "walk.yaml")
      #expect(try simrun("run", "walk.yaml", "-n", "300", "-o", "results", "-q").code == 0)
      let script = PageExamples.root.appendingPathComponent("docs/charting/\(file)").path
      let finished = try Tool.run(program, [script, "results"], in: simrun.folder)
      #expect(finished.code == 0, "\(finished.err)")
      for name in ["outcomes.svg", "timeline.svg"] {
        #expect(try simrun.read(name).contains("<svg"), "\(name)")
      }
    }
  }

  @Test(
    .enabled(
      if: Tool.python(with: "pandas, matplotlib") != nil, "pandas or matplotlib is not installed"))
  func `the file for pandas draws shares and a fan`() throws {
    try drawn(by: #require(Tool.python(with: "pandas, matplotlib")), "charts.py")
  }

  @Test(.enabled(if: Tool.path("Rscript") != nil, "R is not installed"))
  func `the file for R draws shares and a fan`() throws {
    try drawn(by: #require(Tool.path("Rscript")), "charts.R")
  }
}
