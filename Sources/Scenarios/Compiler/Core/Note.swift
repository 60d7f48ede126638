package import Sim

/// Something an analyst should know that is not wrong: what was chosen for what was left open.
///
/// Printed as `file:line:column: note: path: text`.
package struct Note: Sendable, Hashable, CustomStringConvertible {
  package var position: SourcePosition
  package var path: String
  package var text: String

  init(at e: Expression, _ text: String) {
    position = e.source.position(of: e.range.lowerBound)
    path = e.source.path
    self.text = text
  }

  init(at name: Named, _ text: String) {
    position = name.source.position(of: 0)
    path = name.source.path
    self.text = text
  }

  /// Of a setting of the command line, which has no place.
  package var isOfSetting: Bool { position.line == 0 }

  package var description: String {
    if isOfSetting { return VisibleText.line("\(position.file): note: \(text)") }
    return VisibleText.line(
      "\(position.file):\(position.line):\(position.column): note: \(path): \(text)")
  }
}
