import Sim

/// A way in which a state moves from step to step. One file each, and one line in `Processes.all`.
protocol StateProcess: SendableMetatype {
  /// What a file says of it.
  static var format: ProcessFormat { get }
  /// Whether what it moves must be a number, no condition and no label.
  static var isOfNumbers: Bool { get }
  /// Whether each step has a shock, `sd` times a standard normal draw, which may be correlated with
  /// those of other states.
  static var hasShocks: Bool { get }
  /// Whether a shock is in the unit of the state.
  static var addsShocks: Bool { get }

  /// The state after a step, before any event.
  static func moved(_ step: StateStep) throws -> NodeID
}

extension StateProcess {
  static var isOfNumbers: Bool { true }
  static var hasShocks: Bool { false }
  static var addsShocks: Bool { hasShocks }
  static var word: String { format.word }
}

/// The processes there are.
enum Processes {
  static let all: [any StateProcess.Type] = [
    Next.self, MeanReverting.self, RandomWalk.self, GeometricWalk.self, Decay.self, Jump.self,
    Markov.self,
  ]

  private static let byWord = Dictionary(all.map { ($0.word, $0) }) { first, _ in first }

  /// What moves a state; `nil` if only events change it.
  static func of(_ state: StateEntry) -> (any StateProcess.Type)? { byWord[state.process.word] }
}

/// One step of a state: what its process is made of, as values of the model.
struct StateStep: CompilerPart {
  let compiler: Compiler
  let state: Int
  let elements: [Element]
  /// The entry as sites are called: `state.front`.
  let path: String
  let scope: Scope
  /// The state before the step.
  let old: NodeID

  var entry: StateEntry { scenario.states[state] }

  /// An expression that the format requires.
  func expression(_ key: String) throws -> Expression {
    guard let e = entry.process.expression(key) else { throw AlreadyReported() }
    return e
  }

  func number(_ key: String) throws -> NodeID { try number(try expression(key), key, scope) }

  func number(_ e: Expression, _ what: String, _ scope: Scope) throws -> NodeID {
    world.part(
      try expressions.number(e, scope, for: "'\(what)'"), ofState: state, at: e)
  }

  /// A number in 0 … 1.
  func share(_ key: String) throws -> NodeID {
    let e = try expression(key)
    return try expressions.within(.unit, try number(e, key, scope), e, "'\(key)'")
  }

  func added(_ a: NodeID, _ b: NodeID) -> NodeID { graph.apply(.add, a, b) }

  /// sd·N with a site of the state's own.
  func shock() throws -> NodeID {
    let sd = try expression("sd")
    let scale = try number("sd")
    let below = graph.apply(.less, scale, graph.constant(-Rounding.tolerance))
    if constantValue(below) == 1 {
      throw sd.error(WorldCause.negativeSpread)
    }
    let z = draws.shock(of: state, elements)
    let held = graph.held(scale, from: 0, to: nil)
    let scaled = graph.apply(.multiply, held, z)
    return typed.checked(scaled, bad: below, "sd is below 0", at: sd)
  }
}

extension ProcessPart {
  /// The size of a shock, as `StateStep.shock` takes it.
  static let sd = number("sd", perStep: .always, shown: "sd", "the size of a step's shock")
  static let drift = number(
    "drift", required: false, perStep: .always, shown: "drift", "the mean change per step")
}

extension World {
  /// What moves or holds numbers has nothing to do with conditions and labels.
  func refuseNumbersOnly(_ k: Int) throws {
    let entry = scenario.states[k]
    guard stateTypes[k] != .number else { return }
    func error(_ what: String, _ place: Expression) -> Diagnostic {
      place.error(
        WorldCause.numbersOnly(what, state: entry.name.name, type: stateTypes[k].described))
    }
    if let process = Processes.of(entry), process.isOfNumbers {
      throw error(process.word, entry.process.place ?? entry.start)
    }
    if let within = entry.within { throw error("within", within.low) }
  }
}
