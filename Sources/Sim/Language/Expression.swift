/// A unit of time as a scenario writes it.
package enum TimeUnit: Hashable, Sendable {
  case day, week, month, quarter, year
  /// The clock's own step, whatever its length: `10 steps`, `per step`, `10 rounds`.
  case step
}

/// An expression as it was written: names are not resolved, types not known.
///
/// Offsets are in characters of `source.text`.
package struct Expression: Sendable {
  package let kind: Kind
  package let source: SourceText
  package let range: Range<Int>

  package init(_ kind: Kind, in source: SourceText, at range: Range<Int>) {
    self.kind = kind
    self.source = source
    self.range = range
  }

  package indirect enum Kind: Sendable {
    /// A literal; percentages are divided by 100 already.
    case number(Double)
    /// A number that each point of a study gives, within bounds: which input of the graph it is.
    case input(Int, in: ClosedRange<Double>)
    case boolean(Bool)
    case date(CalendarDate)
    /// `26 weeks`; a word that is no calendar unit (`10 rounds`) is kept as written in `unitWord`.
    case duration(Double, unitWord: String)
    case name(String)
    /// `a.b`
    case member(Expression, String)
    /// `a[b]`, `a[b, c]`
    case index(Expression, [Expression])
    case negate(Expression)
    case not(Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `f(x, k=y)`
    case call(String, [Argument])
    /// `sum(body for variable in domain where filter)`
    case aggregate(String, body: Expression, variable: String, domain: String, filter: Expression?)
  }

  package struct Argument: Sendable {
    package let label: String?
    package let value: Expression

    package init(label: String?, value: Expression) {
      self.label = label
      self.value = value
    }
  }

  package enum BinaryOperator: String, Sendable, Hashable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case and
    case or
  }

  /// An error that points at this expression.
  package func error(_ message: String) -> Diagnostic {
    Diagnostic(source, at: range.lowerBound, message)
  }

  package func error(_ cause: any Cause) -> Diagnostic {
    Diagnostic(source, at: range.lowerBound, cause)
  }
}

/// An expression followed by `per unit`, as rates and probabilities are written.
package struct RateExpression: Sendable {
  package let value: Expression
  /// The word after `per`, if there is one, and its offset.
  package let per: String?
  package let perOffset: Int

  package init(value: Expression, per: String?, perOffset: Int) {
    self.value = value
    self.per = per
    self.perOffset = perOffset
  }
}
