import Sim

/// One party makes an offer that the others can only accept or refuse (Romer & Rosenthal 1978;
/// with private information Fearon 1995).
///
/// The proposer offers the text that it values most among those that every other needed party
/// prefers to no deal. If a parameter that the proposer does not know (`known_to`) moves what no
/// deal or a text is worth to others, it weighs what a type that accepts would give against the
/// chance of meeting such a type: max P(accept)·V + (1 − P(accept))·W.
struct TakeItOrLeaveIt: TextMaking {
  static let word = "take_it_or_leave_it"
  static let isOffered = true
  static let keys: [Field<Talks>] = [
    .own("proposer", .ownWord, required: true, "the party that makes the offer"),
    .own("horizon", .ownCount(1...Limits.horizon), "how many rounds there are; 1"),
  ]
  static let weighsUnknowns = true

  static func check(_ talks: Talks, in scenario: Scenario) -> [Diagnostic] {
    let proposer = talks.word("proposer")?.name
    return scenario.parameters.flatMap(\.knownTo).filter { $0.name == proposer }.map { name in
      name.error(TalksCause.proposerKnows(name.name))
    }
  }

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  func mayMeet() throws -> NodeID? {
    let rounds = compiler.typed.graph.constant(Double(talks.count("horizon") ?? 1))
    return compiler.typed.graph.apply(.less, compiler.negotiation.roundsBefore(), rounds)
  }

  func offer() throws -> OfferedText {
    guard let named = talks.word("proposer"), let proposer = compiler.parties.party(named.name)
    else {
      throw AlreadyReported()
    }
    let search = try TextSearch(compiler, authors: [proposer], joining: proposer)
    let others = search.members.filter { $0 != proposer }
    // Nor does it offer what is worse than no deal to itself.
    let judges = others + [proposer]
    let functions = try [search.value(proposer)] + judges.map(search.surplus)
    let sizes = try ([proposer] + judges).map(search.size)
    guard let hidden = try compiler.draws.hiddenParameter(from: proposer) else {
      // By place among the members: the function of what one gains.
      let gains = search.members.map { 1 + (judges.firstIndex(of: $0) ?? 0) }
      let ownGain = functions.count - 1
      return try search.offer(Self.word, of: functions, sizes: sizes) { text, _ in
        text.best { set in
          let asked = set.map { gains[$0] }
          let floors = (asked.contains(ownGain) ? asked : asked + [ownGain]).sorted()
          let found = text.program(for: set).maximum(
            of: .value(0), floors: floors.map { (function: $0, floor: 0.0) })
          return found.map { ($0.point, $0.value / text.size(0)) }
        }?.point
      }
    }
    let floors = functions.indices.dropFirst().map { (function: $0, floor: 0.0) }
    guard search.isUnanimous else {
      throw hidden.place.error(TalksCause.carriersHidden(party: named.name, parameter: hidden.name))
    }
    try requireOwnWorthKnown(proposer, search, hidden, named)
    let (low, high) = try search.bounds()
    compiler.secrets.append(
      Secret(
        parameter: hidden.name, node: hidden.node, from: named,
        judgements: functions + [try search.noDeal(proposer)] + low + high))
    let distribution = hidden.distribution
    var offered = try search.offer(
      "\(Self.word)/\(hidden.description)", of: functions, sizes: sizes, also: [hidden.node],
      extras: [try search.noDeal(proposer)] + hidden.operands
    ) { text, extras in
      Screening(
        text: text, floors: floors, noDeal: extras[0], distribution: distribution,
        operands: extras + 1
      ).bestOffer()
    }
    let bad = compiler.typed.graph.apply(
      .less, offered.found, compiler.typed.graph.constant(0))
    offered.found = compiler.typed.checked(
      offered.found, bad: bad,
      "what a text is worth rises and falls with '\(hidden.name)'; what the proposer does not know "
        + "must do one or the other", at: hidden.place)
    return offered
  }
}

extension TakeItOrLeaveIt {
  /// A proposer that does not know what is good for itself is another model.
  private func requireOwnWorthKnown(
    _ proposer: Int, _ search: TextSearch, _ hidden: Draws.HiddenParameter, _ named: Named
  ) throws {
    let bounds = try search.bounds()
    let own = [try search.value(proposer), try search.noDeal(proposer)] + bounds.low + bounds.high
    let function = GraphFunction(
      of: own, in: compiler.typed.graph, arguments: [hidden.node])
    guard function?.isConstant != true else { return }
    throw named.error(TalksCause.ownWorthHidden(party: named.name, parameter: hidden.name))
  }
}

/// The offer of a proposer who does not know the type it faces.
///
/// For each type, the best text that this type just accepts; types on one side of it accept too,
/// where what a type gains from a text is monotone in the type.
struct Screening {
  let text: TextProgram
  let floors: [(function: Int, floor: Double)]
  let noDeal: Double
  let distribution: Distribution
  let operands: UnsafePointer<Double>

  /// Over the terms, if the parameter has a value.
  private func texts(_ type: Double) -> ConcaveProgram {
    text.program(for: text.sets.first ?? [], also: [type])
  }

  private func best(for type: Double) -> ConcaveProgram.Solution? {
    guard type.isFinite else { return nil }
    return texts(type).maximum(of: .value(0), floors: floors)
  }

  /// What each party gains from a text if the parameter has a value, in units of its size.
  private func gains(_ terms: [Double], _ type: Double, _ program: ConcaveProgram) -> [Double] {
    let values = program.values(at: terms + [type])
    return floors.map { values[$0.function] / text.size($0.function) }
  }

