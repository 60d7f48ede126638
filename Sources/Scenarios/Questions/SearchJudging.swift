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

  /// Whether the best of those with fresh draws is judged better than another of them beyond chance. `nil`: there
  /// are too few draws to say.
  ///
  /// In which view the other is worst, or loses most and against whom, is taken from the draws of the search. The
  /// best is better if it comes to more than that in each view, or loses less in each view against each. As all
  /// must hold, each is tested at the whole level (Berger 1982); that level holds for all that could have been the
  /// best (Bonferroni).
  func isJudgedBetter(_ own: Int, than other: Int, _ fresh: [Int: [SearchSample]]) -> Bool? {
    guard let mine = fresh[own], let its = fresh[other],
      !(mine + its).contains(where: { $0.mean(0).isNaN })
    else { return false }
    guard (mine + its).allSatisfy({ $0.batches >= SearchSample.fewestBatches }) else { return nil }
    let numbers = fresh.keys.sorted()
    let alpha = 0.05 / Double(max(1, numbers.count - 1))
    let values = fresh.mapValues { $0.map { $0.batchMeans(0) } }
    func isMore(_ a: [Double], than b: [Double]) -> Bool {
      SearchSample.mean(minus(a, b), alpha: alpha).map { $0.interval.low > 0 } ?? false
    }
    func of(_ number: Int, _ view: Int) -> [Double] { values[number]?[view] ?? [] }
    func before(_ number: Int, _ view: Int) -> Double {
      (samples[number] ?? fresh[number])?[view].mean(0) ?? .nan
    }
    guard settings.judgement == .regret else {
      guard let worst = its.indices.min(by: { before(other, $0) < before(other, $1) }) else {
        return false
      }
      return mine.indices.allSatisfy { isMore(of(own, $0), than: of(other, worst)) }
    }
    let pairs = its.indices.flatMap { view in
      numbers.filter { !(fresh[$0]?[view].mean(0) ?? .nan).isNaN }.map { (view: view, rival: $0) }
    }
    let losses = pairs.map { before($0.rival, $0.view) - before(other, $0.view) }
    let known = losses.indices.filter { !losses[$0].isNaN }
    guard let most = known.max(by: { losses[$0] < losses[$1] }) else { return false }
    let loss = minus(of(pairs[most].rival, pairs[most].view), of(other, pairs[most].view))
    return pairs.allSatisfy { isMore(loss, than: minus(of($0.rival, $0.view), of(own, $0.view))) }
  }

  private func minus(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 - $1 } }

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
