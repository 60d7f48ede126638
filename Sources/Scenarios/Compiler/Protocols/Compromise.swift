import Sim

/// The compromise model: on each issue the mean of the parties' ideals, weighted by capability
/// times salience (Van den Bos 1991; Thomson et al. 2006), or their weighted median, which no
/// majority of the weights would leave (Black 1948).
struct Compromise: TextMaking {
  static let word = "compromise"
  static let keys: [Field<Talks>] = [
    .own(
      "statistic", .one(of: ["mean", "median"], "statistic"),
      "'mean' of the ideals, or their 'median'")
  ]

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  func offer() throws -> OfferedText {
    let isMedian = talks.word("statistic")?.name == "median"
    let terms = try compiler.scenario.issues.indices.map { k in
      isMedian ? try median(k) : try compiler.parties.weightedMean(k)
    }
    // Missing where nobody has both capability and salience.
    var found = compiler.typed.graph.condition(true)
    for term in terms {
      found = compiler.typed.graph.and(
        found, compiler.typed.graph.not(compiler.typed.graph.apply(.isMissing, term)))
    }
    let authors = Array(compiler.scenario.parties.indices)
    return OfferedText(found: found, text: compiler.texts.settledText(terms, by: authors))
  }

  private func median(_ k: Int) throws -> NodeID {
    let pairs = try compiler.scenario.parties.indices.map { p in
      (try compiler.parties.ideal(p, k), try compiler.parties.influence(p, k))
    }
    let count = pairs.count
    let kernel = Kernel(name: "weighted_median/\(count)", resultCount: 1) { x, results in
      results[0] = WeightedMedian.of(
        UnsafeBufferPointer(start: x, count: count),
        weights: UnsafeBufferPointer(start: x + count, count: count))
    }
    return compiler.typed.graph.results(of: kernel, pairs.map(\.0) + pairs.map(\.1))[0]
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
