import Sim

/// What optimising protocols search: the parties' values of a text as functions of its terms.
///
/// Terms lie in 0 … 1, within the hard red lines of the parties that carry the text; a term with
/// `levels` takes one of them.
struct TextSearch {
  unowned let compiler: Compiler
  private let scope: Scope
  /// The text that is searched: its terms are the arguments of the functions.
  let text: Text
  private let carrying: Carrying
  /// Parties whose consent is needed, or can be: one of the carrying sets of them must agree.
  let members: [Int]
  /// By place among the members: a party without whom the search finds nothing.
  private let joining: Int?

  /// As the parties know things when the text is made, or when somebody else reads. `joining` is in
  /// each set that carries, if several can.
  init(
    _ compiler: Compiler, authors: [Int], joining: Int? = nil,
    scope: Scope = Scope(phase: .step, stage: .text), word: String? = nil
  ) throws {
    self.compiler = compiler
    self.scope = scope
    let terms = compiler.scenario.issues.indices.map { compiler.typed.graph.argument($0) }
    text = compiler.texts.settledText(terms, by: authors)
    carrying = try compiler.texts.carrying(for: word)
    var members = carrying.members
    if let joining, !carrying.isUnanimous, !members.contains(joining) { members.append(joining) }
    self.members = members
    self.joining = carrying.isUnanimous ? nil : joining.flatMap(members.firstIndex)
  }

  /// Whether one set of parties alone can carry a text.
  var isUnanimous: Bool { carrying.isUnanimous }

  /// V of the text.
  func value(_ p: Int) throws -> NodeID { try compiler.parties.value(p, text, scope) }

  /// W, what no deal is worth.
  func noDeal(_ p: Int) throws -> NodeID {
    try compiler.negotiation.talkRead(.noDeal(p), scope).0
  }

  /// V − W.
  func surplus(_ p: Int) throws -> NodeID {
    compiler.typed.graph.apply(.subtract, try value(p), try noDeal(p))
  }

  /// How large the numbers are that a surplus is the difference of, to which its rounding is in proportion,
  /// as it is where parties accept: 1 for built-in values, which are near 1; for those that the file makes
  /// the size of W, 1 at least.
  func size(_ p: Int) throws -> NodeID {
    compiler.parties.size(p, noDeal: try noDeal(p))
  }

  /// Where terms may lie: no hard line of a member is crossed. The lower bound is above the upper
  /// one where the lines leave nothing.
  func bounds() throws -> (low: [NodeID], high: [NodeID]) { try bounds(of: members) }

  private func bounds(of parties: [Int]) throws -> (low: [NodeID], high: [NodeID]) {
    var low = text.terms.map { _ in compiler.typed.graph.constant(0) }
    var high = text.terms.map { _ in compiler.typed.graph.constant(1) }
    for p in parties {
      for line in compiler.scenario.parties[p].redLines where line.hard {
        guard let k = compiler.texts.issue(line.issue.name) else { continue }
        let limit = try compiler.parties.redLineLimit(line, p, scope)
        switch line.side {
        case .above: high[k] = compiler.typed.graph.minimum(high[k], limit)
        case .below: low[k] = compiler.typed.graph.maximum(low[k], limit)
        }
      }
    }
    return (low, high)
  }

  /// Whether a search among these and the bounds differs from step to step.
  func moves(_ values: [NodeID]) throws -> Bool {
    let (low, high) = try bounds()
    return (values + low + high + carrying.parameters).contains {
      compiler.tier(of: $0).moves
    }
  }

