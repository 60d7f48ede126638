import Sim

/// The functions of one trial in one step, ready to be searched.
struct TextProgram {
  /// Where terms may lie.
  struct Box {
    var low: [Double]
    var high: [Double]
  }

  let function: GraphFunction
  let parameters: UnsafePointer<Double>
  let levels: [[Double]?]
  /// Issues by name.
  let order: [Int]
  /// The sets of parties that carry a text, by places among the members of the search.
  let sets: [[Int]]
  /// Whether a text that some carry is not carried by more.
  let isUnclear: Bool
  /// The functions of constraints, which must be 0 or more.
  let keeps: Range<Int>
  /// One for all members, or one for each.
  let boxes: [Box]
  let hasOneBox: Bool
  /// How large the numbers are that each function is the difference of; none if all are near 1.
  let sizes: [Double]
  /// What gains of several parties are compared in, as in `GainSizes`; `nil`: the largest size.
  let unit: Double?

  /// How large the numbers are that a function is the difference of.
  func size(_ function: Int) -> Double { function < sizes.count ? sizes[function] : 1 }

  /// Where terms may lie if some members are to accept.
  func box(of set: [Int]) -> Box {
    if hasOneBox { return boxes.first ?? Box(low: [], high: []) }
    var box = Box(low: levels.map { _ in 0 }, high: levels.map { _ in 1 })
    for place in set {
      box.low = zip(box.low, boxes[place].low).map { max($0, $1) }
      box.high = zip(box.high, boxes[place].high).map { min($0, $1) }
    }
    return box
  }

  /// Over the terms that a set of members does not rule out, with further arguments held at `also`.
  func program(for set: [Int], also: [Double] = []) -> ConcaveProgram {
    let box = box(of: set)
    return ConcaveProgram(
      function, parameters: parameters, low: box.low + also, high: box.high + also,
      levels: levels + also.map { _ in nil },
      order: order + also.indices.map { levels.count + $0 },
      always: keeps.map { (function: $0, floor: 0.0) }, sizes: sizes, unit: unit)
  }

  /// A point without its further arguments.
  func terms(_ point: [Double]) -> [Double] { Array(point.prefix(levels.count)) }

  /// The best of what is found for each set: `nil` if nothing is for any. Worths are near 1, or in units of
  /// their size.
  func best(
    _ find: (_ set: [Int]) -> (point: [Double], worth: Double)?
  ) -> (point: [Double], worth: Double)? {
    var best: (point: [Double], worth: Double)?
    for set in sets {
      guard let found = find(set) else { continue }
      if best.map({ found.worth > $0.worth + 1e-11 }) ?? true { best = found }
    }
    return best
  }
}
