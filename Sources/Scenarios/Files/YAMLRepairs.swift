import Sim
import Yams

/// A file's text as lines of Unicode scalars, which is how YAML counts.
struct YAMLText {
  var lines: [[Unicode.Scalar]]

  init(_ lines: [[Character]]) { self.lines = lines.map { $0.flatMap(\.unicodeScalars) } }

  var joined: String {
    // As bytes: a string that grows by many small pieces is copied again and again.
    var bytes: [UInt8] = []
    for (number, line) in lines.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: "\n")) }
      for scalar in line {
        if scalar.isASCII {
          bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else if let encoded = UTF8.encode(scalar) {
          bytes.append(contentsOf: encoded)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Where Yams says something is, counted from 1.
struct YAMLPlace: Hashable {
  var line: Int
  /// In Unicode scalars.
  var column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  init(_ mark: Mark?) {
    line = mark?.line ?? 1
    column = mark?.column ?? 1
  }
}

/// Changes that let Yams read on past a mistake, scalar for scalar, so that no place moves.
struct YAMLRepairs {
  /// Private-use characters stand in for what Yams would stumble over.
  private static let firstStandIn: UInt32 = 0xE000
  private static let most = 20
  /// Every change reads the file again: fewer of them in a large one.
  private let allowed: Int

  private var originals: [YAMLPlace: Unicode.Scalar] = [:]
  private var cuts: [YAMLPlace: String] = [:]
  private var count = 0

  init(for file: SourceFile) {
    allowed = max(1, min(Self.most, Limits.fileBytes / max(1, file.text.utf8.count)))
  }

  /// What an anchor begins with gets another first character, so that no alias can stand for
  /// anything: a few hundred bytes of them could stand for millions of nodes.
  static func withoutAnchors(_ text: YAMLText) -> YAMLText {
    var text = text
    for (number, line) in text.lines.enumerated() where line.contains("&") {
      text.lines[number] = line.map { $0 == "&" ? anchorStandIn : $0 }
    }
    return text
  }

  private static let anchorStandIn: Unicode.Scalar = "\u{E0FF}"

  /// Whether the text was changed and is worth another try.
  mutating func mend(_ error: YamlError, in text: inout YAMLText) -> Bool {
    guard count < allowed else { return false }
    count += 1
    switch error {
    case .duplicatedKeysInMapping(_, let context):
      return renameKey(at: YAMLPlace(context.mark), in: &text)
    case .parser(_, _, let mark, _):
      return joinExpression(at: YAMLPlace(mark), in: &text)
    default:
      return false
    }
  }

  /// The first of two equal keys gets another first letter until the file is read.
  private mutating func renameKey(at place: YAMLPlace, in text: inout YAMLText) -> Bool {
    guard let first = scalar(place, in: text) else { return false }
    let letter =
      first == "\"" || first == "'" ? YAMLPlace(line: place.line, column: place.column + 1) : place
    guard let original = scalar(letter, in: text), !"&*!|>[{?\"'".unicodeScalars.contains(original),
      let standIn = Unicode.Scalar(Self.firstStandIn + UInt32(count))
    else { return false }
    originals[letter] = original
    text.lines[letter.line - 1][letter.column - 1] = standIn
    return true
  }

  /// `{start: ideal[issue]}`: YAML ends the expression at its bracket.
  private mutating func joinExpression(at place: YAMLPlace, in text: inout YAMLText) -> Bool {
    guard scalar(place, in: text) == "[",
      let range = CutExpressions.range(in: text.lines[place.line - 1], bracket: place.column - 1)
    else { return false }
    let line = text.lines[place.line - 1]
    cuts[YAMLPlace(line: place.line, column: range.lowerBound + 1)] = String(
      String.UnicodeScalarView(line[range]))
    for index in range where "[]{},".unicodeScalars.contains(line[index]) {
      guard let standIn = Unicode.Scalar(Self.firstStandIn) else { return false }
      originals[YAMLPlace(line: place.line, column: index + 1)] = line[index]
      text.lines[place.line - 1][index] = standIn
    }
    return true
  }

  private func scalar(_ place: YAMLPlace, in text: YAMLText) -> Unicode.Scalar? {
    guard text.lines.indices.contains(place.line - 1),
      text.lines[place.line - 1].indices.contains(place.column - 1)
    else { return nil }
    return text.lines[place.line - 1][place.column - 1]
  }

  /// A scalar's text as the file has it.
  func restored(_ text: String, at place: YAMLPlace) -> String {
    let text =
      text.unicodeScalars.contains(Self.anchorStandIn)
      ? String(
        String.UnicodeScalarView(text.unicodeScalars.map { $0 == Self.anchorStandIn ? "&" : $0 }))
      : text
    if let cut = cuts[place] { return cut }
    let inside = YAMLPlace(line: place.line, column: place.column + 1)
    guard let original = originals[place] ?? originals[inside],
      let first = text.unicodeScalars.first, first.value >= Self.firstStandIn,
      first.value <= Self.firstStandIn + UInt32(Self.most)
    else { return text }
    var view = String.UnicodeScalarView()
    view.append(original)
    view.append(contentsOf: text.unicodeScalars.dropFirst())
    return String(view)
  }

  /// The whole of an expression that begins at a place and was cut at a bracket.
  func cutExpression(at place: YAMLPlace) -> String? { cuts[place] }
}
