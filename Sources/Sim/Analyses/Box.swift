/// An input of trials that a box may limit.
package struct BoxInput: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Limits lie between values.
    case number
    /// A number of few values: limits are values.
    case ordered
    /// Values are positions in a list of labels, in no order.
    case labels
  }

  /// A number of no more values is limited value by value.
  package static let mostFewValues = 10

  package let kind: Kind
  /// By trial; none is NaN.
  package let values: [Double]

  package init(_ values: [Double], kind: Kind) {
    self.values = values
    self.kind = kind
  }

  /// Of numbers, by how many differ.
  package init(_ values: [Double]) {
    var found = Set<Double>()
    for value in values {
      found.insert(value)
      if found.count > Self.mostFewValues { break }
    }
    self.init(values, kind: found.count > Self.mostFewValues ? .number : .ordered)
  }
}

/// What a box asks of one input.
package enum BoxLimit: Sendable, Hashable {
  /// Both ends belong to it; infinite where it is open.
  case range(low: Double, high: Double)
  /// Positions of the labels that belong to it, ascending.
  case labels([Int])

  package func holds(_ value: Double) -> Bool {
    switch self {
    case .range(let low, let high): low <= value && value <= high
    case .labels(let labels): labels.contains(Int(value))
    }
  }
}

/// A region of the inputs: limits of some of them, all of which hold in it.
package struct Box: Sendable, Hashable {
  /// By position of the input; the others are not limited.
  package var limits: [Int: BoxLimit] = [:]

  package init(limits: [Int: BoxLimit] = [:]) { self.limits = limits }

  /// Positions of the inputs it limits, ascending.
  package var inputs: [Int] { limits.keys.sorted() }

  /// Whether trials lie in it, of some of all trials, in their order.
  package func holds(_ inputs: [BoxInput], _ rows: [Int]) -> [Bool] {
    var inside = Array(repeating: true, count: rows.count)
    for (at, limit) in limits {
      let values = inputs[at].values
      for (place, row) in rows.enumerated() where inside[place] {
        inside[place] = limit.holds(values[row])
      }
    }
    return inside
  }

  /// How many of some trials lie in it, and how many of these are hits.
  package func counts(_ inputs: [BoxInput], _ isHit: [Bool], _ rows: [Int]) -> BoxCounts {
    var counts = BoxCounts()
    for (isInside, row) in zip(holds(inputs, rows), rows) where isInside {
      counts.trials += 1
      if isHit[row] { counts.hits += 1 }
    }
    return counts
  }
}

/// Trials in a region, and those of them that are hits.
package struct BoxCounts: Sendable, Hashable {
  package var trials = 0
  package var hits = 0

  package init(trials: Int = 0, hits: Int = 0) {
    self.trials = trials
    self.hits = hits
  }

  /// Share of hits; 0 without trials.
  package var density: Double { trials > 0 ? Double(hits) / Double(trials) : 0 }
}
