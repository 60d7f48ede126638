/// Where memories lie in all steps.
///
/// A memory's next value is the old one moved by so much, or something that does not depend on it:
/// after n steps it lies within where it started, or what it was set to, and n times the move.
struct MemoryRanges {
  private let ranges: ValueRanges
  private let graph: Graph
  /// Of the memory under way: nodes that were met, what they are, and by node where they stand there.
  private var met: [NodeID] = []
  private var forms: [Form] = []
  private var places: [Int32]

  /// The old value moved, or other values; `nil` where there are none of a kind.
  private struct Form {
    var moved: ValueRange?
    var other: ValueRange?

    func joined(_ b: Form) -> Form {
      func hull(_ x: ValueRange?, _ y: ValueRange?) -> ValueRange? {
        guard let x, let y else { return x ?? y }
        return x.joined(y)
      }
      return Form(moved: hull(moved, b.moved), other: hull(other, b.other))
    }
  }

  init(_ ranges: ValueRanges) {
    self.ranges = ranges
    graph = ranges.graph
    places = Array(repeating: -1, count: graph.nodes.count)
  }

  mutating func range(of slot: Int, _ memory: Model.Quantity) -> ValueRange {
    let start = ranges[memory.initial]
    let next = form(memory.step, slot)
    for id in met { places[id.index] = -1 }
    met.removeAll(keepingCapacity: true)
    forms.removeAll(keepingCapacity: true)
    guard !start.mayFail, start.magnitude <= ValueRange.limit, next.moved?.mayFail != true,
      next.other?.mayFail != true
    else {
      return .finite
    }
    var hull = next.other.map { start.joined($0) } ?? start
    if let moved = next.moved, !moved.isNothing, !hull.isNothing {
      let steps = Double(ranges.steps)
      hull.low += steps * min(0, moved.low)
      hull.high += steps * max(0, moved.high)
    }
    return hull.magnitude <= ValueRange.limit ? hull : .finite
  }

  private mutating func form(_ id: NodeID, _ slot: Int) -> Form {
    let known = Int(places[id.index])
    if known >= 0 { return forms[known] }
    let plain = Form(moved: nil, other: ranges[id])
    // Memories that hang together more than this are bounded by what is known of them.
    guard met.count < 100 else { return plain }
    let place = met.count
    places[id.index] = Int32(place)
    met.append(id)
    forms.append(plain)
    let found = moved(id, slot) ?? plain
    forms[place] = found
    return found
  }

  private mutating func moved(_ id: NodeID, _ slot: Int) -> Form? {
    let x = graph[id].operands
    switch graph[id].operation {
    case .memory(slot): return Form(moved: .init(low: 0, high: 0), other: nil)
    case .checked: return form(x[0], slot)
    case .apply(.select): return form(x[1], slot).joined(form(x[2], slot))
    case .apply(.minimum), .apply(.maximum):
      return form(x[0], slot).joined(form(x[1], slot))
    case .apply(.add):
      // Between bounds that are far from the largest number the way does not overflow either.
      if let way = graph.approach(x), ranges[way.share].isUnit,
        ranges[way.to].magnitude <= ValueRange.limit
      {
        return form(way.from, slot).joined(Form(moved: nil, other: ranges[way.to]))
      }
      let (a, b) = (form(x[0], slot), form(x[1], slot))
      if b.moved == nil { return shifted(a, by: ranges[x[1]]) }
      return a.moved == nil ? shifted(b, by: ranges[x[0]]) : nil
    case .apply(.subtract):
      let (a, b) = (form(x[0], slot), form(x[1], slot))
      return b.moved == nil ? shifted(a, by: -ranges[x[1]]) : nil
    case .apply(.multiply):
      for (value, share) in [(x[0], x[1]), (x[1], x[0])] where ranges[share].isUnit {
        let form = form(value, slot)
        if form.moved != nil {
          return form.joined(Form(moved: nil, other: .init(low: 0, high: 0)))
        }
      }
      return nil
    default: return nil
    }
  }

  private func shifted(_ form: Form, by shift: ValueRange) -> Form {
    Form(moved: form.moved.map { $0 + shift }, other: form.other.map { $0 + shift })
  }
}
