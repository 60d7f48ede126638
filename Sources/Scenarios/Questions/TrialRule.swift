import Sim

/// A condition in the words of the language, over the columns of trials: parameters, measures, signals,
/// milestones, `outcome`, `class`, `step`.
///
/// A signal or milestone alone says that it came; in a comparison it is the step at which it did. A
/// comparison with what is missing, or no finite number, does not hold.
package struct TrialRule: Sendable, CustomStringConvertible {
  package let text: String
  let expression: Expression

  /// `option`: where it was written, for messages.
  package init(_ text: String, option: String) throws(TrialDataError) {
    self.text = text
    do throws(Diagnostics) {
      expression = try EndingNames.expression(text, option: option)
    } catch {
      throw .wrong(error.all)
    }
  }

  package var description: String { text }

  /// By trial.
  package func holds(in trials: TrialData) throws(TrialDataError) -> [Bool] {
    try holds(of: expression, in: trials)
  }

  /// By trial, of a part of it.
  func holds(of e: Expression, in trials: TrialData) throws(TrialDataError) -> [Bool] {
    do throws(Diagnostic) { return try condition(e, trials) } catch { throw .wrong([error]) }
  }

  private enum Value {
    case numbers([Double])
    case conditions([Bool])
    case steps([Double])
    case labels([String], [Double])
    /// A word that is no column: a label, if it stands beside one.
    case word(String)
  }

  private func condition(_ e: Expression, _ trials: TrialData) throws(Diagnostic) -> [Bool] {
    switch try value(e, trials) {
    case .conditions(let holds): return holds
    case .steps(let steps): return steps.map { !$0.isNaN }
    case .numbers: throw e.error(TrialRuleCause.number("\(e)"))
    case .labels(let labels, _): throw e.error(TrialRuleCause.labels("\(e)", labels))
    case .word(let word): throw unknown(word, e, trials)
    }
  }

  private func numbers(_ e: Expression, _ trials: TrialData) throws(Diagnostic) -> [Double] {
    switch try value(e, trials) {
    case .numbers(let values), .steps(let values): return values
    case .conditions(let holds): return holds.map { $0 ? 1 : 0 }
    case .labels: throw e.error(TrialRuleCause.notANumber("\(e)"))
    case .word(let word): throw unknown(word, e, trials)
    }
  }

  private func unknown(_ word: String, _ e: Expression, _ trials: TrialData) -> Diagnostic {
    e.error(
      ScenarioCause.missing(word, what: "column", among: trials.columns.map(\.name)))
  }

  private func value(_ e: Expression, _ trials: TrialData) throws(Diagnostic) -> Value {
    let all = { (value: Double) in
      Value.numbers(Array(repeating: value, count: trials.count))
    }
    switch e.kind {
    case .number(let value): return all(value)
    case .boolean(let value):
      return .conditions(Array(repeating: value, count: trials.count))
    case .name, .member:
      let name = Self.name(e)
      guard let name, let column = trials.column(name) else { return .word(name ?? "\(e)") }
      if let odd = column.odd { throw odd }
      switch column.kind {
      case .number: return .numbers(column.values)
      case .condition: return .conditions(column.values.map { $0 == 1 })
      case .step: return .steps(column.values)
      case .labels(let labels): return .labels(labels, column.values)
      }
    case .negate(let x): return .numbers(try numbers(x, trials).map { -$0 })
    case .not(let x): return .conditions(try condition(x, trials).map { !$0 })
    case .binary(let operation, let a, let b):
      return try binary(operation, a, b, trials)
    case .call(let name, let arguments) where ["min", "max", "abs"].contains(name):
      var columns: [[Double]] = []
      for argument in arguments { columns.append(try numbers(argument.value, trials)) }
      guard let first = columns.first, name != "abs" || columns.count == 1 else { break }
      if name == "abs" { return .numbers(first.map(\.magnitude)) }
      return .numbers(
        columns.dropFirst().reduce(first) { a, b in
          zip(a, b).map { $0.isNaN || $1.isNaN ? .nan : name == "min" ? min($0, $1) : max($0, $1) }
        })
    default: break
    }
    throw e.error(TrialRuleCause.notHere("\(e)"))
  }

  private func binary(
    _ operation: Expression.BinaryOperator, _ a: Expression, _ b: Expression, _ trials: TrialData
  ) throws(Diagnostic) -> Value {
    switch operation {
    case .and:
      return .conditions(
        zip(try condition(a, trials), try condition(b, trials)).map { $0 && $1 })
    case .or:
      return .conditions(
        zip(try condition(a, trials), try condition(b, trials)).map { $0 || $1 })
    case .equal, .notEqual:
      for (column, label) in [(a, b), (b, a)] {
        guard let same = try sameLabels(column, label, trials) else { continue }
        return .conditions(operation == .equal ? same : same.map { !$0 })
      }
    default: break
    }
    let pairs = zip(try numbers(a, trials), try numbers(b, trials))
    let compared = { (holds: (Double, Double) -> Bool) in
      Value.conditions(pairs.map { !$0.isNaN && !$1.isNaN && holds($0, $1) })
    }
    // What is no finite number, as what is divided by 0, is missing: in trials of a run it would fail them.
    let computed = { (of: (Double, Double) -> Double) in
      Value.numbers(
        pairs.map {
          let value = of($0, $1)
          return value.isFinite ? value : .nan
        })
    }
    switch operation {
    case .add: return computed { $0 + $1 }
    case .subtract: return computed { $0 - $1 }
    case .multiply: return computed { $0 * $1 }
    case .divide: return computed { $0 / $1 }
    case .power: return computed { Mathematics.pow($0, $1) }
    case .less: return compared { $0 < $1 }
    case .lessOrEqual: return compared { $0 <= $1 }
    case .greater: return compared { $0 > $1 }
    case .greaterOrEqual: return compared { $0 >= $1 }
    case .notEqual: return compared { $0 != $1 }
    case .equal, .and, .or: return compared { $0 == $1 }
    }
  }

  /// Whether a column has a label that is written as a word; `nil` where they are none.
  private func sameLabels(
    _ column: Expression, _ label: Expression, _ trials: TrialData
  ) throws(Diagnostic) -> [Bool]? {
    guard let word = Self.name(label) else { return nil }
    // Who asks for one of the words of a column takes it for words, though most of its fields are numbers.
    if let odd = Self.name(column).flatMap(trials.column), odd.odd != nil,
      let place = EndingNames.place(of: word, among: odd.labels ?? [])
    {
      return odd.values.map { $0 == Double(place) }
    }
    guard case .labels(let labels, let values) = try value(column, trials) else { return nil }
    guard let place = EndingNames.place(of: word, among: labels) else {
      throw label.error(
        ScenarioCause.missing(word, what: "\(column)", among: labels.map(EndingNames.plain)))
    }
    return values.map { $0 == Double(place) }
  }

  /// `a`, `a.b`
  static func name(_ e: Expression) -> String? {
    switch e.kind {
    case .name(let name): name
    case .member(let whole, let part): name(whole).map { "\($0).\(part)" }
    default: nil
    }
  }
}

/// What can be wrong with a rule over columns of trials.
enum TrialRuleCause: Cause {
  case number(String)
  case labels(String, [String])
  case notANumber(String)
  case notHere(String)
  /// Two words side by side.
  case spaces(String, String)

  var wording: String {
    switch self {
    case .number(let text): "'\(text)' is a number: compare it, as in '\(text) > 0.5'"
    case .labels(let text, let labels):
      "'\(text)' is one of several words: compare it, as in '\(text) == \(labels.first.map(EndingNames.plain) ?? "a")'"
    case .notANumber(let text): "'\(text)' is a word, not a number"
    case .notHere(let text):
      "'\(text)' cannot stand here: trials are chosen by comparing columns, with numbers, + - * / ^, "
        + "min, max, abs, and, or, not"
    case .spaces(let a, let b):
      "an operator is missing between '\(a)' and '\(b)'; in a name with spaces write '_' for each, as in "
        + "\(a)_\(b)"
    }
  }
}
