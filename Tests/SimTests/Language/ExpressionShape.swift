import Sim

/// The tree in prefix notation, so that tests can compare trees. Parentheses are not part of it.
func shape(_ expression: Expression) -> String {
  switch expression.kind {
  case .number(let value): "\(value)"
  case .input(let number, _): "input:\(number)"
  case .boolean(let value): "\(value)"
  case .date(let date): "date:\(date)"
  case .duration(let value, let unitWord): "{\(value) \(unitWord)}"
  case .name(let name): name
  case .member(let base, let member): "(. \(shape(base)) \(member))"
  case .index(let base, let indices): "(at \(list([base] + indices)))"
  case .negate(let operand): "(neg \(shape(operand)))"
  case .not(let operand): "(not \(shape(operand)))"
  case .binary(let sign, let left, let right):
    "(\(sign.rawValue) \(shape(left)) \(shape(right)))"
  case .call(let function, let arguments):
    "(call \(function)"
      + arguments.map { " " + ($0.label.map { "\($0)=" } ?? "") + shape($0.value) }.joined() + ")"
  case .aggregate(let function, let body, let variable, let domain, let filter):
    "(for \(function) \(variable) \(domain) \(shape(body))"
      + (filter.map { " \(shape($0))" } ?? "") + ")"
  }
}

private func list(_ expressions: [Expression]) -> String {
  expressions.map(shape).joined(separator: " ")
}

func shape(of text: String) throws -> String {
  try shape(ExpressionParser.parse(SourceText(text)))
}

/// The message and the column of the only error in a text; `nil` if it can be read.
func refusal(_ text: String, rate: Bool = false) -> String? {
  do throws(Diagnostics) {
    let source = SourceText(text)
    if rate {
      _ = try ExpressionParser.parseRate(source)
    } else {
      _ = try ExpressionParser.parse(source)
    }
    return nil
  } catch {
    return error.all.map { "\($0.position.column): \($0.message)" }.joined(separator: " | ")
  }
}
