import Sim

/// Gives every name of a scenario its meaning and builds the graph of its values.
///
/// Values are built when something first asks for them, so entries may stand in any order; asking
/// for a value while it is being built is a circle. A value of the last step is a memory.
final class Compiler {
  let scenario: Scenario
  let calendar: Calendar
  /// By step, made once.
  private(set) lazy var dayNumbers = calendar.dayNumbers
  var typed: TypedGraph
  /// What names are.
  let vocabulary: Vocabulary
  var stateTypes: [ValueType] = []
  /// What may be a label beside something that has labels.
  let labelWords: Set<String>
  /// By kind of element: the names of all, sorted, and the place of each, once a variable was compared.
  var elementLabels: [String: (names: [String], places: [String: Int])] = [:]
  var recollections: [Recollection] = []
  var recollectionKeys: [Recollection.Key: Int] = [:]
  /// In the order in which they were found.
  private(set) var problems: [Diagnostic] = []
  private var knownProblems: Set<Diagnostic> = []
  var known: [Key: NodeID] = [:]
  var underway: [(key: Key, name: String)] = []
  var keysUnderway: Set<Key> = []
  /// How many names were under way when those that one needs were last put in order.
  var orderedFrom = 0
  /// What could not be built in its turn, and has been reported.
  var failedInOrder: Set<Key> = []
  /// The names of each circle that was found.
  var circles: [Set<String>] = []
  var slots: [Entity: Int] = [:]
  /// By slot.
  var slotEntities: [Entity] = []
  var unfinished: [(slot: Int, entity: Entity)] = []
  var memories: [Int: Model.Quantity] = [:]
  var competingGroups: [String: CompetingGroup] = [:]
  /// The status quo and the text that talks start from, read once.
  var knownStatusQuo: [Phase: Text] = [:]
  var knownOpening: Text?
  /// The draft and the text in force, by when they are read.
  var knownTexts: [TextKey: Text] = [:]
  /// Terms of plans, drawn once.
  var planTexts: [Int: Text] = [:]
  var parameterNodes: [Int: Typed] = [:]
  var drawIDs = DrawIDs()
  /// What parties and plans draw once per trial, in the order in which it was read.
  var entryDraws: [(name: String, path: String, node: NodeID)] = []
  /// What parties want, by party; issues in the order of the file.
  var ideals: [Int: [Int: NodeID]] = [:]
  var weights: [Int: [NodeID]] = [:]
  /// What values of issues are worth, by party and issue.
  var worths: [Int: [Int: [NodeID]]] = [:]
  /// What every text keeps to, read once.
  var knownConstraints: [Texts.LinearConstraint]?
  /// Each party's access to the drafting, and all of it together.
  var knownAccess: [Int: NodeID] = [:]
  var knownAccessOfAll: NodeID?
  /// What each party is capable of in a step, and the largest of that.
  var knownCapabilities: (all: [NodeID], largest: NodeID)?
  /// Terms of a redraft that were moved into what constraints leave.
  var keptTerms: [NodeID]?
  /// How the text is made, once something asked.
  var bargainingProtocol: (any BargainingProtocol)?
  var offeredText: OfferedText?
  var amendedDraft: Text?
  /// Who carries a text, once a search asked.
  var knownCarrying: Carrying?
  /// What is kept from a proposer, and where it may not show.
  var secrets: [Secret] = []
  /// What expectations equal, only if they are to be verified.
  var expectedValues: [Model.Quantity] = []
  let isVerifying: Bool
  /// Correlated parameters and shocks; `nil` until they are asked for.
  var correlations: (parameters: ScoreMixing, shocks: ScoreMixing)?
  private(set) var notes: [Note] = []
  private var knownNotes: Set<Note> = []

  /// What is being built; what has no memory is known by all that its reading depends on.
  enum Key: Hashable {
    case value(Entity, Phase)
    case parameter(Int)
    /// A number of a party, an issue or a plan that has no past, by the name that it is read by.
    case setting(String, Phase)
    case definition(Int, [Element], Phase, Stage, Scope.View, party: Int?)
  }

  /// By state: the events that change it, in the order of the file, with the place of each.
  private(set) lazy var changers = World.changers(in: scenario)
  /// By `stateMoved`: the state in a step as its process and, one after another, its events leave
  /// it.
  var changedStates: [Entity: [NodeID]] = [:]
  /// Types of declared names, by how deep they were asked for.
  var knownTypes: [World.NameAtDepth: ValueType] = [:]

  init(_ scenario: Scenario, isVerifying: Bool = false) {
    self.scenario = scenario
    self.isVerifying = isVerifying
    labelWords = Expressions.labelWords(of: scenario)
    calendar = Calendar(scenario.clock)
    typed = TypedGraph(timescale: calendar.timescale)
    vocabulary = Vocabulary(scenario, stepWord: calendar.word)
  }

  var graph: Graph {
    get { typed.graph }
    _modify { yield &typed.graph }
  }

  // MARK: Problems

  /// Runs `build`; what it throws is kept, so that one run finds all problems.
  func collecting(_ build: () throws -> Void) {
    do {
      try build()
    } catch let problem as Diagnostic {
      add(problem)
    } catch let several as Diagnostics {
      several.all.forEach(add)
    } catch is AlreadyReported {
    } catch {
      add(
        Diagnostic(
          SourcePosition(file: scenario.name, line: 1, column: 1), path: "",
          "the scenario cannot be compiled: \(error)"))
    }
  }

  private func add(_ problem: Diagnostic) {
    if knownProblems.insert(problem).inserted { problems.append(problem) }
  }

  /// What was probably meant by a name; nothing once there are more errors than are shown, as
  /// looking for it takes time.
  func hint(_ name: String, among candidates: @autoclosure () -> [String]) -> String {
    guard problems.count <= Limits.errorsShown else { return "" }
    return nearest(name, in: candidates()).map { "; did you mean '\($0)'?" } ?? ""
  }

  // MARK: What would not end

  let stack = StackSpace()
  /// Expressions read so far, each as often as it was.
  var readings = 0
  /// Once a scenario is too large in one place, nothing more is built.
  var isTooLarge = false

  /// A text of the talks as it stands at a point of a step.
  struct TextKey: Hashable {
    var text: TextName
    var phase: Phase
    var stage: Stage
  }

  /// A definition as it was read before in the same circumstances.
  struct DefinitionKey: Hashable {
    var key: Key
    var text: Text?
    var builtIn: Typed?
    var outcome: Typed?
    var acceptance: [NodeID]?
    var isSearching: Bool
  }
  var knownDefinitions: [DefinitionKey: (value: Typed, nested: Int)] = [:]
  /// How deep definitions are nested in what was last built.
  var nestedBelow = 0

  // MARK: The graph

  /// The number, if a node is one whatever happens.
  ///
  /// A function of its own, so that the node is built before the graph is read.
  func constantValue(_ node: NodeID) -> Double? { typed.graph.constantValue(node) }

  /// When the value of a node is known.
  func tier(of node: NodeID) -> Tier { typed.graph[node].tier }

  /// Something to know that is not wrong; once for each place.
  func note(_ note: Note) {
    if knownNotes.insert(note).inserted { notes.append(note) }
  }

  /// Every problem, without a model.
  func allProblems() -> [Diagnostic] {
    _ = building.model()
    return problems
  }
}
