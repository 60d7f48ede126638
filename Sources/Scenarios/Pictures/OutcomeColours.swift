/// The colours of the outcomes of a folder: each the same in all pictures.
struct OutcomeColours: Sendable {
  private var positions: [String: Int] = [:]
  private var classes: [String: Int] = [:]

  init(_ results: ResultTables) {
    guard let table = results.table("outcomes.csv") else { return }
    for name in table.distinct("outcome") { positions[name] = positions.count }
    for row in 0..<table.count where classes[table.text("class", row)] == nil {
      classes[table.text("class", row)] = positions[table.text("outcome", row)]
    }
  }

  /// Of an outcome or a class; a class has that of its first outcome.
  func style(_ name: String) -> (colour: Palette.Colour, dash: Int) {
    guard let position = positions[name] ?? classes[name] else { return (Palette.blue, 0) }
    return Palette.style(position)
  }

  func style(class name: String) -> (colour: Palette.Colour, dash: Int) {
    (classes[name] ?? positions[name]).map(Palette.style) ?? (Palette.blue, 0)
  }
}
