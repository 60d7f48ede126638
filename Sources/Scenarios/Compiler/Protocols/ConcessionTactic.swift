import Sim

/// What share of its way a party has conceded after a round, by its tactic.
struct ConcessionTactic {
  private let simultaneous: Simultaneous
  private let party: Int
  private let parties: [Int]

  init(_ simultaneous: Simultaneous, _ party: Int, _ parties: [Int]) {
    self.simultaneous = simultaneous
    self.party = party
    self.parties = parties
  }

  private var compiler: Compiler { simultaneous.compiler }

  /// The tactics and what they take, each with its default.
  static let known: [(name: String, arguments: [String])] = [
    ("time_dependent", ["exponent", "start", "deadline"]),
    ("resource_dependent", ["resource", "start"]),
    ("tit_for_tat", ["factor", "first"]),
    ("zeuthen", ["step"]),
  ]

  /// Any other expression is the share itself.
  func conceded(_ tactic: Expression, _ before: NodeID) throws -> NodeID {
    let name: String
    var arguments: [Expression.Argument] = []
    switch tactic.kind {
    case .name(let word): name = word
    case .call(let word, let written): (name, arguments) = (word, written)
    default: return try share(tactic)
    }
    guard let known = Self.known.first(where: { $0.name == name }) else {
      return try otherwise(name, tactic)
    }
    for (k, argument) in arguments.enumerated() {
      guard let label = argument.label else {
        throw argument.value.error(
          TalksCause.tacticUnnamed(tactic: name, arguments: known.arguments.joined(separator: ", "))
        )
      }
      guard known.arguments.contains(label) else {
        let hint =
          nearest(label, in: known.arguments).map { "did you mean '\($0)'?" }
          ?? "it takes \(known.arguments.joined(separator: ", "))"
        throw argument.value.error(
          TalksCause.tacticNoArgument(tactic: name, label: label, hint: hint))
      }
      if arguments[..<k].contains(where: { $0.label == label }) {
        throw argument.value.error(TalksCause.tacticArgumentTwice(tactic: name, label: label))
      }
    }
    switch name {
    case "time_dependent": return try timeDependent(arguments)
    case "resource_dependent": return try resourceDependent(arguments, tactic)
    case "tit_for_tat": return try titForTat(arguments, before)
    default: return try zeuthen(arguments, before, tactic)
    }
  }

  private func otherwise(_ name: String, _ tactic: Expression) throws -> NodeID {
    if compiler.parties.declared(name) == nil, Function.all[name] == nil,
      !compiler.draws.isDistribution(name),
      let near = nearest(name, in: Self.known.map(\.name))
    {
      throw tactic.error(TalksCause.noTactic(name: name, meant: near))
    }
    return try share(tactic)
  }

  /// A share that is missing fails the trial: later ones could not mend it.
  private func share(_ e: Expression) throws -> NodeID {
    var node = try number(e, "share", within: nil)
    // One that moves is held within 0 … 1, as in 0.06 * rounds; one of the whole trial must lie there.
    if !compiler.tier(of: node).moves {
      node = try number(e, "share", within: .unit)
    }
    return compiler.typed.checked(
      node, bad: compiler.typed.graph.apply(.isMissing, node), "a concession is missing", at: e)
  }

  private func refuseTactics(in e: Expression) throws {
    var first: Diagnostic?
    e.visit { part in
      let name: String
      switch part.kind {
      case .name(let word), .call(let word, _): name = word
      default: return
      }
      guard compiler.parties.declared(name) == nil, Self.known.contains(where: { $0.name == name })
      else {
        return
      }
      first = first ?? part.error(TalksCause.tacticInExpression(name))
    }
    if let first { throw first }
  }

  /// Each argument draws at a site of its own.
  private func number(
    _ e: Expression, _ argument: String, within range: Bounds?
  ) throws -> NodeID {
    let name = compiler.scenario.parties[party].name.name
    try refuseTactics(in: e)
    let what = argument == "share" ? "concession.\(name)" : "concession.\(name).\(argument)"
    return try compiler.negotiation.talksSetting(e, what, within: range)
  }

  private func value(
    _ label: String, _ arguments: [Expression.Argument], default standard: Double,
    within range: Bounds
  ) throws -> NodeID {
    guard let e = arguments.first(where: { $0.label == label })?.value else {
      return compiler.typed.graph.constant(standard)
    }
    return try number(e, label, within: range)
  }

  /// start + (1 − start)·x, with x the rest of the way.
  private func from(_ start: NodeID, _ x: NodeID) -> NodeID {
    let one = compiler.typed.graph.constant(1)
    let rest = compiler.typed.graph.apply(.subtract, one, start)
    return compiler.typed.graph.apply(
      .add, start, compiler.typed.graph.apply(.multiply, rest, x))
  }

