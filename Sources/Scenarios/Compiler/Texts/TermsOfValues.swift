import Sim

/// Issues that have values in place of a scale.
extension Texts {
  /// A term as expressions read it: the value's name, or the number.
  func read(_ term: NodeID, of k: Int) -> Typed {
    let issue = scenario.issues[k]
    guard !issue.values.isEmpty else { return Typed(term, .number) }
    return Typed(place(of: term, among: issue.values.count), .label(issue.valueNames))
  }

  /// Which of so many values a term is.
  func place(of term: NodeID, among count: Int) -> NodeID {
    typed.graph.apply(
      .round, typed.graph.apply(.multiply, term, typed.graph.constant(Double(count - 1))))
  }

  /// The number beside the value that a term is, of one number for each value in their order.
  func chosen(_ numbers: [NodeID], by term: NodeID) -> NodeID {
    let last = Double(max(1, numbers.count - 1))
    func part(_ range: Range<Int>) -> NodeID {
      guard range.count > 1 else { return numbers[range.lowerBound] }
      let middle = range.lowerBound + range.count / 2
      let (low, high) = (part(range.lowerBound..<middle), part(middle..<range.upperBound))
      let limit = typed.graph.constant((Double(middle) - 0.5) / last)
      return typed.graph.select(typed.graph.apply(.less, term, limit), low, high)
    }
    return part(0..<numbers.count)
  }
}

extension Parties {
  /// What each value of an issue is worth to a party, in the order of values; `nil` if nothing says.
  func worths(_ p: Int, _ k: Int) throws -> [NodeID]? {
    if let known = compiler.worths[p]?[k] { return known }
    let issue = scenario.issues[k]
    guard let table = scenario.parties[p].worth.first(where: { $0.issue == issue.name }) else {
      return nil
    }
    let found = try issue.values.map { value -> NodeID in
      guard let entry = table.values.first(where: { $0.name == value }) else {
        throw table.issue.error(
          TalksCause.noWorth(
            party: scenario.parties[p].name.name, issue: issue.name.name, value: value.name))
      }
      var scope = Scope(phase: .step, stage: .world)
      scope.drawing = draws.drawing(
        path(p, "worth.\(issue.name.name).\(value.name)"), eachStep: false, in: entry.value)
      return try expressions.number(entry.value, scope, for: "'worth'")
    }
    compiler.worths[p, default: [:]][k] = found
    return found
  }

  /// The value that is worth most to a party, as a term; of equal ones the first.
  func favourite(_ p: Int, _ k: Int) throws -> NodeID? {
    guard let worths = try worths(p, k), let first = worths.first else { return nil }
    let issue = scenario.issues[k]
    var (best, place) = (first, typed.graph.constant(0))
    for (number, worth) in worths.enumerated().dropFirst() {
      let isBetter = typed.graph.apply(.less, best, worth)
      best = typed.graph.select(isBetter, worth, best)
      place = typed.graph.select(
        isBetter, typed.graph.constant(issue.place(of: number)), place)
    }
    return place
  }
}
