/// The mean of the values of one plan under one parameter draw, without those that are missing.
struct KnownMean {
  let mean: Double
  let count: Int

  init(_ values: ArraySlice<Double>) {
    var (sum, count) = (0.0, 0)
    for value in values where !value.isNaN {
      sum += value
      count += 1
    }
    mean = count > 0 ? sum / Double(count) : .nan
    self.count = count
  }
}

/// The means of all plans under one parameter draw in each half of its draws of chance.
struct ChanceHalves {
  /// By half, by plan.
  let means: [[Double]]
  /// The bias that all draws of chance leave, as a part of how much more a half has: 1 if halves are
  /// halves, less if the draws are odd in number or values are missing.
  let biasPart: Double

  /// `values`: by plan. The halves are the same trials in all plans, so that what chance does to all of
  /// them alike falls out; where a half would have no value of a plan, they are halves of the values of
  /// each. `nil` if a plan has but one.
  init?(_ values: [ArraySlice<Double>]) {
    var parts = values.map(Self.halved)
    var found = parts.map { $0.map(KnownMean.init) }
    if found.contains(where: { halves in halves.contains { $0.count == 0 } }) {
      parts = values.map { Self.halved(ArraySlice($0.filter { !$0.isNaN })) }
      found = parts.map { $0.map(KnownMean.init) }
    }
    guard !found.contains(where: { halves in halves.contains { $0.count == 0 } }) else {
      return nil
    }
    means = [0, 1].map { half in found.map { $0[half].mean } }
    let middle = (values.first?.count ?? 0) / 2
    let known = values.map { Double($0.count { !$0.isNaN }) }
    guard zip(known, values).contains(where: { $0 < Double($1.count) }) else {
      biasPart = Double(middle) / Double((values.first?.count ?? 0) - middle)
      return
    }
    // The variance of a mean falls with the number of its values.
    let whole = known.reduce(0) { $0 + 1 / $1 }
    let half = found.reduce(0) { $0 + (1 / Double($1[0].count) + 1 / Double($1[1].count)) / 2 }
    biasPart = whole / (half - whole)
  }

  private static func halved(_ values: ArraySlice<Double>) -> [ArraySlice<Double>] {
    [values.prefix(values.count / 2), values.suffix(values.count / 2)]
  }
}
