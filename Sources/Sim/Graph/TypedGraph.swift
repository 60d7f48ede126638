/// A graph that is built from typed operands: the operators of the language, their types and what
/// is said when the types do not fit.
package struct TypedGraph: Sendable {
  package var graph = Graph()
  package let timescale: Timescale

  package init(timescale: Timescale) { self.timescale = timescale }

  package mutating func number(_ value: Double) -> Typed { Typed(graph.constant(value), .number) }

  /// A number that each point of a study gives.
  package mutating func input(_ number: Int, in range: ClosedRange<Double>) -> Typed {
    Typed(graph.input(number, in: range), .number)
  }

  package mutating func condition(_ value: Bool) -> Typed {
    Typed(graph.condition(value), .condition)
  }

  package mutating func date(_ date: CalendarDate) -> Typed {
    Typed(graph.constant(Double(date.dayNumber)), .date)
  }

  /// `count` units of time.
  package mutating func duration(
    _ count: Double, unitWord: String, at expression: Expression
  ) throws(Diagnostic) -> Typed {
    let offset = expression.range.upperBound - unitWord.count
    let unit = try timescale.unit(named: unitWord, in: expression.source, at: offset)
    let ticks = count * (timescale.ticks(in: unit) ?? timescale.ticksInStep)
    // 1.1 is a little more than it says.
    let whole = ticks.rounded()
    let isWhole = abs(ticks - whole) <= 1e-12 * abs(ticks)
    return Typed(graph.constant(isWhole ? whole : ticks), .duration)
  }

  /// So many steps.
  package mutating func duration(steps: NodeID) -> Typed {
    let ticks = graph.constant(timescale.ticksInStep)
    return Typed(graph.apply(.multiply, steps, ticks), .duration)
  }

  /// A duration in steps, rounded up to whole ones but for what rounding made of it.
  package mutating func wholeSteps(_ duration: NodeID) -> NodeID {
    let steps = convert(duration, to: .step)
    let nearest = graph.apply(.round, steps)
    let isWhole = graph.isNearly(steps, nearest)
    // Up to the next whole number: −floor(−x).
    let up = graph.apply(.negate, graph.apply(.floor, graph.apply(.negate, steps)))
    return graph.select(isWhole, nearest, up)
  }

  // MARK: Operators

  package mutating func negate(_ a: Typed, at e: Expression) throws(Diagnostic) -> Typed {
    guard a.type == .number || a.type == .duration else {
      throw e.error(LanguageCause.needs("'-'", "a number", found: a.type.described))
    }
    return Typed(graph.apply(.negate, a.node), a.type)
  }

  package mutating func not(_ a: Typed, at e: Expression) throws(Diagnostic) -> Typed {
    Typed(graph.not(try condition(a, at: e, for: "'not'")), .condition)
  }

  /// The node of a condition.
  package func condition(
    _ a: Typed, at e: Expression, for what: String
  ) throws(Diagnostic) -> NodeID {
    guard a.type == .condition else {
      let hint =
        if case .label(let labels) = a.type, let last = labels.last {
          "; compare it, as in \(e) == \(last)"
        } else {
          ""
        }
      throw e.error(LanguageCause.needs(what, "a condition", found: a.type.described, hint: hint))
    }
    return a.node
  }

  /// The node of a number.
  package func number(
    _ a: Typed, at e: Expression, for what: String
  ) throws(Diagnostic) -> NodeID {
    guard a.type == .number else {
      let hint =
        switch a.type {
        case .condition: "; 'if(c, 1, 0)' makes a number of a condition"
        case .duration: "; 'steps(d)', 'days(d)' or 'weeks(d)' makes a number of a duration"
        default: ""
        }
      throw e.error(LanguageCause.needs(what, "a number", found: a.type.described, hint: hint))
    }
    return a.node
  }

  package mutating func binary(
    _ operation: Expression.BinaryOperator, _ a: Typed, _ b: Typed,
    left: Expression, right: Expression, at e: Expression
  ) throws(Diagnostic) -> Typed {
    let sign = "'\(operation.rawValue)'"
    switch operation {
    case .and, .or:
      let x = try condition(a, at: left, for: sign)
      let y = try condition(b, at: right, for: sign)
      return Typed(graph.apply(operation == .and ? .and : .or, x, y), .condition)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      return try comparison(operation, a, b, at: e)
    case .add, .subtract:
      if let time = timeSum(operation, a, b) { return time }
    case .multiply:
      if (a.type, b.type) == (.duration, .number) || (a.type, b.type) == (.number, .duration) {
        return Typed(graph.apply(.multiply, a.node, b.node), .duration)
      }
    case .divide:
      if a.type == .duration, b.type == .number {
        return Typed(divided(a.node, b.node, at: e), .duration)
      }
      if a.type == .duration, b.type == .duration {
        return Typed(divided(a.node, b.node, at: e), .number)
      }
    case .power: break
    }
    let x = try number(a, at: left, for: sign)
    let y = try number(b, at: right, for: sign)
    switch operation {
    case .add: return Typed(graph.apply(.add, x, y), .number)
    case .subtract: return Typed(graph.apply(.subtract, x, y), .number)
    case .multiply: return Typed(graph.apply(.multiply, x, y), .number)
    case .divide: return Typed(divided(x, y, at: e), .number)
    default: return Typed(power(x, y, at: e), .number)
    }
  }

  private mutating func comparison(
    _ operation: Expression.BinaryOperator, _ a: Typed, _ b: Typed, at e: Expression
  ) throws(Diagnostic) -> Typed {
    guard a.type == b.type else {
      var hint = ""
      if a.type == .duration || b.type == .duration {
        hint = "; write a duration such as '26 weeks', or make a number with 'weeks(d)'"
      }
      throw e.error(
        LanguageCause.compared(
          operation.rawValue, a.type.described, b.type.described, hint: hint))
    }
    let ordered = operation != .equal && operation != .notEqual
    switch a.type {
    case .condition, .label:
      if ordered {
        let kind = a.type == .condition ? "conditions" : "labels"
        throw e.error(LanguageCause.noOrder(kind))
      }
    default: break
    }
    let node: NodeID
    switch operation {
    case .less: node = graph.apply(.less, a.node, b.node)
    case .lessOrEqual: node = graph.apply(.lessOrEqual, a.node, b.node)
    case .greater: node = graph.apply(.less, b.node, a.node)
    case .greaterOrEqual: node = graph.apply(.lessOrEqual, b.node, a.node)
    case .notEqual: node = graph.apply(.notEqual, a.node, b.node)
    default: node = graph.apply(.equal, a.node, b.node)
    }
    return Typed(node, .condition)
  }

  /// Sums and differences in which a date or a duration takes part.
  private mutating func timeSum(
    _ operation: Expression.BinaryOperator, _ a: Typed, _ b: Typed
  ) -> Typed? {
    let arithmetic: Arithmetic = operation == .add ? .add : .subtract
    switch (a.type, b.type, operation) {
    case (.duration, .duration, _):
      return Typed(graph.apply(arithmetic, a.node, b.node), .duration)
    case (.date, .duration, _):
      return Typed(graph.apply(arithmetic, a.node, days(of: b.node)), .date)
    case (.duration, .date, .add):
      return Typed(graph.apply(.add, days(of: a.node), b.node), .date)
    case (.date, .date, .subtract):
      let difference = graph.apply(.subtract, a.node, b.node)
      let ticksInDay = graph.constant(timescale.ticks(in: .day) ?? 1)
      return Typed(graph.apply(.multiply, difference, ticksInDay), .duration)
    default: return nil
    }
  }

  private mutating func days(of duration: NodeID) -> NodeID {
    convert(duration, to: .day)
  }

  /// A duration as a number of units.
  package mutating func convert(_ duration: NodeID, to unit: TimeUnit) -> NodeID {
    let ticks = graph.constant(timescale.ticks(in: unit) ?? timescale.ticksInStep)
    return graph.apply(.divide, duration, ticks)
  }

  /// A number per unit of time as a number per step: divided by the steps of a unit.
  package mutating func perStep(_ value: NodeID, _ unit: TimeUnit) -> NodeID {
    let own = timescale.ticksInStep
    let others = timescale.ticks(in: unit) ?? own
    if own == others { return value }
    // One rounding wherever one number is a multiple of the other.
    if own > others {
      return graph.apply(.multiply, value, graph.constant(own / others))
    }
    return graph.apply(.divide, value, graph.constant(others / own))
  }

  /// What is left after a step of what is left after a unit of time, as shares.
  package mutating func leftPerStep(_ left: NodeID, _ unit: TimeUnit) -> NodeID {
    let own = timescale.ticksInStep
    let others = timescale.ticks(in: unit) ?? own
    return own == others ? left : graph.apply(.power, left, graph.constant(own / others))
  }

  // MARK: Operations that can fail

  mutating func divided(_ a: NodeID, _ b: NodeID, at e: Expression) -> NodeID {
    let zero = graph.constant(0)
    return checked(
      graph.apply(.divide, a, b), bad: graph.apply(.equal, b, zero), "division by zero", at: e)
  }

  mutating func power(_ a: NodeID, _ b: NodeID, at e: Expression) -> NodeID {
    let result = graph.apply(.power, a, b)
    let problem = graph.apply(.isNotFinite, result)
    // A missing operand gives a missing result, which is no failure.
    let known = graph.not(
      graph.or(graph.apply(.isMissing, a), graph.apply(.isMissing, b)))
    return checked(
      result, bad: graph.and(known, problem),
      "a power that is not a finite number", at: e)
  }

  /// `value`, failing the trial where `bad` holds.
  package mutating func checked(
    _ value: NodeID, bad: NodeID, _ message: String, at e: Expression
  ) -> NodeID {
    graph.checked(
      value, bad: bad, message, at: e.source.position(of: e.range.lowerBound), path: e.source.path)
  }
}
