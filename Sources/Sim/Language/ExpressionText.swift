/// How tightly an expression holds together, from low to high (the language's precedence).
enum Precedence: Int, Comparable {
  case or, and, not, comparison, sum, product, negation, power, operand

  /// What an operand to the right of a left-associative operator needs at least.
  var above: Precedence { Precedence(rawValue: rawValue + 1) ?? .operand }

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension Expression.BinaryOperator {
  var precedence: Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: .comparison
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .power: .power
    }
  }
}

/// Writes an expression with no more parentheses than it needs. Reading the text again gives the
/// same tree.
extension Expression: CustomStringConvertible {
  package var description: String {
    switch kind {
    case .number(let value): Self.text(of: value)
    case .input: source.text
    case .boolean(let value): value ? "true" : "false"
    case .date(let date): date.description
    case .duration(let value, let unitWord): "\(Self.text(of: value)) \(unitWord)"
    case .name(let name): name
    case .member(let base, let member): "\(base.text(atLeast: .operand)).\(member)"
    case .index(let base, let indices):
      "\(base.text(atLeast: .operand))[\(Self.list(indices.map(\.description)))]"
    case .negate(let operand): "-\(operand.text(atLeast: .negation))"
    case .not(let operand): "not \(operand.text(atLeast: .not))"
    case .binary(let sign, let left, let right): Self.text(left, sign, right)
    case .call(let function, let arguments):
      "\(function)(\(Self.list(arguments.map(\.description))))"
    case .aggregate(let function, let body, let variable, let domain, let filter):
      "\(function)(\(body) for \(variable) in \(domain)"
        + (filter.map { " where \($0)" } ?? "") + ")"
    }
  }

  private static func list(_ parts: [String]) -> String { parts.joined(separator: ", ") }

  private static func text(_ left: Self, _ sign: BinaryOperator, _ right: Self) -> String {
    switch sign.precedence {
    case .power: "\(left.text(atLeast: .operand))^\(right.text(atLeast: .negation))"
    case .comparison:
      "\(left.text(atLeast: .sum)) \(sign.rawValue) \(right.text(atLeast: .sum))"
    case let own:
      "\(left.text(atLeast: own)) \(sign.rawValue) \(right.text(atLeast: own.above))"
    }
  }

  /// Whole numbers without a point, others with the fewest digits that give them back.
  static func text(of number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func text(atLeast lowest: Precedence) -> String {
    precedence < lowest ? "(\(self))" : description
  }

  private var precedence: Precedence {
    switch kind {
    case .binary(let sign, _, _): sign.precedence
    case .negate: .negation
    case .not: .not
    case .number(let value), .duration(let value, _): value < 0 ? .negation : .operand
    default: .operand
    }
  }
}

extension Expression.Argument: CustomStringConvertible {
  package var description: String { label.map { "\($0)=\(value)" } ?? value.description }
}

extension RateExpression: CustomStringConvertible {
  package var description: String { per.map { "\(value) per \($0)" } ?? value.description }
}

extension Expression {
  /// Calls `body` for this expression and then for all in it, from left to right.
  package func visit(_ body: (Expression) -> Void) {
    body(self)
    for part in parts { part.visit(body) }
  }

  /// The expressions directly inside, from left to right.
  package var parts: [Expression] {
    switch kind {
    case .number, .input, .boolean, .date, .duration, .name: []
    case .member(let base, _): [base]
    case .index(let base, let indices): [base] + indices
    case .negate(let operand), .not(let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .call(_, let arguments): arguments.map(\.value)
    case .aggregate(_, let body, _, _, let filter): [body] + (filter.map { [$0] } ?? [])
    }
  }
}
