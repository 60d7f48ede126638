import Foundation
import Testing

@testable import Scenarios

/// The parts of the page on a folder of results.
struct ReportPageTests {
  private func picture(_ layers: [LinePanel.Layer], title: String = "") -> Picture {
    Picture(
      "lines", title: "Lines", notes: [], description: "Two lines.",
      panels: [
        Picture.Panel(
          title: title,
          content: .lines(
            LinePanel(
              x: LinePanel.Axis(column: "step", title: "step"), y: "%", layers: layers)))
      ])
  }

  @Test func `the table behind lines has the limits of each beside it, at nine points at most`()
    throws
  {
    let rows = (0..<100).map { ["\($0)", "0.\($0)", "0.1", "0.9"] }
    let table = PictureRows(
      PictureTable(.file("a.csv"), names: ["step", "share", "low", "high"], rows: rows))
    let found = try #require(
      PictureTables.table(
        of: picture([
          LinePanel.Layer(
            mark: .band, rows: table, low: "low", high: "high", scale: 100, colour: Palette.blue),
          LinePanel.Layer(
            mark: .line, rows: table, y: "share", scale: 100, colour: Palette.blue, legend: "war"),
        ])))
    #expect(found.columns.map(\.name) == ["what", "at", "share", "low", "high"])
    #expect(found.isFolded)
    #expect(found.rows.count <= 9)
    #expect(found.rows.first == ["war", "0", "0", "10", "90"])
    #expect(found.rows.last == ["war", "99", "99", "10", "90"])
  }

  @Test func `numbers have three digits that count, and a minus of print`() {
    #expect(ReportText.number(1_234_567) == "1,234,567")
    #expect(ReportText.number(0.0314159) == "0.0314")
    #expect(ReportText.number(-2.5) == "−2.5")
    #expect(ReportText.number(.nan) == "")
    #expect(ReportText.number(.infinity) == "no limit")
  }

  @Test func `a picture in a page has its own names, words for it, and the colour of the text`()
    throws
  {
    let svg = """
      <?xml version="1.0"?><svg width="9" height="9" viewBox="0 0 900 300"><title>Gnuplot</title>
      <desc>Produced</desc><circle id='gpDot'/><use xlink:href='#gpDot'/><g id="gnuplot_canvas"
       fill="black" color="white" stroke='black'></g></svg>
      """
    let made = try #require(InlineSVG.made(of: svg, picture([]), number: 3))
    #expect(made.hasPrefix("<svg viewBox=\"0 0 900 300\" style=\"max-width:900px\" role=\"img\""))
    for text in [
      "<title id=\"picture-3-title\">Lines</title>",
      "<desc id=\"picture-3-desc\">Two lines.</desc>",
      "id='picture-3-gpDot'", "href='#picture-3-gpDot'", "id=\"picture-3-gnuplot_canvas\"",
      "fill=\"currentColor\"", "stroke='currentColor'",
    ] {
      #expect(made.contains(text), "\(text)")
    }
    #expect(!made.contains("Gnuplot") && !made.contains("white"))
    #expect(InlineSVG.made(of: "no picture", picture([]), number: 1) == nil)
  }

  @Test func `text of others is no markup, and no template either`() throws {
    let page = ReportPage(
      title: "<b>{{title}}</b>", lead: ["a & b"], facts: "", version: "1",
      sections: [
        ReportSection(
          id: "a", heading: "A",
          blocks: [
            .words("{{{style}}}\u{1B}[0m"),
            .table(
              ReportTable(
                caption: "c", columns: [.init(name: "n"), .init(name: "v", isNumber: true)],
                rows: [["<i>", "1"]])),
          ])
      ])
    let html = try page.html(drawn: [:])
    #expect(html.contains("<h1>&lt;b&gt;{{title}}&lt;/b&gt;</h1>"))
    #expect(html.contains("<p class=\"lead\">a &amp; b</p>"))
    #expect(html.contains("<p>{{{style}}}\\u{1B}[0m</p>"))
    #expect(html.contains("<tr><th scope=\"row\">&lt;i&gt;</th><td class=\"n\">1</td></tr>"))
  }
}
