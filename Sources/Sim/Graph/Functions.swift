/// The functions of the language that need nothing but their arguments.
package struct Function: Sendable {
  package let name: String
  /// What a call looks like, for messages.
  package let usage: String
  /// For the reference.
  package let meaning: String
  let counts: ClosedRange<Int>
  let build:
    @Sendable (inout TypedGraph, [Typed], [Expression], Expression) throws(Diagnostic) -> Typed

  /// By name; the registry of built-in functions.
  package static let all: [String: Function] = {
    let functions =
      [conditional, by, clamp, days("days", .day), days("weeks", .week), days("months", .month)]
      + [days("years", .year), days("steps", .step)]
      + [extreme("min", "the smallest"), extreme("max", "the largest")]
      + [plain("abs", .absolute, "x without its sign")]
      + [plain("floor", .floor, "the whole number at x or below")]
      + [plain("round", .round, "the nearest whole number; half away from zero")]
      + [
        plain("logistic", .logistic, "1 / (1 + exp(-x))"), exponential, logarithm, squareRoot,
        logit, ever, ceiling, sign, modulo, normalQuantile,
        angle("sin", .sine, "the sine of an angle in radians"),
        angle("cos", .cosine, "the cosine of an angle in radians"),
        plain("erf", .errorFunction, "the error function, 2 * normal_cdf(x * sqrt(2)) - 1"),
        plain("normal_cdf", .normalProbability, "the chance that a standard normal is x or less"),
      ]
    return Dictionary(uniqueKeysWithValues: functions.map { ($0.name, $0) })
  }()

  /// Applies the function; `by` is handled where labels are known.
  package func call(
    _ graph: inout TypedGraph, _ arguments: [Typed], _ expressions: [Expression],
    at e: Expression
  ) throws(Diagnostic) -> Typed {
    guard counts.contains(arguments.count) else {
      throw e.error(LanguageCause.usage(usage, given: arguments.count))
    }
    return try build(&graph, arguments, expressions, e)
  }

  private init(
    _ name: String, _ usage: String, _ counts: ClosedRange<Int>, _ meaning: String,
    _ build:
      @escaping @Sendable (inout TypedGraph, [Typed], [Expression], Expression)
      throws(Diagnostic) -> Typed
  ) {
    self.name = name
    self.usage = usage
    self.meaning = meaning
    self.counts = counts
    self.build = build
  }

  private static let conditional = Function(
    "if", "if(condition, a, b)", 3...3, "a where the condition holds, else b"
  ) {
    (graph, x, e, whole) throws(Diagnostic) in
    let c = try graph.condition(x[0], at: e[0], for: "'if'")
    guard x[1].type == x[2].type else {
      throw whole.error(
        LanguageCause.twoTypesOfIf(x[1].type.described, x[2].type.described))
    }
    return Typed(graph.graph.select(c, x[1].node, x[2].node), x[1].type)
  }

  private static let by = Function(
    "by", "by(label, name=value, …)", 1...1,
    "the value beside the label that holds, or beside otherwise="
  ) {
    (_, _, _, whole) throws(Diagnostic) in
    throw whole.error(LanguageCause.usage("by(label, name=value, …)", given: nil))
  }

  private static func plain(
    _ name: String, _ operation: Arithmetic, _ meaning: String
  ) -> Function {
    Function(name, "\(name)(x)", 1...1, meaning) { (graph, x, e, _) throws(Diagnostic) in
      let a = try graph.number(x[0], at: e[0], for: "'\(name)'")
      return Typed(graph.graph.apply(operation, a), .number)
    }
  }

  private static func extreme(_ name: String, _ meaning: String) -> Function {
    Function(name, "\(name)(a, b, …)", 1...100, meaning) { (graph, x, e, _) throws(Diagnostic) in
      let type = x[0].type
      guard type == .number || type == .duration || type == .date else {
        _ = try graph.number(x[0], at: e[0], for: "'\(name)'")
        return x[0]
      }
      var result = x[0].node
      for (value, written) in zip(x, e).dropFirst() {
        guard value.type == type else {
          throw written.error(
            LanguageCause.twoTypes(name, type.described, value.type.described))
        }
        result =
          name == "min"
          ? graph.graph.minimum(result, value.node) : graph.graph.maximum(result, value.node)
      }
      return Typed(result, type)
    }
  }

  private static let clamp = Function(
    "clamp", "clamp(x, low, high)", 3...3, "x, held within low and high"
  ) {
    (graph, x, e, whole) throws(Diagnostic) in
    var nodes: [NodeID] = []
    for (value, written) in zip(x, e) {
      nodes.append(try graph.number(value, at: written, for: "'clamp'"))
    }
    let bad = graph.graph.isReversed(nodes[1], nodes[2])
    let held = graph.graph.clamped(nodes[0], nodes[1], nodes[2])
    return Typed(
      graph.checked(held, bad: bad, "the lower bound of 'clamp' is above the upper one", at: whole),
      .number)
  }

  private static let exponential = Function("exp", "exp(x)", 1...1, "e to the power x") {
    (graph, x, e, whole) throws(Diagnostic) in
    let a = try graph.number(x[0], at: e[0], for: "'exp'")
    let limit = graph.graph.constant(709.782712893384)
    let bad = graph.graph.apply(.less, limit, a)
    return Typed(
      graph.checked(graph.graph.apply(.exp, a), bad: bad, "exp of more than 709.78", at: whole),
      .number)
  }

  private static let logarithm = Function("log", "log(x)", 1...1, "the natural logarithm") {
    (graph, x, e, whole) throws(Diagnostic) in
    let a = try graph.number(x[0], at: e[0], for: "'log'")
    let bad = graph.graph.apply(.lessOrEqual, a, graph.graph.constant(0))
    return Typed(
      graph.checked(
        graph.graph.apply(.log, a), bad: bad, "log of a number that is not above 0", at: whole),
      .number)
  }

  private static let squareRoot = Function("sqrt", "sqrt(x)", 1...1, "the square root") {
    (graph, x, e, whole) throws(Diagnostic) in
    let given = try graph.number(x[0], at: e[0], for: "'sqrt'")
    let a = graph.graph.heldNearly(given, from: 0, to: nil)
    let bad = graph.graph.apply(.less, a, graph.graph.constant(0))
    return Typed(
      graph.checked(
        graph.graph.apply(.squareRoot, a), bad: bad, "sqrt of a number below 0", at: whole),
      .number)
  }

  private static let logit = Function("logit", "logit(x)", 1...1, "log(x / (1 - x))") {
    (graph, x, e, whole) throws(Diagnostic) in
    let a = try graph.number(x[0], at: e[0], for: "'logit'")
    let one = graph.graph.constant(1)
    let low = graph.graph.apply(.lessOrEqual, a, graph.graph.constant(0))
    let bad = graph.graph.or(low, graph.graph.apply(.lessOrEqual, one, a))
    let odds = graph.graph.apply(.divide, a, graph.graph.apply(.subtract, one, a))
    return Typed(
      graph.checked(
        graph.graph.apply(.log, odds), bad: bad, "logit of a number not between 0 and 1",
        at: whole), .number)
  }

  private static let ceiling = Function("ceil", "ceil(x)", 1...1, "the whole number at x or above")
  {
    (graph, x, e, _) throws(Diagnostic) in
    let a = try graph.number(x[0], at: e[0], for: "'ceil'")
    let below = graph.graph.apply(.floor, graph.graph.apply(.negate, a))
    // Not −0.
    return Typed(graph.graph.apply(.subtract, graph.graph.constant(0), below), .number)
  }

  private static let sign = Function("sign", "sign(x)", 1...1, "1 above 0, -1 below 0, else 0") {
    (graph, x, e, _) throws(Diagnostic) in
    let a = try graph.number(x[0], at: e[0], for: "'sign'")
    let zero = graph.graph.constant(0)
    // 0, or missing.
    let neither = graph.graph.apply(.add, a, zero)
    let below = graph.graph.select(
      graph.graph.apply(.less, a, zero), graph.graph.constant(-1), neither)
    return Typed(
      graph.graph.select(graph.graph.apply(.less, zero, a), graph.graph.constant(1), below),
      .number)
  }

  private static let modulo = Function(
    "mod", "mod(x, y)", 2...2, "what division by y leaves of x, with the sign of y"
  ) {
    (graph, x, e, whole) throws(Diagnostic) in
    let a = try graph.number(x[0], at: e[0], for: "'mod'")
    let b = try graph.number(x[1], at: e[1], for: "'mod'")
    let bad = graph.graph.apply(.equal, b, graph.graph.constant(0))
    return Typed(
      graph.checked(graph.graph.apply(.modulo, a, b), bad: bad, "mod by zero", at: whole), .number)
  }

  private static let normalQuantile = Function(
    "normal_quantile", "normal_quantile(p)", 1...1,
    "what a standard normal is below with the chance p"
  ) {
    (graph, x, e, whole) throws(Diagnostic) in
    let a = try graph.number(x[0], at: e[0], for: "'normal_quantile'")
    let low = graph.graph.apply(.lessOrEqual, a, graph.graph.constant(0))
    let bad = graph.graph.or(low, graph.graph.apply(.lessOrEqual, graph.graph.constant(1), a))
    return Typed(
      graph.checked(
        graph.graph.apply(.normalQuantile, a), bad: bad,
        "normal_quantile of a number not between 0 and 1", at: whole), .number)
  }

  private static func angle(
    _ name: String, _ operation: Arithmetic, _ meaning: String
  ) -> Function {
    Function(name, "\(name)(x)", 1...1, meaning) { (graph, x, e, whole) throws(Diagnostic) in
      let a = try graph.number(x[0], at: e[0], for: "'\(name)'")
      let limit = graph.graph.constant(Mathematics.largestAngle)
      let bad = graph.graph.apply(.less, limit, graph.graph.apply(.absolute, a))
      return Typed(
        graph.checked(
          graph.graph.apply(operation, a), bad: bad, "\(name) of an angle beyond 1e9", at: whole),
        .number)
    }
  }

  private static let ever = Function("ever", "ever(x)", 1...1, "whether x has come to be") {
    (graph, x, _, _) throws(Diagnostic) in
    Typed(graph.graph.not(graph.graph.apply(.isMissing, x[0].node)), .condition)
  }

  private static func days(_ name: String, _ unit: TimeUnit) -> Function {
    Function(
      name, "\(name)(duration)", 1...1, "a duration as a number of \(name)"
    ) { (graph, x, e, whole) throws(Diagnostic) in
      guard x[0].type == .duration else {
        throw e[0].error(
          LanguageCause.needs("'\(name)'", "a duration", found: x[0].type.described))
      }
      guard graph.timescale.steps(in: unit) != nil else {
        throw whole.error(LanguageCause.noCalendar(usable: "'steps(d)'", instead: nil))
      }
      return Typed(graph.convert(x[0].node, to: unit), .number)
    }
  }
}
