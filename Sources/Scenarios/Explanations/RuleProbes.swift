import Sim

/// A condition taken apart, with what was asked of each part.
struct RuleNode: Sendable {
  enum Kind: Sendable {
    case all, any, not
    /// `left < right`: both sides are asked.
    case comparison
    /// The name of a definition, which stands for its one part.
    case definition
    case plain
  }

  let kind: Kind
  /// As it is written.
  let text: String
  /// Whether it holds.
  let holds: Int?
  var parts: [RuleNode] = []
  /// Of a comparison: the two sides.
  var sides: [Side] = []

  struct Side: Sendable {
    let text: String
    let value: Int?
    let type: ValueType?
    /// Whether it is written as a number.
    let isFixed: Bool
    /// In which a length of time is said.
    let unit: TimeWord
  }
}

/// Takes conditions apart and asks for each part.
struct RuleProbes {
  let compiler: Compiler
  let list: ProbeList
  let stage: Stage

  /// So deep definitions are looked into.
  private static let depth = 8

  func node(_ e: Expression) -> RuleNode { node(e, depth: 0) }

  private func node(_ e: Expression, depth: Int) -> RuleNode {
    let holds = list.add { try compiler.expressions.condition(e, scope($0), for: "a condition") }
    func made(_ kind: RuleNode.Kind, _ parts: [Expression], deeper: Int = 0) -> RuleNode {
      RuleNode(
        kind: kind, text: "\(e)", holds: holds, parts: parts.map { node($0, depth: depth + deeper) }
      )
    }
    switch e.kind {
    case .binary(.and, let left, let right):
      return flat(.all, .and, e, holds, [left, right], depth)
    case .binary(.or, let left, let right): return flat(.any, .or, e, holds, [left, right], depth)
    case .binary(let sign, let left, let right) where Self.compares(sign):
      var node = made(.comparison, [])
      node.sides = [side(left, beside: right), side(right, beside: left)]
      return node
    case .not(let inner): return made(.not, [inner])
    case .name(let name):
      guard case .definition(let k) = compiler.expressions.declared(name), depth < Self.depth,
        compiler.scenario.definitions[k].each.isEmpty
      else { return made(.plain, []) }
      return made(.definition, [compiler.scenario.definitions[k].value], deeper: 1)
    default: return made(.plain, [])
    }
  }

  /// `a and b and c` has three parts.
  private func flat(
    _ kind: RuleNode.Kind, _ sign: Expression.BinaryOperator, _ e: Expression, _ holds: Int?,
    _ operands: [Expression], _ depth: Int
  ) -> RuleNode {
    func operandsWithin(_ e: Expression) -> [Expression] {
      if case .binary(sign, let left, let right) = e.kind {
        return operandsWithin(left) + operandsWithin(right)
      }
      return [e]
    }
    let parts = operands.flatMap(operandsWithin).map { node($0, depth: depth) }
    return RuleNode(kind: kind, text: "\(e)", holds: holds, parts: parts)
  }

  private static func compares(_ sign: Expression.BinaryOperator) -> Bool {
    switch sign {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
    default: false
    }
  }

  private func side(_ e: Expression, beside other: Expression) -> RuleNode.Side {
    var type: ValueType?
    let value = list.add { phase in
      let built = try compiler.expressions.build(e, scope(phase))
      type = built.type
      if built.type == .duration { return compiler.typed.convert(built.node, to: .step) }
      return built.node
    }
    let isFixed =
      switch e.kind {
      case .number, .date, .duration, .boolean: true
      case .negate(let inner): if case .number = inner.kind { true } else { false }
      default: false
      }
    var unit = TimeWord(of: compiler.scenario.clock)
    if case .duration(_, let word) = other.kind { unit = unit.inUnit(word) }
    return RuleNode.Side(text: "\(e)", value: value, type: type, isFixed: isFixed, unit: unit)
  }

  private func scope(_ phase: Phase) -> Scope { Scope(phase: phase, stage: stage) }
}

/// A condition as a trial found it.
package struct RuleReading: Sendable {
  package enum Kind: Sendable { case all, any, not, comparison, definition, plain }

  package let kind: Kind
  package let text: String
  /// `nil`: it could not be asked, or failed.
  package let holds: Bool?
  package let parts: [RuleReading]
  /// Of a comparison: what the sides were where they are not written as numbers.
  package let sides: [(text: String, value: String)]
}

extension RuleNode {
  func reading(_ values: ProbeReading) -> RuleReading {
    let kind: RuleReading.Kind =
      switch self.kind {
      case .all: .all
      case .any: .any
      case .not: .not
      case .comparison: .comparison
      case .definition: .definition
      case .plain: .plain
      }
    return RuleReading(
      kind: kind, text: text, holds: values[holds].map { $0 != 0 },
      parts: parts.map { $0.reading(values) },
      sides: sides.filter { !$0.isFixed }.compactMap { side in
        side.type.map { (side.text, $0.shown(values[side.value], in: side.unit)) }
      })
  }
}

/// A unit in which lengths of time are said, and how many steps it lasts.
struct TimeWord: Sendable {
  /// In the singular.
  let word: String
  let steps: Double
  private let scale: Timescale

  /// A step of the clock.
  init(of clock: Clock?) {
    let scale = Calendar(clock).timescale
    self.init(word: scale.word, steps: 1, scale: scale)
  }

  private init(word: String, steps: Double, scale: Timescale) {
    (self.word, self.steps, self.scale) = (word, steps, scale)
  }

  /// A unit as it is written beside a number; the same if the clock does not know it.
  func inUnit(_ written: String) -> TimeWord {
    guard let unit = scale.unit(named: written), let steps = scale.steps(in: unit), steps > 0 else {
      return self
    }
    let word = written.hasSuffix("s") ? String(written.dropLast()) : written
    return TimeWord(word: word, steps: steps, scale: scale)
  }

  func text(_ steps: Double) -> String {
    let number = Shown.number(steps / self.steps)
    return "\(number) \(word)\(number == "1" ? "" : "s")"
  }
}

extension ValueType {
  /// A value as people read it; durations, which are in steps, in a unit.
  func shown(_ value: Double?, in unit: TimeWord) -> String {
    guard let value else { return "missing" }
    switch self {
    case .number: return Shown.number(value)
    case .condition: return value != 0 ? "true" : "false"
    case .label(let labels):
      let place = Int(exactly: value) ?? -1
      return labels.indices.contains(place) ? labels[place] : Shown.number(value)
    case .date: return CalendarDate(dayNumber: Int(value)).description
    case .duration: return unit.text(value)
    }
  }
}

extension RuleReading {
  /// The parts that decided it: those that failed where it does not hold, those that held where it does.
  package var decisive: [RuleReading] {
    guard let holds else { return [self] }
    switch kind {
    case .comparison, .plain: return [self]
    case .definition:
      let inner = parts.flatMap(\.decisive)
      return inner.isEmpty ? [self] : inner
    case .not: return parts[0].decisive.count == 1 ? [self] : parts.flatMap(\.decisive)
    case .all:
      return parts.filter { holds || $0.holds != true }.flatMap(\.decisive)
    case .any:
      return parts.filter { !holds || $0.holds == true }.flatMap(\.decisive)
    }
  }
}
