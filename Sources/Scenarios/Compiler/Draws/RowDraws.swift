import Sim

/// Rows of a table that are drawn whole: `empirical(voyages.rate)`.
///
/// A row is one uniform number. Its address is that of the table, not of the entry that draws, so all
/// who draw from a table in a trial have one row of it, and so have all who do in a step.
extension Draws {
  /// The column that arguments of `empirical` name, and its table; `nil`: they name no table.
  func tableColumn(
    _ arguments: [Expression.Argument]
  ) throws -> (column: TableColumn, table: String)? {
    let rest = arguments.filter { $0.label != "id" }
    guard rest.count == 1, rest[0].label == nil,
      case .member(let base, let member) = rest[0].value.kind,
      case .name(let table) = base.kind, case .data(let k) = declared(table),
      case .table(let columns) = scenario.data[k].content
    else { return nil }
    guard let column = columns[member] else {
      let hint = compiler.hint(member, among: columns.keys.sorted())
      throw rest[0].value.error(NameCause.noColumn(member, table: table, hint: hint))
    }
    return (column, table)
  }

  /// The value of a column in the row that is drawn; `nil` for every other distribution. With an id
  /// the row has the address of that id.
  func drawnRow(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope
  ) throws -> Typed? {
    guard name == "empirical", let (column, table) = try tableColumn(arguments) else { return nil }
    guard let drawing = scope.drawing else { throw e.error(DrawCause.noDistributionHere) }
    let path: String
    if let id = try drawID(arguments) {
      // Columns of one row may share an id within an expression too.
      let elements = scope.indices.sorted { $0.key < $1.key }.map { self.name(of: $0.value) }
      path = DrawIDs.path(id, drawing.elements + elements)
      try compiler.drawIDs.use(
        id, at: path, "row(\(table))" + (drawing.eachStep ? " each step" : ""), e)
    } else {
      path = "data.\(table):" + (drawing.eachStep ? "row_each_step" : "row")
    }
    let row = typed.graph.draw(
      DrawSite(path: path, kind: .uniform, eachStep: drawing.eachStep), [])
    let value = typed.graph.transformed(.cell(column), [row], path: "\(path) \(column.name)")
    noteEntryDraw(name, value, at: "\(path) \(column.name)", e, scope)
    return Typed(value, .number)
  }
}

extension Expressions {
  /// What a name from `data` is by itself: the value of the step, if it has one for each.
  func data(_ k: Int, _ e: Expression, _ scope: Scope) throws -> Typed {
    let entry = scenario.data[k]
    let name = entry.name.name
    switch entry.content {
    case .column: throw e.error(NameCause.dataAlone(name))
    case .table(let columns):
      throw e.error(NameCause.tableAlone(name, column: columns.keys.sorted().first ?? "column"))
    case .steps(let values):
      return Typed(
        scope.phase == .initial
          ? compiler.typed.graph.constant(values[0]) : compiler.typed.graph.table(values), .number)
    }
  }

  /// What is wrong with a column that is read without being drawn from.
  func columnAlone(_ k: Int, _ member: String, _ e: Expression) -> Diagnostic? {
    guard case .table(let columns) = scenario.data[k].content else { return nil }
    let table = scenario.data[k].name.name
    guard columns[member] != nil else {
      let hint = self.hint(member, among: columns.keys.sorted())
      return e.error(NameCause.noColumn(member, table: table, hint: hint))
    }
    return e.error(NameCause.dataAlone("\(table).\(member)"))
  }
}
