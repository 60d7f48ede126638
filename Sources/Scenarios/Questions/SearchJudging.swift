import Sim

/// What a candidate comes to, and which of some are better.
extension PlanSearch {
  /// How far limits are overstepped in all, in the worst view; 0: not at all.
  func violation(_ views: [SearchSample]) -> Double {
    guard areShares.count > objectives else { return 0 }
    return views.map { view in
      (objectives..<areShares.count).reduce(0) { sum, aim in
        let excess = view.mean(aim)
        return sum + (excess.isNaN ? .infinity : max(0, excess))
      }
    }.max() ?? 0
  }

  /// `others`: among whom what could have been had is looked for.
  func judged(_ views: [SearchSample], _ aim: Int, _ others: [Int: [SearchSample]])
    -> Double
  {
    let means = views.map { $0.mean(aim) }
    switch settings.judgement {
    case .mean: return means.first ?? .nan
    case .worst: return means.min() ?? .nan
    case .regret:
      let best = views.indices.map { view in
        others.values.map { $0[view].mean(aim) }.filter { !$0.isNaN }.max() ?? 0
      }
      return -(zip(best, means).map { $0 - $1 }.max() ?? .nan)
    }
  }

  /// Whether one is judged better than another beyond chance on the same draws: each by its batches in the view
  /// in which it is worst, or loses most against the best there.
  func isJudgedBetter(_ own: Int, than other: Int, _ samples: [Int: [SearchSample]]) -> Bool {
    guard let a = deciding(samples[own] ?? [], samples),
      let b = deciding(samples[other] ?? [], samples)
    else { return false }
    var moments = SkewedMoments()
    for (x, y) in zip(a, b) { moments.add(x - y) }
    return MeanInterval.of(moments, alpha: 0.05, fewest: 8)?.low ?? 0 > 0
  }

  /// By batch: what a candidate comes to in the view that decides how it is judged, less the best there.
  private func deciding(
    _ views: [SearchSample], _ others: [Int: [SearchSample]]
  ) -> [Double]? {
    func best(_ view: Int) -> SearchSample? {
      others.values.map { $0[view] }.filter { !$0.mean(0).isNaN }.max { $0.mean(0) < $1.mean(0) }
    }
    guard !views.isEmpty, !views.contains(where: { $0.mean(0).isNaN }) else { return nil }
    guard settings.judgement == .regret else {
      return views.min { $0.mean(0) < $1.mean(0) }?.batchMeans(0)
    }
    let losses = views.enumerated().map { (best($0)?.mean(0) ?? .nan) - $1.mean(0) }
    guard let most = losses.indices.max(by: { losses[$0] < losses[$1] }), let rival = best(most)
    else { return nil }
    return zip(views[most].batchMeans(0), rival.batchMeans(0)).map { $0 - $1 }
  }

  /// 0 where no trial fails in any view; else 1, and 1 more for each twentieth of the trials that fails in the worst.
  ///
  /// What a trial that failed would have come to is not known, so a candidate under which some fail never beats
  /// one under which none does. Among those that have some, a class of five points does not say which is better.
  func failureLevel(_ views: [SearchSample]) -> Double {
    let share = views.map(\.failedShare).max() ?? 0
    return share > 0 ? 1 + (20 * share).rounded(.down) : 0
  }

  /// Candidates that may win: they keep to all limits, and of those the ones with the fewest failed trials.
  func eligible(_ numbers: [Int], _ samples: [Int: [SearchSample]]) -> [Int] {
    let sound = numbers.filter { samples[$0].map { violation($0) <= 0 } ?? false }
    let least = sound.map { failureLevel(samples[$0] ?? []) }.min() ?? 0
    return sound.filter { failureLevel(samples[$0] ?? []) == least }
  }

  /// What one candidate is worth: whatever is wrong first, then the aim.
  struct Score: Comparable {
    var violation = Double.infinity
    var failures = Double.infinity
    var value = -Double.infinity

    /// Less is worse.
    static func < (a: Score, b: Score) -> Bool {
      (-a.violation, -a.failures, a.value) < (-b.violation, -b.failures, b.value)
    }
  }

  /// `weights`: of the objectives.
  func score(_ number: Int, _ weights: [Double], _ samples: [Int: [SearchSample]]) -> Score {
    guard let views = samples[number] else { return Score() }
    let value = weights.enumerated().reduce(0.0) { sum, pair in
      pair.element == 0 ? sum : sum + pair.element * judged(views, pair.offset, samples)
    }
    return Score(
      violation: violation(views), failures: failureLevel(views),
      value: value.isNaN ? -.infinity : value)
  }

  func ranked(
    _ numbers: [Int], _ weights: [Double], _ samples: [Int: [SearchSample]]
  ) -> [Int] {
    let scores = Dictionary(
      uniqueKeysWithValues: Set(numbers).map { ($0, score($0, weights, samples)) })
    return numbers.sorted { a, b in
      let (x, y) = (scores[a] ?? Score(), scores[b] ?? Score())
      return x == y ? a < b : x > y
    }
  }

  func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(max(1, a.count))
  }

  /// The first of a ranking that lie apart from each other.
  func spread(_ ranking: [Int], count: Int, apart: Double) -> [Int] {
    var chosen: [Int] = []
    for number in ranking where chosen.count < count {
      let point = candidates[number].point
      if chosen.allSatisfy({ distance(candidates[$0].point, point) >= apart }) {
        chosen.append(number)
      }
    }
    return chosen
  }
}
