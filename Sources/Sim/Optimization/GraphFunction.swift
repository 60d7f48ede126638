/// Values of a graph as functions of some of its nodes, to be evaluated many times: what an
/// optimiser searches over.
///
/// The arguments may be any nodes. What the values need besides and does not depend on the
/// arguments are the `parameters`, which a kernel takes as operands. Checks inside a function are
/// not made; where one would fail the value is what the arithmetic gives.
package struct GraphFunction: Sendable {
  /// Nodes whose values every call is given, in this order.
  package let parameters: [NodeID]
  package let argumentCount: Int
  package let resultCount: Int
  /// Whether every value is a sum of functions of one argument each, as the operators show.
  package let isAdditive: Bool
  /// What is computed, as text: equal texts are equal functions.
  package let text: String

  private struct Step: Sendable {
    var operation: Arithmetic
    var a: Int
    var b: Int
    var c: Int
  }

  private let constants: [(place: Int, value: Double)]
  private let steps: [Step]
  private let results: [Int]
  private let placeCount: Int

  /// `nil` if a value draws, or calls a kernel, with something that depends on the arguments.
  package init?(of values: [NodeID], in graph: Graph, arguments: [NodeID]) {
    var depends: [NodeID: Bool] = Dictionary(
      uniqueKeysWithValues: Set(arguments).map { ($0, true) })
    var order: [NodeID] = []
    var outside: [NodeID] = []
    // Operands first, those of the first value before those of the second.
    for value in values {
      var pending = [value]
      while let id = pending.last {
        let operands = graph[id].operands
        let next = depends[id] == nil ? operands.first { depends[$0] == nil } : nil
        if let next {
          pending.append(next)
          continue
        }
        pending.removeLast()
        guard depends[id] == nil else { continue }
        let moves = operands.contains { depends[$0] == true }
        depends[id] = moves
        if moves { order.append(id) }
      }
    }
    var place: [NodeID: Int] = [:]
    for (k, id) in arguments.enumerated() where place[id] == nil { place[id] = k }
    for id in order {
      if case .checked = graph[id].operation { continue }
      guard case .apply = graph[id].operation else { return nil }
    }
    var constants: [(NodeID, Double)] = []
    func note(_ id: NodeID) {
      guard depends[id] != true, place[id] == nil else { return }
      if let value = graph.constantValue(id) {
        constants.append((id, value))
      } else {
        outside.append(id)
      }
      place[id] = 0
    }
    for id in order { graph[id].operands.forEach(note) }
    values.forEach(note)
    outside.sort()
    constants.sort { $0.0 < $1.0 }
    argumentCount = arguments.count
    parameters = outside
    for (k, id) in outside.enumerated() { place[id] = arguments.count + k }
    let firstConstant = arguments.count + outside.count
    for (k, constant) in constants.enumerated() { place[constant.0] = firstConstant + k }
    self.constants = constants.enumerated().map { (firstConstant + $0, $1.1) }
    var next = firstConstant + constants.count
    var steps: [Step] = []
    for id in order {
      let x = graph[id].operands.map { place[$0] ?? 0 }
      guard case .apply(let operation) = graph[id].operation else {
        place[id] = x[0]
        continue
      }
      steps.append(
        Step(
          operation: operation, a: x[0], b: x.count > 1 ? x[1] : x[0],
          c: x.count > 2 ? x[2] : x[0]))
      place[id] = next
      next += 1
    }
    self.steps = steps
    isAdditive = Self.areSums(
      values.map { place[$0] ?? 0 }, of: steps, argumentCount: arguments.count,
      first: firstConstant + constants.count)
    results = values.map { place[$0] ?? 0 }
    resultCount = values.count
    placeCount = next
    text =
      steps.map { "\($0.operation) \($0.a) \($0.b) \($0.c)" }.joined(separator: ";")
      + "|" + self.constants.map { "\($0.value.bitPattern)" }.joined(separator: ",")
      + "|" + results.map(String.init).joined(separator: ",")
  }

  /// Of each place: the arguments that it depends on, and whether it is a sum of functions of one of
  /// them each.
  private static func areSums(
    _ results: [Int], of steps: [Step], argumentCount: Int, first: Int
  ) -> Bool {
    var reads = (0..<first).map { $0 < argumentCount ? Set([$0]) : [] }
    var isSum = reads.map { _ in true }
    for step in steps {
      let own = [step.a, step.b, step.c].prefix(step.operation.operandCount)
      let all = own.reduce(into: Set<Int>()) { $0.formUnion(reads[$1]) }
      let parts = own.allSatisfy { isSum[$0] }
      let sums: Bool
      switch step.operation {
      case _ where all.count <= 1: sums = true
      case .add, .subtract, .negate: sums = parts
      case .multiply: sums = parts && own.contains { reads[$0].isEmpty }
      case .divide: sums = parts && reads[step.b].isEmpty
      case .select: sums = parts && reads[step.a].isEmpty
      default: sums = false
      }
      reads.append(all)
      isSum.append(sums)
    }
    return results.allSatisfy { isSum[$0] }
  }

  /// Whether no value depends on an argument.
  package var isConstant: Bool { steps.isEmpty && results.allSatisfy { $0 >= argumentCount } }

  /// Memory for evaluations, one for each call of a kernel.
  package final class Workspace {
    fileprivate var places: [Double]
    fileprivate var adjoints: [Double]

    fileprivate init(_ count: Int) {
      places = Array(repeating: 0, count: count)
      adjoints = Array(repeating: 0, count: count)
    }
  }

  /// `parameters` are the values of the nodes of that name.
  package func workspace(_ parameters: UnsafePointer<Double>) -> Workspace {
    let workspace = Workspace(placeCount)
    for k in self.parameters.indices { workspace.places[argumentCount + k] = parameters[k] }
    for constant in constants { workspace.places[constant.place] = constant.value }
    return workspace
  }

  /// Computes all results at `x`, for `value` and `gradient` to read.
  package func evaluate(at x: [Double], _ workspace: Workspace) {
    workspace.places.withUnsafeMutableBufferPointer { places in
      for k in 0..<argumentCount { places[k] = x[k] }
      var target = placeCount - steps.count
      for step in steps {
        places[target] = step.operation(places[step.a], places[step.b], places[step.c])
        target += 1
      }
    }
  }

  package func value(_ result: Int, _ workspace: Workspace) -> Double {
    workspace.places[results[result]]
  }

  /// The gradient of a result at the point of the last evaluation, by reverse accumulation; at a
  /// kink, that of one side.
  package func gradient(_ result: Int, _ workspace: Workspace) -> [Double] {
    workspace.places.withUnsafeBufferPointer { places in
      workspace.adjoints.withUnsafeMutableBufferPointer { adjoints in
        adjoints.update(repeating: 0)
        adjoints[results[result]] = 1
        var place = placeCount
        for step in steps.reversed() {
          place -= 1
          let out = adjoints[place]
          if out != 0 { Self.pull(out, back: step, to: places[place], places, adjoints) }
        }
        return Array(adjoints.prefix(argumentCount))
      }
    }
  }

  /// Of a standard normal.
  private static func density(_ z: Double) -> Double {
    Mathematics.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
  }

  private static func pull(
    _ out: Double, back step: Step, to value: Double, _ x: UnsafeBufferPointer<Double>,
    _ adjoint: UnsafeMutableBufferPointer<Double>
  ) {
    let (a, b) = (x[step.a], x[step.b])
    switch step.operation {
    case .negate: adjoint[step.a] -= out
    case .absolute: adjoint[step.a] += a < 0 ? -out : out
    case .exp: adjoint[step.a] += out * value
    case .log: adjoint[step.a] += out / a
    case .squareRoot: adjoint[step.a] += out / (2 * value)
    case .logistic: adjoint[step.a] += out * value * (1 - value)
    case .rateChance: adjoint[step.a] += out * (1 - value)
    case .square: adjoint[step.a] += 2 * out * a
    case .cube: adjoint[step.a] += 3 * out * a * a
    case .add:
      adjoint[step.a] += out
      adjoint[step.b] += out
    case .subtract:
      adjoint[step.a] += out
      adjoint[step.b] -= out
    case .multiply:
      adjoint[step.a] += out * b
      adjoint[step.b] += out * a
    case .divide:
      adjoint[step.a] += out / b
      adjoint[step.b] -= out * value / b
    case .minimum: adjoint[a < b ? step.a : step.b] += out
    case .maximum: adjoint[a > b ? step.a : step.b] += out
    case .power:
      adjoint[step.a] += a == 0 && b < 1 ? 0 : out * b * Mathematics.pow(a, b - 1)
      if a > 0 { adjoint[step.b] += out * value * Mathematics.log(a) }
    case .sine: adjoint[step.a] += out * Mathematics.cos(a)
    case .cosine: adjoint[step.a] -= out * Mathematics.sin(a)
    case .errorFunction:
      adjoint[step.a] += out * Mathematics.exp(-a * a) * 2 / Double.pi.squareRoot()
    case .normalProbability: adjoint[step.a] += out * Self.density(a)
    case .normalQuantile: adjoint[step.a] += out / Self.density(value)
    case .modulo:
      adjoint[step.a] += out
      adjoint[step.b] -= out * (a / b).rounded(.down)
    case .select: adjoint[a != 0 ? step.b : step.c] += out
    case .floor, .round, .not, .isMissing, .isNotFinite, .less, .lessOrEqual, .equal, .notEqual,
      .and, .or:
      break
    }
  }
}
