import Sim
import Testing

@testable import Scenarios

/// Whether a choice is judged better than the file by fresh draws.
struct SearchJudgingTests {
  /// By view: batches of 64 trials with these means.
  private static func sample(_ means: [[Double]]) -> [SearchSample] {
    means.map { own in
      SearchSample(sums: [own.map { 64 * $0 }], counts: [own.map { _ in 64 }])
    }
  }

  /// By view the mean of so many batches, which are above and below it by turns.
  private static func sample(_ views: [Double], spread: Double = 0, batches: Int = 8)
    -> [SearchSample]
  {
    sample(
      views.map { mean in
        (0..<batches).map { mean + ($0.isMultiple(of: 2) ? spread : -spread) }
      })
  }

  private static func search(_ judgement: PlanSearch.Judgement) -> PlanSearch {
    var settings = PlanSearch.Settings()
    settings.judgement = judgement
    return PlanSearch(
      PlanSearchTests.space(1, start: "0.5"), settings, objectives: 1, areShares: [false],
      evaluate: { _, _ in [] })
  }

  /// Eight batches by turns s above and below have a standard error of s/√7. Student's quantile for 7 degrees of
  /// freedom is 2.3646 at .975 and 2.8412 at .9875 (SciPy): of one rival the limit is 0 at .8938 s, of two
  /// at 1.0739 s.
  @Test
  func `the level is shared out among those that could have been the best`() {
    let search = Self.search(.mean)
    let file = Self.sample([0.3])
    for (rivals, difference, isBetter) in [
      (1, 0.0088, false), (1, 0.0091, true), (2, 0.0091, false), (2, 0.0106, false),
      (2, 0.0109, true),
    ] {
      let own = Self.sample([0.3 + difference], spread: 0.01)
      #expect(
        search.isBetter(1, than: 0, of: rivals, [0: file, 1: own]) == isBetter,
        "\(rivals) \(difference)")
    }
    let own = Self.sample([0.3106], spread: 0.01)
    #expect(search.isJudgedBetter(1, than: 0, [0: file, 1: own]) == true)
    #expect(search.isJudgedBetter(1, than: 0, [0: file, 1: own, 2: file]) == false)
  }

  @Test
  func `fewer than eight batches say nothing`() {
    for (batches, answer) in [(7, nil), (8, true)] as [(Int, Bool?)] {
      let file = Self.sample([0.3, 0.4], batches: batches)
      let own = Self.sample([0.5, 0.6], spread: 0.01, batches: batches)
      for judgement in [PlanSearch.Judgement.worst, .regret] {
        let search = Self.search(judgement)
        #expect(search.isJudgedBetter(1, than: 0, [0: file, 1: own]) == answer)
      }
      #expect(Self.search(.mean).isBetter(1, than: 0, of: 1, [0: file, 1: own]) == answer)
    }
  }

  /// The file comes to .3 where it is worst.
  @Test
  func `by the worst view a choice is better that comes to more in each`() {
    var search = Self.search(.worst)
    let file = Self.sample([0.3, 0.6])
    for (own, isBetter) in [
      ([0.5, 0.5], true), ([0.9, 0.29], false), ([0.31, 0.9], true), ([0.3, 0.9], false),
    ] {
      let samples = [0: file, 1: Self.sample(own, spread: 0.001)]
      #expect(search.isJudgedBetter(1, than: 0, samples) == isBetter, "\(own)")
    }
    // By the draws of the search it is worst where it comes to .6.
    search.samples = [0: Self.sample([0.7, 0.6]), 1: Self.sample([0.5, 0.5])]
    let own = Self.sample([0.5, 0.5], spread: 0.001)
    #expect(search.isJudgedBetter(1, than: 0, [0: file, 1: own]) == false)
  }

  /// The file loses .25 against the first where it loses most; the best of the second view comes to .7 there.
  @Test
  func `by regret a choice is better that loses less in each view`() {
    let search = Self.search(.regret)
    let file = Self.sample([0.3, 0.6])
    let rival = Self.sample([0.2, 0.7])
    for (own, isBetter) in [
      ([0.55, 0.65], true), ([0.55, 0.46], true), ([0.55, 0.44], false), ([0.31, 0.65], true),
    ] {
      let samples = [0: file, 1: Self.sample(own, spread: 0.001), 2: rival]
      let best = max(0.3, own[0])
      let loss = max(best - 0.3, 0.1)
      let less = max(best - own[0], 0.7 - own[1]) < loss
      #expect(less == isBetter)
      #expect(search.isJudgedBetter(1, than: 0, samples) == isBetter, "\(own)")
    }
    // A file that loses nothing is not beaten.
    #expect(search.isJudgedBetter(2, than: 0, [0: Self.sample([0.8, 0.8]), 2: rival]) == false)
  }

  /// Nine choices that are all as good as the file, with draws of their own, 16 batches each: the best of them is
  /// called better in 2.5 % of 400 runs, and here in no more than three standard errors of .78 % above. At the
  /// level of one it would be in a fifth.
  @Test(arguments: [PlanSearch.Judgement.mean, .worst, .regret])
  func `of many that are as good none is better beyond chance`(judgement: PlanSearch.Judgement) {
    let search = Self.search(judgement)
    var called = 0
    for run in 0..<400 {
      let choice = AddressedChoice(seed: UInt64(run), "equal")
      var samples: [Int: [SearchSample]] = [:]
      for number in 0..<10 {
        // About normal.
        let means = (0..<16).map { batch -> Double in
          (0..<12).reduce(0.0) { $0 + choice.uniform((number * 16 + batch) * 12 + $1) }
        }
        samples[number] = Self.sample([means])
      }
      let best = (1..<10).max {
        (samples[$0]?[0].mean(0) ?? 0) < (samples[$1]?[0].mean(0) ?? 0)
      }
      let isBetter =
        judgement == .mean
        ? search.isBetter(best ?? 1, than: 0, of: 9, samples)
        : search.isJudgedBetter(best ?? 1, than: 0, samples)
      if isBetter == true { called += 1 }
    }
    #expect(called <= 19, "\(called) of 400")
  }

  /// The clock jumps to the end behind the first look: a batch of each is left, by which nobody judges, though
  /// all is better than the file.
  @Test(arguments: [1, 2])
  func `where too few draws are left the file stays, and that is known`(views: Int) throws {
    var settings = PlanSearch.Settings()
    settings.budget = nil
    settings.views = views
    settings.judgement = views > 1 ? .worst : .mean
    var used = 0.0
    var search = PlanSearch(
      PlanSearchTests.space(1, start: "0.1"), settings, objectives: 1, areShares: [false],
      timeUsed: { used },
      evaluate: { stage, candidates in
        used = 0.99
        return candidates.map { candidate in
          Self.sample(
            Array(repeating: candidate.point[0], count: views), spread: 0.001,
            batches: stage.trials / 64)
        }
      })
    let found = try search.run()
    #expect(found.isFileBest && !found.isJudged)
    #expect(found.rows.contains { $0.kind == .select && $0.candidate != PlanSearch.file })
  }
}
