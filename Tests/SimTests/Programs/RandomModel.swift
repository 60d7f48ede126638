@testable import Sim

/// Small models made by chance, with every operator, checks under branches, memories, draws of
/// every kind and rules that end a trial.
struct RandomModel {
  private var random: SplitMix
  private var graph = Graph()
  private var slots: [Int] = []
  private let name: String

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
    name = "m\(seed)"
  }

  mutating func model() -> Model {
    let steps = [0, 1, 2, 3, 5, 9, 14][random.below(7)]
    let missing = random.below(4) == 0
    for _ in 0..<(1 + random.below(5)) { slots.append(graph.newMemory(mayBeMissing: missing)) }
    var once = leaves(moving: false)
    grow(&once, by: 4 + random.below(12))
    var each = once + leaves(moving: true)
    grow(&each, by: 5 + random.below(40))
    var memories = slots.map { _ in quantity(once, each) }
    // Memories that always hold the same.
    if random.below(3) == 0 { memories[memories.count - 1] = memories[0] }
    let rare = condition(rare: true, each)
    let ends = Model.Quantity(
      initial: random.below(3) == 0 ? condition(rare: true, once) : graph.condition(false),
      step: random.below(3) == 0 ? graph.condition(false) : rare)
    var outcomes = (0..<random.below(4)).map { _ in
      Model.Quantity(initial: condition(rare: false, once), step: condition(rare: false, each))
    }
    outcomes.append(.init(initial: graph.condition(true), step: graph.condition(true)))
    let measures = (0..<random.below(4)).map { _ in quantity(once, each) }
    let signals = (0..<random.below(3)).map { _ in
      Model.Quantity(initial: condition(rare: true, once), step: condition(rare: true, each))
    }
    let followed = (0..<(1 + random.below(4))).map { _ in quantity(once, each) }
    let parameters = (0..<random.below(3)).map { _ in pick(once) }
    let report = Report(
      steps: steps, outcomes: outcomes.indices.map { .init(name: "o\($0)") },
      measures: measures.indices.map { .init(name: "x\($0)") },
      signals: signals.indices.map { "s\($0)" },
      quantities: followed.indices.map { .init(name: "q\($0)") },
      parameters: parameters.indices.map { .init(name: "p\($0)") })
    return Model(
      graph: graph, steps: steps, memories: memories, ends: ends, outcomes: outcomes,
      measures: measures, signals: signals, milestones: [], quantities: followed,
      parameters: parameters, report: report)
  }

  private mutating func quantity(_ once: [NodeID], _ each: [NodeID]) -> Model.Quantity {
    Model.Quantity(initial: pick(once), step: pick(each))
  }

  private mutating func pick(_ nodes: [NodeID]) -> NodeID { nodes[random.below(nodes.count)] }

  private mutating func leaves(moving: Bool) -> [NodeID] {
    var result = [0.0, -0.0, 1, -1, 0.5, 3, 1e-3].map { graph.constant($0) }
    if random.below(3) == 0 { result.append(graph.constant(.nan)) }
    // Sums and products of these pass the largest number.
    if random.below(4) == 0 { result += [1e200, -1e308].map { graph.constant($0) } }
    if moving {
      result += slots.map { graph.memory($0) }
      result.append(graph.step())
      result.append(graph.table((0...14).map { Double($0 * $0) }))
    }
    for number in 0..<(1 + random.below(4)) {
      result.append(draw("\(name).\(moving)\(number)", eachStep: moving))
    }
    return result
  }

  private mutating func draw(_ path: String, eachStep: Bool) -> NodeID {
    func site(_ kind: DrawSite.Kind) -> DrawSite {
      DrawSite(path: path, kind: kind, eachStep: eachStep)
    }
    switch random.below(9) {
    case 0, 1: return graph.draw(site(.standardNormal), [])
    case 2: return graph.draw(site(.uniform), [])
    case 3: return graph.draw(site(.hazard), [])
    case 4:
      let gamma = Distribution.family(.gamma, form: 0, at: 0)
      return graph.draw(site(.distribution(gamma)), [graph.constant(0.7), graph.constant(2)])
    case 5:
      let number = graph.draw(
        DrawSite(
          path: path + ".n", kind: .distribution(.family(.poisson, form: 0, at: 0)),
          eachStep: eachStep), [graph.constant(1.3)])
      let sum = Distribution.compound(.given(at: 2), size: .family(.gamma, form: 0, at: 0))
      return graph.draw(
        site(.distribution(sum)), [graph.constant(0.7), graph.constant(2), number])
    case 6:
      let sum = Distribution.compound(
        .drawn(.family(.geometric, form: 0, at: 0)), size: .family(.exponential, form: 0, at: 1))
      return graph.draw(site(.distribution(sum)), [graph.constant(0.6), graph.constant(2)])
    case 7:
      let uniform = graph.draw(site(.uniform), [])
      let score = graph.transformed(.scoreOfUniform, [uniform], path: path)
      return graph.transformed(
        .value(.family(.gamma, form: 0, at: 0)),
        [score, graph.constant(0.7), graph.constant(2)], path: path)
    default:
      let exponential = Distribution.family(.exponential, form: 0, at: 0)
      return graph.draw(site(.distribution(exponential)), [graph.constant(2)])
    }
  }

  private mutating func condition(rare: Bool, _ nodes: [NodeID]) -> NodeID {
    let a = pick(nodes)
    let limit = graph.constant(rare ? 1.5 : 0.2)
    return graph.apply(.less, limit, a)
  }

  private mutating func grow(_ nodes: inout [NodeID], by count: Int) {
    for _ in 0..<count {
      let a = pick(nodes)
      let b = pick(nodes)
      switch random.below(13) {
      case 12: nodes += graph.results(of: Self.mixer, [a, b, pick(nodes)])
      case 0:
        let c = condition(rare: false, nodes)
        nodes.append(graph.select(c, a, b))
      case 1, 2: nodes.append(checkedDivision(a, b))
      case 3:
        let c = condition(rare: false, nodes)
        let division = checkedDivision(a, b)
        nodes.append(graph.select(c, division, b))
      case 4:
        let c = condition(rare: false, nodes)
        let d = graph.apply(.less, checkedDivision(a, b), b)
        nodes.append(random.below(2) == 0 ? graph.and(c, d) : graph.or(c, d))
      default:
        let operations = Arithmetic.allCases
        let operation = operations[random.below(operations.count)]
        switch operation {
        // Conditions only where a condition is expected.
        case .and, .or:
          nodes.append(
            graph.apply(operation, condition(rare: false, nodes), condition(rare: false, nodes)))
        case .not: nodes.append(graph.not(condition(rare: false, nodes)))
        case .select: nodes.append(graph.select(condition(rare: false, nodes), a, b))
        default:
          nodes.append(graph.apply(operation, Array([a, b].prefix(operation.operandCount))))
        }
      }
    }
  }

  /// Three results, some of which nobody reads.
  private static let mixer = Kernel(name: "mixer", resultCount: 3) { x, results in
    results[0] = x[0] + 2 * x[1]
    results[1] = x[2] > x[0] ? x[1] : -x[2]
    results[2] = x[0] * x[1] * x[2]
  }

  private mutating func checkedDivision(_ a: NodeID, _ b: NodeID) -> NodeID {
    let limit = graph.constant(random.below(3) == 0 ? 0 : -1.2)
    let bad = graph.apply(.less, b, limit)
    return graph.checked(
      graph.apply(.divide, a, b), bad: bad, "check \(graph.nodes.count)", at: nil, path: "")
  }
}

extension SplitMix {
  mutating func below(_ n: Int) -> Int { Int(next() % UInt64(n)) }
}