  /// κ + (1 − κ)·min(1, t/T)^exponent: above 1 the party holds out (Boulware), below 1 it gives
  /// way early (Conceder); Faratin et al. write the exponent as 1/β.
  private func timeDependent(_ arguments: [Expression.Argument]) throws -> NodeID {
    let exponent = try value("exponent", arguments, default: 1, within: .positive)
    let start = try value("start", arguments, default: 0, within: .unit)
    let one = compiler.typed.graph.constant(1)
    let last: NodeID
    if let e = arguments.first(where: { $0.label == "deadline" })?.value {
      last = try deadline(e)
    } else {
      last = compiler.typed.graph.constant(Double(max(1, compiler.calendar.steps)))
    }
    let time = compiler.typed.graph.minimum(
      compiler.typed.graph.apply(.divide, compiler.typed.graph.step(), last), one)
    return from(start, compiler.typed.graph.apply(.power, time, exponent))
  }

  /// In steps, from a duration or a plain number of steps.
  private func deadline(_ e: Expression) throws -> NodeID {
    let name = compiler.scenario.parties[party].name.name
    var scope = Scope(phase: .step, stage: .text)
    scope.drawing = compiler.draws.drawing(
      "talks.concession.\(name).deadline", eachStep: false, in: e)
    let written = try compiler.expressions.build(e, scope)
    switch written.type {
    case .duration:
      let steps = compiler.typed.convert(written.node, to: .step)
      return try compiler.expressions.within(.positive, steps, e, "'deadline'")
    case .number: return try compiler.expressions.within(.positive, written.node, e, "'deadline'")
    default:
      throw e.error(TalksCause.tacticDeadline(written.type.described))
    }
  }

  /// κ + (1 − κ)·e^(−resource).
  private func resourceDependent(_ arguments: [Expression.Argument], _ tactic: Expression) throws
    -> NodeID
  {
    guard let e = arguments.first(where: { $0.label == "resource" })?.value else {
      throw tactic.error(TalksCause.tacticNeedsResource)
    }
    let start = try value("start", arguments, default: 0, within: .unit)
    let left = compiler.typed.graph.apply(.negate, try number(e, "resource", within: .notNegative))
    return from(start, compiler.typed.graph.apply(.exp, left))
  }

  /// As much more as the others conceded in the last round, on average, times `factor`; `first` in
  /// the first round.
  private func titForTat(_ arguments: [Expression.Argument], _ before: NodeID) throws -> NodeID {
    let factor = try value("factor", arguments, default: 1, within: .notNegative)
    let first = try value("first", arguments, default: 0, within: .unit)
    let others = parties.filter { $0 != party }
    let moves = others.map { compiler.old(.talk(.own("last_move", $0))) }
    let mean = compiler.typed.graph.apply(
      .divide, compiler.typed.graph.sum(moves),
      compiler.typed.graph.constant(Double(max(1, others.count))))
    let answer = compiler.typed.graph.apply(.multiply, factor, mean)
    let none = compiler.typed.graph.apply(
      .equal, compiler.old(.talk(.rounds)), compiler.typed.graph.constant(0))
    let move = compiler.typed.graph.select(none, first, answer)
    return compiler.typed.graph.apply(.add, before, move)
  }

  /// The party that would lose more, in proportion, by giving way than by a breakdown stands firm:
  /// with r = (V(own) − V(other's))/(V(own) − W), who has the lower r concedes a step; both if
  /// equal. Ends at the Nash product (Harsanyi 1956).
  private func zeuthen(
    _ arguments: [Expression.Argument], _ before: NodeID, _ tactic: Expression
  ) throws -> NodeID {
    guard parties.count == 2, let other = parties.first(where: { $0 != party }) else {
      throw tactic.error(TalksCause.zeuthenOfTwo)
    }
    let step = try value("step", arguments, default: 0.01, within: .unit)
    let own = try risk(of: party, facing: other)
    let theirs = try risk(of: other, facing: party)
    let concedes = compiler.typed.graph.apply(.lessOrEqual, own, theirs)
    let move = compiler.typed.graph.select(concedes, step, compiler.typed.graph.constant(0))
    return compiler.typed.graph.apply(.add, before, move)
  }

  private func risk(of p: Int, facing other: Int) throws -> NodeID {
    let scope = Scope(phase: .step, stage: .text)
    let own = try compiler.parties.value(p, try simultaneous.lastAsked(p), scope)
    let offered = try compiler.parties.value(p, try simultaneous.lastAsked(other), scope)
    let noDeal = try compiler.negotiation.talkRead(.noDeal(p), scope).0
    let zero = compiler.typed.graph.constant(0)
    let loss = compiler.typed.graph.apply(.subtract, own, offered)
    let stake = compiler.typed.graph.apply(.subtract, own, noDeal)
    let nothing = compiler.typed.graph.apply(.lessOrEqual, stake, zero)
    let ratio = compiler.typed.graph.apply(
      .divide, loss,
      compiler.typed.graph.select(nothing, compiler.typed.graph.constant(1), stake))
    return compiler.typed.graph.select(nothing, zero, ratio)
  }
}
