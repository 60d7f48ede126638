import Sim

/// What a scenario's values are made by: each part knows one field and asks the others through the
/// compiler.
protocol CompilerPart {
  var compiler: Compiler { get }
}

extension CompilerPart {
  var scenario: Scenario { compiler.scenario }
  var calendar: Calendar { compiler.calendar }
  var dayNumbers: [Double]? { compiler.dayNumbers }
  var stateTypes: [ValueType] {
    get { compiler.stateTypes }
    nonmutating set { compiler.stateTypes = newValue }
  }

  var typed: TypedGraph {
    get { compiler.typed }
    nonmutating _modify { yield &compiler.typed }
  }

  var graph: Graph {
    get { compiler.typed.graph }
    nonmutating _modify { yield &compiler.typed.graph }
  }

  /// What a name in an expression is.
  func reference(_ name: String, _ scope: Scope) -> Reference {
    compiler.vocabulary.reference(name, scope.indices)
  }
  /// What a name of an entry is that stands in no expression.
  func declared(_ name: String) -> Declared? { compiler.vocabulary.reference(name).declared }

  func now(_ entity: Entity, _ phase: Phase) throws -> NodeID { try compiler.now(entity, phase) }
  func old(_ entity: Entity) -> NodeID { compiler.old(entity) }
  func constantValue(_ node: NodeID) -> Double? { compiler.constantValue(node) }
  func tier(of node: NodeID) -> Tier { compiler.tier(of: node) }
  func note(_ note: Note) { compiler.note(note) }
  func collecting(_ build: () throws -> Void) { compiler.collecting(build) }
  func name(of element: Element) -> String { compiler.name(of: element) }
  func suffix(_ elements: [Element]) -> String { compiler.suffix(elements) }

  func hint(_ name: String, among candidates: @autoclosure () -> [String]) -> String {
    compiler.hint(name, among: candidates())
  }

  var world: World { compiler.world }
  var draws: Draws { compiler.draws }
  var expressions: Expressions { compiler.expressions }
  var parties: Parties { compiler.parties }
  var negotiation: Negotiation { compiler.negotiation }
  var texts: Texts { compiler.texts }
  var aftermath: Aftermath { compiler.aftermath }
  var building: ModelBuilding { compiler.building }
}

extension Compiler {
  var world: World { World(compiler: self) }
  var draws: Draws { Draws(compiler: self) }
  var expressions: Expressions { Expressions(compiler: self) }
  var parties: Parties { Parties(compiler: self) }
  var negotiation: Negotiation { Negotiation(compiler: self) }
  var texts: Texts { Texts(compiler: self) }
  var aftermath: Aftermath { Aftermath(compiler: self) }
  var building: ModelBuilding { ModelBuilding(compiler: self) }
}

/// States and events: what moves and what happens.
struct World: CompilerPart { let compiler: Compiler }

/// Distributions in expressions, their sites and their correlations.
struct Draws: CompilerPart { let compiler: Compiler }

/// Expressions to nodes: operators, names, labels, memories.
struct Expressions: CompilerPart { let compiler: Compiler }

/// What parties want, know, accept and remember.
struct Parties: CompilerPart { let compiler: Compiler }

/// The talks of one step: whether there is a round, and what it comes to.
struct Negotiation: CompilerPart { let compiler: Compiler }

/// Texts: plans, the draft, what is in force, and what is done to them.
struct Texts: CompilerPart { let compiler: Compiler }

/// What happens at and after a signature: ratification, force, breaches.
struct Aftermath: CompilerPart { let compiler: Compiler }

/// The whole model, from what a scenario declares.
struct ModelBuilding: CompilerPart { let compiler: Compiler }
