/// A model as text: what is computed, from which numbers, under which names.
///
/// Where things stand in files is left out, so that comments and layout change nothing; all that
/// a default fills in is there. Equal texts give equal results for a seed.
extension Model {
  package var text: String {
    var lines = ["steps \(steps)"]
    for (k, node) in graph.nodes.enumerated() {
      let operands = node.operands.map { " \($0.index)" }.joined()
      lines.append("\(k) \(Self.written(node.operation))\(operands)")
    }
    for site in graph.draws {
      lines.append("draw \(site.path) \(Self.written(site.kind)) \(site.eachStep)")
    }
    lines += graph.domains.map { "domain \(Self.written($0))" }
    lines += graph.kernels.map { "kernel \($0.name)" }
    lines += graph.transforms.map { "transform \(Self.written($0))" }
    lines += graph.checks.map { "check \($0.bad.index) \($0.path)" }
    lines += graph.guards.sorted { $0.key < $1.key }.map { "guard \($0.key.index) \($0.value)" }
    lines += graph.tables.map { table in
      "table" + table.map { " \($0.bitPattern)" }.joined()
    }
    func add(_ what: String, _ quantities: [Quantity], _ names: [String] = []) {
      for (k, quantity) in quantities.enumerated() {
        let name = k < names.count ? " " + names[k] : ""
        lines.append("\(what) \(quantity.initial.index) \(quantity.step.index)\(name)")
      }
    }
    add("memory", memories)
    add("ends", [ends])
    let outcomeNames = report.outcomes.indices.map {
      "\(report.outcomes[$0].name) \(report.classes[report.classOfOutcome[$0]])"
    }
    add("outcome", outcomes, outcomeNames)
    add("measure", measures, report.measures.map(\.name))
    add("signal", signals, report.signals)
    add("milestone", milestones, report.milestones)
    add("quantity", quantities, report.quantities.map(\.name))
    for (node, parameter) in zip(parameters, report.parameters) {
      lines.append("parameter \(node.index) \(parameter.name)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func written(_ operation: Graph.Operation) -> String {
    switch operation {
    case .constant(let bits): "constant \(bits)"
    case .step: "step"
    case .table(let index): "table \(index)"
    case .memory(let slot): "memory \(slot)"
    case .draw(let index): "draw \(index)"
    case .outOfDomain(let index): "out_of_domain \(index)"
    case .transformed(let index): "transformed \(index)"
    case .apply(let arithmetic): "\(arithmetic)"
    case .checked(let index): "checked \(index)"
    case .kernel(let index): "kernel \(index)"
    case .kernelResult(let number): "result \(number)"
    case .input(let number): "input \(number)"
    case .argument(let number): "argument \(number)"
    }
  }

  private static func written(_ kind: DrawSite.Kind) -> String {
    switch kind {
    case .standardNormal: "standard_normal"
    case .uniform: "uniform"
    case .hazard: "hazard"
    case .distribution(let distribution): written(distribution)
    }
  }

  private static func written(_ transform: ScoreTransform) -> String {
    switch transform {
    case .scoreOfUniform: "score"
    case .cell(let column): "cell \(column.digest)"
    case .value(let distribution): written(distribution)
    }
  }

  private static func written(_ distribution: Distribution) -> String {
    switch distribution {
    case .family(let family, let form, let at): "\(family.name)/\(form)@\(at)"
    case .truncated(let inner, let low, let high): "truncated(\(written(inner)), \(low), \(high))"
    case .mixture(let components):
      "mixture("
        + components.map { "\(written($0.distribution)) \($0.weight)" }.joined(separator: ", ")
        + ")"
    case .discrete(let count, let at): "discrete(\(count)@\(at))"
    case .elicited(let elicited): "elicited(\(elicited))"
    case .empirical(let sample): "empirical(\(sample.digest))"
    case .compound(.given(let at), let size): "compound(@\(at), \(written(size)))"
    case .compound(.drawn(let count), let size):
      "compound(\(written(count)), \(written(size)))"
    }
  }
}
