import Foundation

/// A picture of gnuplot made ready to stand in a page: it takes the page's colour of text and its width,
/// says what it shows to those who cannot see it, and its names are its own.
enum InlineSVG {
  /// `nil`: the text holds no picture.
  static func made(of svg: String, _ picture: Picture, number: Int) -> String? {
    guard let start = svg.range(of: "<svg"),
      let open = svg[start.upperBound...].firstIndex(of: ">"),
      let end = svg.range(of: "</svg>", options: .backwards),
      let box = attribute("viewBox", in: svg[start.upperBound..<open])
    else { return nil }
    let id = "picture-\(number)"
    var body = String(svg[svg.index(after: open)..<end.lowerBound])
    for tag in ["title", "desc"] {
      if let from = body.range(of: "<\(tag)>"), let to = body.range(of: "</\(tag)>") {
        body.removeSubrange(from.lowerBound..<to.upperBound)
      }
    }
    let changes = [
      ("id='gp", "id='\(id)-gp"), ("href='#gp", "href='#\(id)-gp"),
      ("id=\"gnuplot_", "id=\"\(id)-gnuplot_"), ("fill=\"black\"", "fill=\"currentColor\""),
      ("stroke=\"black\"", "stroke=\"currentColor\""),
      ("stroke='black'", "stroke='currentColor'"), (" color=\"black\"", ""),
      (" color=\"white\"", ""), ("rgb(110, 110, 110)", "currentColor"),
      ("rgb(110,110,110)", "currentColor"),
    ]
    for (old, new) in changes { body = body.replacingOccurrences(of: old, with: new) }
    let width = box.split(separator: " ").dropFirst(2).first.map(String.init) ?? "900"
    return "<svg viewBox=\"\(box)\" style=\"max-width:\(width)px\" role=\"img\" "
      + "aria-labelledby=\"\(id)-title \(id)-desc\" xmlns=\"http://www.w3.org/2000/svg\" "
      + "xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
      + "<title id=\"\(id)-title\">\(escaped(picture.title))</title>"
      + "<desc id=\"\(id)-desc\">\(escaped(picture.description))</desc>" + body + "</svg>"
  }

  private static func attribute(_ name: String, in text: Substring) -> String? {
    guard let from = text.range(of: "\(name)=\""),
      let to = text[from.upperBound...].firstIndex(of: "\"")
    else { return nil }
    return String(text[from.upperBound..<to])
  }

  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}
