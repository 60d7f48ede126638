import Sim

/// The compromise model: on each issue the mean of the parties' ideals, weighted by capability
/// times salience (Van den Bos 1991; Thomson et al. 2006), or their weighted median, which no
/// majority of the weights would leave (Black 1948).
struct Compromise: TextMaking {
  static let word = "compromise"
  static let goesByDistance = true
  static let keys: [Field<Talks>] = [
    .own(
      "statistic", .one(of: ["mean", "median"], "statistic"),
      "'mean' of the ideals, or their 'median'"),
    ActorTable.key,
  ]

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  func offer() throws -> OfferedText {
    let isMedian = talks.word("statistic")?.name == "median"
    let influences = try self.influences()
    // Missing where nobody has both capability and salience.
    return compiler.texts.offerByAll(
      try compiler.scenario.issues.indices.map { k in
        isMedian
          ? try median(k, influences[k]) : try compiler.parties.mean(of: k, by: influences[k])
      })
  }

  /// By issue and party: capability times weight, or times salience where it is given.
  private func influences() throws -> [[NodeID]] {
    guard talks.perParty("salience") != nil else {
      return try compiler.scenario.issues.indices.map(compiler.parties.influences)
    }
    let table = try ActorTable(compiler, talks)
    return table.saliences.map { saliences in
      zip(table.capabilities, saliences).map {
        compiler.typed.graph.apply(.multiply, $0, $1)
      }
    }
  }

  private func median(_ k: Int, _ influences: [NodeID]) throws -> NodeID {
    let ideals = try compiler.scenario.parties.indices.map { try compiler.parties.ideal($0, k) }
    let count = ideals.count
    let kernel = Kernel(name: "weighted_median/\(count)", resultCount: 1) { x, results in
      results[0] = WeightedMedian.of(
        UnsafeBufferPointer(start: x, count: count),
        weights: UnsafeBufferPointer(start: x + count, count: count))
    }
    return compiler.typed.graph.results(of: kernel, ideals + influences)[0]
  }
}

enum WeightedMedian {
  /// The least value with at least half of the weight at or below it; the middle of the two
  /// where exactly half lies on either side. Missing without weight.
  static func of(_ values: UnsafeBufferPointer<Double>, weights: UnsafeBufferPointer<Double>)
    -> Double
  {
    let order = values.indices.filter { weights[$0] > 0 }.sorted { values[$0] < values[$1] }
    let total = order.reduce(0) { $0 + weights[$1] }
    guard total > 0 else { return .nan }
    var sum = 0.0
    for (place, k) in order.enumerated() {
      sum += weights[k]
      if abs(sum - total / 2) <= 1e-12 * total, place + 1 < order.count {
        return (values[k] + values[order[place + 1]]) / 2
      }
      if sum > total / 2 { return values[k] }
    }
    return order.last.map { values[$0] } ?? .nan
  }
}