  /// Whether higher types accept more.
  private func isIncreasing() -> Bool {
    let middle = best(for: distribution.quantile(0.5, operands))?.point
    let box = text.box(of: text.sets.first ?? [])
    let terms = middle.map(text.terms) ?? zip(box.low, box.high).map { ($0 + $1) / 2 }
    let program = texts(0)
    func at(_ u: Double) -> [Double] {
      gains(terms, distribution.quantile(u, operands), program)
    }
    // Of the party that the type matters to most.
    let changes = zip(at(0.9), at(0.1)).map { $0 - $1 }
    return (changes.max { abs($0) < abs($1) } ?? 0) >= 0
  }

  /// Whether the types that accept are those on one side, for offers to types all over the range.
  private func isMonotone(_ increasing: Bool) -> Bool {
    let program = texts(0)
    let types = (0...Self.cells).map { cell in
      distribution.quantile(Double(cell) / Double(Self.cells), operands)
    }.filter(\.isFinite)
    for type in stride(from: 0, to: types.count, by: 4).map({ types[$0] }) {
      guard let terms = best(for: type).map({ text.terms($0.point) }) else { continue }
      var someAccept = false
      for other in increasing ? types : types.reversed() {
        let least = gains(terms, other, program).min() ?? 0
        // Within rounding it may be either.
        if least > Rounding.tolerance { someAccept = true }
        if someAccept, !(least >= -Rounding.tolerance) { return false }
      }
    }
    return true
  }

  private static let cells = 64

  /// `nil` if there is none; without terms if types cannot be ranked.
  func bestOffer() -> [Double]? {
    let increasing = isIncreasing()
    guard isMonotone(increasing) else { return [] }
    var chosen: (worth: Double, point: [Double])?
    func worth(_ u: Double) -> Double {
      let type = distribution.quantile(u, operands)
      guard let offer = best(for: type) else { return -.infinity }
      let below = distribution.cdf(type.nextDown, operands)
      let chance = increasing ? 1 - below : distribution.cdf(type, operands)
      let worth = chance * offer.value + (1 - chance) * noDeal
      if worth > chosen?.worth ?? -.infinity { chosen = (worth, text.terms(offer.point)) }
      return worth
    }
    let cells = Self.cells
    var bestCell = 0
    var most = -Double.infinity
    for cell in 0...cells {
      let found = worth(Double(cell) / Double(cells))
      if found > most { (most, bestCell) = (found, cell) }
    }
    guard most > -.infinity else { return nil }
    let refined = refine(
      Double(max(0, bestCell - 1)) / Double(cells),
      Double(min(cells, bestCell + 1)) / Double(cells),
      worth)
    _ = worth(refined)
    return chosen?.point
  }

  /// Golden section (Kiefer 1953), whose last digits are noise near a smooth top; a parabola
  /// through points further apart then finds it.
  private func refine(_ from: Double, _ to: Double, _ worth: (Double) -> Double) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (a, b) = (from, to)
    var (c, d) = (b - ratio * (b - a), a + ratio * (b - a))
    var (atC, atD) = (worth(c), worth(d))
    while b - a > 1e-6 {
      if atC >= atD {
        (b, d, atD) = (d, c, atC)
        c = b - ratio * (b - a)
        atC = worth(c)
      } else {
        (a, c, atC) = (c, d, atD)
        d = a + ratio * (b - a)
        atD = worth(d)
      }
    }
    let middle = (a + b) / 2
    let h = min(1e-3, middle - from, to - middle)
    guard h > 1e-5 else { return middle }
    let (left, here, right) = (worth(middle - h), worth(middle), worth(middle + h))
    let bend = left - 2 * here + right
    guard bend < 0, abs(right - left) < -4 * bend else { return middle }
    return middle + h * (left - right) / (2 * bend)
  }
}

extension Draws {
  /// A parameter that some parties do not know.
  struct HiddenParameter {
    var name: String
    var place: Expression
    var node: NodeID
    var distribution: Distribution
    var operands: [NodeID]
    var description: String
  }

  /// The parameter that is kept from a party; `nil` if there is none.
  func hiddenParameter(from p: Int) throws -> HiddenParameter? {
    let name = scenario.parties[p].name.name
    let hidden = scenario.parameters.indices.filter { k in
      let knowing = scenario.parameters[k].knownTo
      return !knowing.isEmpty && !knowing.contains { $0.name == name }
    }
    guard let k = hidden.first else { return nil }
    let entry = scenario.parameters[k]
    if hidden.count > 1 {
      let second = scenario.parameters[hidden[1]]
      throw second.name.error(TalksCause.secondSecret(parameter: entry.name.name, party: name))
    }
    let node = try expressions.parameter(k).node
    var scope = Scope(phase: .step, stage: .world)
    scope.drawing = drawing("parameters.\(entry.name.name)", eachStep: false, in: entry.value)
    guard case .call(let family, let arguments) = entry.value.kind, isDistribution(family) else {
      throw entry.value.error(TalksCause.secretNotOneDistribution)
    }
    let drawn = try described(family, arguments, entry.value, scope)
    guard drawn.distribution.hasDistributionFunction else {
      throw entry.value.error(TalksCause.secretWithoutFunction(family: family, party: name))
    }
    if let other = scenario.correlations.first(where: { $0.between.contains(entry.name) }) {
      throw entry.name.error(
        TalksCause.secretCorrelated(
          parameter: entry.name.name, party: name, correlation: other.name.name))
    }
    return HiddenParameter(
      name: entry.name.name, place: entry.value, node: node, distribution: drawn.distribution,
      operands: drawn.operands,
      description: "\(entry.name.name):\(entry.value.description)")
  }
}
