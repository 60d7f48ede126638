import Sim

/// A value of JSON, written one way only: keys sorted, two spaces, shortest numbers, codes for what
/// a terminal would not show as it is.
enum JSONText: Sendable, Hashable {
  case text(String)
  case integer(Int)
  case unsigned(UInt64)
  case number(Double)
  case flag(Bool)
  case null
  case list([JSONText])
  case map([String: JSONText])

  /// With a newline at the end.
  var document: String { written(indent: "") + "\n" }

  private func written(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return Self.quoted(text)
    case .integer(let value): return String(value)
    case .unsigned(let value): return String(value)
    case .number(let value):
      guard value.isFinite else { return "null" }
      return value == value.rounded() && value.magnitude < 1e15
        ? String(Int(value)) : value.description
    case .flag(let value): return value ? "true" : "false"
    case .null: return "null"
    case .list(let values):
      guard !values.isEmpty else { return "[]" }
      let lines = values.map { inner + $0.written(indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .map(let values):
      guard !values.isEmpty else { return "{}" }
      let lines = values.sorted { $0.key < $1.key }.map {
        inner + Self.quoted($0.key) + ": " + $0.value.written(indent: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { before = scalar }
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where VisibleText.isHidden(scalar, after: before):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
