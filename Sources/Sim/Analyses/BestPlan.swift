/// How often each of several plans is the best of them.
package struct BestPlan: Sendable, Hashable {
  /// By plan: in how many draws it is better than all others.
  package let wins: [Int]
  /// In how many draws several are equally good, and none is better.
  package let ties: Int
  package let draws: Int
  /// By plan, then of ties: Clopper–Pearson, together at level 1 − alpha (Bonferroni).
  package let intervals: [Interval]

  /// `values`: by plan, by draw; larger is better; draws in which a plan has none are left out. A draw may
  /// be a trial, or the mean over trials with the same parameters: means over few trials make plans look
  /// more alike than they are.
  package init(_ values: [[Double]], alpha: Double = 0.05) {
    var wins = Array(repeating: 0, count: values.count)
    var (ties, draws) = (0, 0)
    for draw in 0..<(values.map(\.count).min() ?? 0) {
      let here = values.map { $0[draw] }
      guard let best = here.max(), !here.contains(where: \.isNaN) else { continue }
      draws += 1
      let holders = here.indices.filter { here[$0] == best }
      if let only = holders.first, holders.count == 1 { wins[only] += 1 } else { ties += 1 }
    }
    self.wins = wins
    self.ties = ties
    self.draws = draws
    intervals = ShareInterval.simultaneous(wins + [ties], of: draws, alpha: alpha)
  }
}