  /// Results of a search. `functions` depend on the terms (and on `also`, further arguments); `sizes` are how
  /// large the numbers are that each is the difference of, none if all are near 1; `extras` are numbers the
  /// search is given as they are. Where `when` does not hold nobody asks, and the results are 0: what moves
  /// is then not searched for in vain. `recurring`: an extra of few values; where all else is constant each
  /// search is made once, and not in each trial.
  func results(
    _ name: String, of functions: [NodeID], sizes: [NodeID] = [], also: [NodeID] = [],
    extras: [NodeID] = [], count: Int, when: NodeID? = nil, recurring: NodeID? = nil,
    _ search:
      @escaping @Sendable (
        _ program: TextProgram, _ extras: UnsafePointer<Double>,
        _ results: UnsafeMutablePointer<Double>
      ) -> Void
  ) throws -> [NodeID] {
    // What every text must keep to comes after what is asked.
    let kept = try compiler.texts.room(of: text.terms)
    let graph = compiler.typed.graph
    guard
      let function = GraphFunction(
        of: functions + kept, in: graph, arguments: text.terms + also)
    else {
      throw Diagnostic(
        compiler.scenario.talks?.name.source ?? SourceText("", path: ""), at: 0,
        "what parties make of a text may not be drawn anew for each text")
    }
    // One box for all, or one for each member, from which each set has its own.
    let boxes = try isUnanimous ? [bounds()] : members.map { try bounds(of: [$0]) }
    let levels = try compiler.texts.levelsToTry(isAdditive: function.isAdditive)
    let keeps = functions.count..<(functions.count + kept.count)
    let issues = compiler.scenario.issues
    let order = issues.indices.sorted { issues[$0].name.name < issues[$1].name.name }
    let issueCount = text.terms.count
    let parameterCount = function.parameters.count
    let written = levels.map { $0.map { "\($0)" } ?? "-" }.joined(separator: ";")
    let carrying = self.carrying
    let joining = self.joining
    let boxCount = boxes.count
    var operands = function.parameters + boxes.flatMap { $0.low + $0.high } + extras
    let firstOfCarrying = operands.count
    operands += carrying.parameters
    // Where all are near 1 nobody asks.
    let sizes = sizes.contains { compiler.constantValue($0) != 1 } ? sizes : []
    let (firstOfSizes, sizeCount) = (operands.count, sizes.count)
    operands += sizes
    let areAllMade = members.allSatisfy { compiler.parties.makesItsValues($0) }
    let sized = sizeCount > 0 ? "/\(sizeCount)\(areAllMade ? "" : "/mixed")" : ""
    let moves = operands.contains { compiler.tier(of: $0).moves }
    var asked: Int?
    if let when, moves {
      asked = operands.count
      operands.append(when)
    }
    let isRemembered = operands.allSatisfy {
      compiler.constantValue($0) != nil || $0 == recurring || $0 == when
    }
    let remembered = isRemembered ? RememberedResults(operands: operands.count, count) : nil
    let kernel = Kernel(
      name: "\(name)/\(extras.count)/\(asked ?? 0)|\(written)|\(function.text)|\(carrying.text)/"
        + "\(joining.map { "\($0)" } ?? "")\(sized)",
      resultCount: count
    ) { [asked] operands, results in
      if let asked, operands[asked] == 0 {
        for k in 0..<count { results[k] = 0 }
        return
      }
      if let remembered, remembered.fill(results, at: operands) { return }
      let bounds = operands + parameterCount
      let found = carrying.coalitions(operands + firstOfCarrying)
      let sets = joining.map { place in found.map { Carrying.joined($0, by: place) } } ?? found
      let program = TextProgram(
        function: function, parameters: operands, levels: levels, order: order,
        sets: sets ?? [], isUnclear: sets == nil, keeps: keeps,
        boxes: (0..<boxCount).map { box in
          let start = bounds + 2 * issueCount * box
          return TextProgram.Box(
            low: (0..<issueCount).map { start[$0] },
            high: (0..<issueCount).map { start[issueCount + $0] })
        }, hasOneBox: carrying.isUnanimous,
        sizes: (0..<sizeCount).map { GainSizes.known(operands[firstOfSizes + $0]) },
        unit: areAllMade ? nil : 1)
      search(program, bounds + 2 * issueCount * boxCount, results)
      remembered?.keep(results, at: operands)
    }
    return compiler.typed.graph.results(of: kernel, operands)
  }

  /// Results of a search for one text: whether there is one, then its terms. A text without terms
  /// means that the search cannot be made, and `found` is −1. Where it is not clear who carries a
  /// text, `found` is −2 and fails the trial.
  func offer(
    _ name: String, of functions: [NodeID], sizes: [NodeID] = [], also: [NodeID] = [],
    extras: [NodeID] = [],
    _ search: @escaping @Sendable (TextProgram, UnsafePointer<Double>) -> [Double]?
  ) throws -> OfferedText {
    let issueCount = text.terms.count
    let found = try results(
      name, of: functions, sizes: sizes, also: also, extras: extras, count: issueCount + 1,
      when: try compiler.now(.talk(.met), .step)
    ) { program, extras, results in
      guard !program.isUnclear else {
        results[0] = -2
        for k in 0..<issueCount { results[k + 1] = 0 }
        return
      }
      let point = search(program, extras)
      let terms = point ?? []
      let isUsable = terms.count == issueCount
      results[0] = point == nil ? 0 : isUsable ? 1 : -1
      for k in 0..<issueCount { results[k + 1] = isUsable ? terms[k] : 0 }
    }
    var offered = text
    offered.terms = Array(found.dropFirst())
    return OfferedText(found: clear(found[0]), text: offered)
  }

  /// A result that is −2 where a text that some carry is not carried by more.
  func clear(_ found: NodeID) -> NodeID { compiler.texts.clear(found, carrying) }
}

extension Texts {
  func issue(_ name: String) -> Int? {
    scenario.issues.firstIndex { $0.name.name == name }
  }

  /// The levels of all issues, of which a search tries every combination, or may have to. Where some
  /// terms are free each combination takes a search of its own; where worths are sums of worths of terms
  /// most need not be tried.
  func levelsToTry(isAdditive: Bool) throws -> [[Double]?] {
    let levels = try scenario.issues.map { try self.levels(of: $0) }
    let limit =
      levels.contains { $0 == nil }
      ? Limits.searchedCombinations
      : isAdditive ? Limits.additiveCombinations : Limits.levelCombinations
    var combinations = 1
    for (issue, choices) in zip(scenario.issues, levels) {
      combinations *= choices?.count ?? 1
      guard combinations <= limit else {
        throw issue.name.error(
          TalksCause.tooManyCombinations(
            issue: issue.name.name, count: combinations, limit: limit))
      }
    }
    return levels
  }

  /// The terms that an issue can take, in order; `nil` for any in 0 … 1.
  func levels(of issue: Issue) throws -> [Double]? {
    if !issue.values.isEmpty { return issue.values.indices.map(issue.place(of:)) }
    guard let written = issue.levels else { return nil }
    guard !written.isEmpty else {
      throw issue.name.error(TalksCause.noLevels(issue.name.name))
    }
    var levels: [Double] = []
    for e in written {
      let scope = Scope(phase: .step, stage: .world)
      let node = try expressions.within(
        .unit, try expressions.number(e, scope, for: "a level"), e, "a level")
      guard let level = constantValue(node) else {
        throw e.error(TalksCause.levelNotPlain)
      }
      if let last = levels.last, level <= last {
        throw e.error(TalksCause.levelsNotAscending)
      }
      levels.append(level)
    }
    return levels
  }
}
