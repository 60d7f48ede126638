import Sim

/// What optimising protocols search: the parties' values of a text as functions of its terms.
///
/// Terms lie in 0 … 1, within the hard red lines of the parties whose consent is needed; a term
/// with `levels` takes one of them.
struct TextSearch {
  let compiler: Compiler
  private let reading: Reading
  /// The text that is searched: its terms are the arguments of the functions.
  let text: Text
  /// Parties whose consent is needed.
  let needed: [Int]

  /// As the parties know things when the text is made, or when somebody else reads.
  init(
    _ compiler: Compiler, authors: [Int], reading: Reading = Reading(phase: .step, stage: .text)
  ) {
    self.compiler = compiler
    self.reading = reading
    let terms = compiler.scenario.issues.indices.map { compiler.typed.graph.argument($0) }
    text = compiler.settledText(terms, by: authors)
    needed = compiler.neededParties()
  }

  /// V of the text.
  func value(_ p: Int) throws -> NodeID { try compiler.value(p, text, reading) }

  /// W, what no deal is worth.
  func noDeal(_ p: Int) throws -> NodeID { try compiler.talkRead(.noDeal(p), reading).0 }

  /// V − W.
  func surplus(_ p: Int) throws -> NodeID {
    compiler.typed.graph.apply(.subtract, try value(p), try noDeal(p))
  }

  /// Where terms may lie: no hard line of a needed party is crossed. The lower bound is above the
  /// upper one where the lines leave nothing.
  func bounds() throws -> (low: [NodeID], high: [NodeID]) {
    var low = text.terms.map { _ in compiler.typed.graph.constant(0) }
    var high = text.terms.map { _ in compiler.typed.graph.constant(1) }
    for p in needed {
      for line in compiler.scenario.parties[p].redLines where line.hard {
        guard let k = compiler.issue(line.issue.name) else { continue }
        let limit = try compiler.redLineLimit(line, p, reading)
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
    return (values + low + high).contains {
      [.step, .clock].contains(compiler.tier(of: $0))
    }
  }

  /// Results of a search. `functions` depend on the terms (and on `also`, further arguments);
  /// `extras` are numbers the search is given as they are. Where `when` does not hold nobody asks, and
  /// the results are 0: what moves is then not searched for in vain.
  func results(
    _ name: String, of functions: [NodeID], also: [NodeID] = [], extras: [NodeID] = [],
    count: Int, when: NodeID? = nil,
    _ search:
      @escaping @Sendable (
        _ program: TextProgram, _ extras: UnsafePointer<Double>,
        _ results: UnsafeMutablePointer<Double>
      ) -> Void
  ) throws -> [NodeID] {
    let graph = compiler.typed.graph
    guard let function = GraphFunction(of: functions, in: graph, arguments: text.terms + also)
    else {
      throw Diagnostic(
        compiler.scenario.talks?.name.source ?? SourceText("", path: ""), at: 0,
        "what parties make of a text may not be drawn anew for each text")
    }
    let (low, high) = try bounds()
    let levels = try compiler.levelsToTry()
    let issues = compiler.scenario.issues
    let order = issues.indices.sorted { issues[$0].name.name < issues[$1].name.name }
    let issueCount = low.count
    let parameterCount = function.parameters.count
    let written = levels.map { $0.map { "\($0)" } ?? "-" }.joined(separator: ";")
    var operands = function.parameters + low + high + extras
    let moves = operands.contains { [.step, .clock].contains(compiler.tier(of: $0)) }
    var asked: Int?
    if let when, moves {
      asked = operands.count
      operands.append(when)
    }
    let kernel = Kernel(
      name: "\(name)/\(extras.count)/\(asked ?? 0)|\(written)|\(function.text)", resultCount: count
    ) { [asked] operands, results in
      if let asked, operands[asked] == 0 {
        for k in 0..<count { results[k] = 0 }
        return
      }
      let bounds = operands + parameterCount
      let program = TextProgram(
        function: function, parameters: operands,
        low: (0..<issueCount).map { bounds[$0] },
        high: (0..<issueCount).map { bounds[issueCount + $0] }, levels: levels, order: order)
      search(program, bounds + 2 * issueCount, results)
    }
    return compiler.typed.graph.results(of: kernel, operands)
  }

  /// Results of a search for one text: whether there is one, then its terms. A text without terms
  /// means that the search cannot be made, and `found` is −1.
  func offer(
    _ name: String, of functions: [NodeID], also: [NodeID] = [], extras: [NodeID] = [],
    _ search: @escaping @Sendable (TextProgram, UnsafePointer<Double>) -> [Double]?
  ) throws -> OfferedText {
    let issueCount = text.terms.count
    let found = try results(
      name, of: functions, also: also, extras: extras, count: issueCount + 1,
      when: try compiler.now(.talk(.met), .step)
    ) { program, extras, results in
      let point = search(program, extras)
      let terms = point ?? []
      let isUsable = terms.count == issueCount
      results[0] = point == nil ? 0 : isUsable ? 1 : -1
      for k in 0..<issueCount { results[k + 1] = isUsable ? terms[k] : 0 }
    }
    var offered = text
    offered.terms = Array(found.dropFirst())
    return OfferedText(found: found[0], text: offered)
  }
}

/// The functions of one trial in one step, ready to be searched.
struct TextProgram {
  let function: GraphFunction
  let parameters: UnsafePointer<Double>
  let low: [Double]
  let high: [Double]
  let levels: [[Double]?]
  /// Issues by name.
  let order: [Int]

  /// Over the terms, with further arguments held at `also`.
  func program(also: [Double] = []) -> ConcaveProgram {
    ConcaveProgram(
      function, parameters: parameters, low: low + also, high: high + also,
      levels: levels + also.map { _ in nil }, order: order + also.indices.map { low.count + $0 })
  }

  /// A point without its further arguments.
  func terms(_ point: [Double]) -> [Double] { Array(point.prefix(low.count)) }
}

extension Compiler {
  func issue(_ name: String) -> Int? {
    scenario.issues.firstIndex { $0.name.name == name }
  }

  /// The levels of all issues, of which a search tries every combination.
  func levelsToTry() throws -> [[Double]?] {
    let levels = try scenario.issues.map { try self.levels(of: $0) }
    var combinations = 1
    for (issue, choices) in zip(scenario.issues, levels) {
      combinations *= choices?.count ?? 1
      guard combinations <= Limits.levelCombinations else {
        throw issue.name.error(
          "up to '\(issue.name.name)' the levels of issues make \(combinations) combinations; "
            + "the limit is \(Limits.levelCombinations)")
      }
    }
    return levels
  }

  /// The terms that an issue can take, in order; `nil` for any in 0 … 1.
  func levels(of issue: Issue) throws -> [Double]? {
    guard let written = issue.levels else { return nil }
    guard !written.isEmpty else {
      throw issue.name.error(
        "the 'levels' of '\(issue.name.name)' are none; without the key they are all in 0 … 1")
    }
    var levels: [Double] = []
    for e in written {
      let reading = Reading(phase: .step, stage: .world)
      let node = try within(
        .unit, try number(e, reading, for: "a level"), e, "a level")
      guard let level = constantValue(node) else {
        throw e.error("a level is a plain number")
      }
      if let last = levels.last, level <= last {
        throw e.error("levels ascend, and none is given twice")
      }
      levels.append(level)
    }
    return levels
  }
}
