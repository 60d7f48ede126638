/// A model as text: what is computed, from which numbers, under which names.
///
/// Where things stand in files is left out, so that comments and layout change nothing; all that
/// a default fills in is there. Equal texts give equal results for a seed.
extension Model {
  package var text: String { String(decoding: textBytes, as: UTF8.self) }

  /// The same as UTF-8, of which digests are made.
  package var textBytes: [UInt8] {
    // The line of a node has about twenty.
    var lines = TextLines(bytes: 24 * graph.nodes.count)
    lines.add("steps \(steps)")
    for (k, node) in graph.nodes.enumerated() {
      lines.append(k)
      Self.write(node.operation, to: &lines)
      for operand in node.operands { lines.appendNext(operand.index) }
      lines.end()
    }
    for site in graph.draws {
      lines.add("draw \(site.path) \(Self.written(site.kind)) \(site.eachStep)")
    }
    for domain in graph.domains { lines.add("domain \(Self.written(domain))") }
    for kernel in graph.kernels { lines.add("kernel \(kernel.name)") }
    for transform in graph.transforms { lines.add("transform \(Self.written(transform))") }
    for check in graph.checks { lines.add("check \(check.bad.index) \(check.path)") }
    for (value, check) in graph.guards.sorted(by: { $0.key < $1.key }) {
      lines.append("guard")
      lines.appendNext(value.index)
      lines.appendNext(check)
      lines.end()
    }
    for table in graph.tables {
      lines.append("table")
      for value in table {
        lines.append(" ")
        lines.append(value.bitPattern)
      }
      lines.end()
    }
    func add(_ what: String, _ quantities: [Quantity], _ names: [String] = []) {
      for (k, quantity) in quantities.enumerated() {
        lines.append(what)
        lines.appendNext(quantity.initial.index)
        lines.appendNext(quantity.step.index)
        if k < names.count { lines.append(" " + names[k]) }
        lines.end()
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
      lines.add("parameter \(node.index) \(parameter.name)")
    }
    return lines.bytes
  }

  static func written(_ operation: Graph.Operation) -> String {
    var lines = TextLines(bytes: 32)
    write(operation, to: &lines)
    return String(decoding: lines.bytes.dropFirst(), as: UTF8.self)
  }

  /// A blank, and the operation as it is written.
  private static func write(_ operation: Graph.Operation, to lines: inout TextLines) {
    func write(_ word: String, _ number: Int) {
      lines.append(word)
      lines.appendNext(number)
    }
    switch operation {
    case .constant(let bits):
      lines.append(" constant ")
      lines.append(bits)
    case .step: lines.append(" step")
    case .table(let index): write(" table", index)
    case .memory(let slot): write(" memory", slot)
    case .draw(let index): write(" draw", index)
    case .outOfDomain(let index): write(" out_of_domain", index)
    case .transformed(let index): write(" transformed", index)
    case .apply(let arithmetic): lines.append(operators[Int(arithmetic.rawValue)])
    case .checked(let index): write(" checked", index)
    case .kernel(let index): write(" kernel", index)
    case .kernelResult(let number): write(" result", number)
    case .input(let number): write(" input", number)
    case .argument(let number): write(" argument", number)
    }
  }

  /// By raw value: a blank and the name of the operator.
  private static let operators = Arithmetic.allCases.map { Array(" \($0)".utf8) }

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
