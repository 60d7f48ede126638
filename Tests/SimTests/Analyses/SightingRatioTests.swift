import Foundation
import Testing

@testable import Sim

/// What a sighting says of an outcome, against trials that were still open.
@Suite("Sightings and trials still open") struct SightingRatioTests {
  /// At step 1 the trials at risk are two that see it then and two that never do; one trial has ended. Half
  /// of the four have the outcome, as one of the two does that saw it. All others have it in two of three.
  @Test func `a sighting is compared with the trials at risk at its step`() throws {
    let found = SightingRatio(
      isSuch: [true, false, true, true, false], seen: [1, 1, .nan, .nan, .nan],
      end: [3, 2, 0, 2, 4])
    #expect(found.seen == 2 && found.count == 1)
    #expect(found.expected == 0.5)
    #expect(found.ratio.ratio == 1)
  }

  /// A trial that saw it before is not at risk any more: at step 2 there are one that sees it and one that
  /// does not.
  @Test func `what is seen a second time is no news`() {
    let found = SightingRatio(
      isSuch: [true, true, false], seen: [1, 2, .nan], end: [5, 5, 5])
    #expect(found.expected == (2.0 / 3 + 1.0 / 2) / 2)
  }

  /// Numbers of an implementation in numpy.
  @Test func `limits are those of another implementation`() throws {
    let rows = 0..<60
    let found = SightingRatio(
      isSuch: rows.map { $0 % 3 == 0 },
      seen: rows.map { $0 % 4 == 0 ? Double(min($0 % 5, $0 % 7 + 2)) : .nan },
      end: rows.map { Double($0 % 7 + 2) })
    #expect(abs(try #require(found.ratio.ratio) - 0.9913312162046174) < 1e-12)
    #expect(abs(found.ratio.interval.low - 0.46676994447312725) < 1e-9)
    #expect(abs(found.ratio.interval.high - 1.7389991564642862) < 1e-9)
  }

  @Test func `what all see at once says nothing, and that is known well`() throws {
    let found = SightingRatio(
      isSuch: (0..<1000).map { $0 % 2 == 0 }, seen: Array(repeating: 3, count: 1000),
      end: Array(repeating: 9, count: 1000))
    #expect(found.ratio.ratio == 1)
    #expect(found.ratio.interval.contains(1))
    #expect(found.ratio.interval.high - found.ratio.interval.low < 0.02)
  }

  @Test func `without a sighting, or without the outcome, there is no ratio`() {
    let unseen = SightingRatio(isSuch: [true, false], seen: [.nan, .nan], end: [1, 1])
    #expect(unseen.expected == nil && unseen.ratio.ratio == nil)
    #expect(unseen.ratio.interval == Interval(low: 0, high: .infinity))
    let never = SightingRatio(isSuch: [false, false], seen: [0, .nan], end: [1, 1])
    #expect(never.expected == 0 && never.ratio.ratio == nil)
    let none = SightingRatio(isSuch: [false, true], seen: [0, .nan], end: [1, 1])
    #expect(none.ratio.ratio == 0)
    #expect(none.ratio.interval.low == 0)
    #expect(none.ratio.interval.high > 1 && none.ratio.interval.high.isFinite)
  }

  // MARK: Coverage

  /// Trials that end and see something in each step with constant chances.
  private struct Draws {
    let a = AddressedChoice(seed: 7, "a")
    let b = AddressedChoice(seed: 7, "b")
    let c = AddressedChoice(seed: 7, "c")

    /// Steps before something that comes with such a chance in each.
    func wait(_ choice: AddressedChoice, _ chance: Double, _ trial: Int, _ round: Int) -> Double {
      (log(choice.uniform(trial, round: round)) / log(1 - chance)).rounded(.down)
    }
  }

  private static let (trials, rounds) = (400, 400)

  /// The outcome has a chance of 0.3 and is drawn first; the sign is seen with 0.05 a step before it and with
  /// 0.02 before all else, while a trial lasts (0.95 a step, 41 steps). In closed form those at risk at step
  /// s are 0.3 · 0.95^s · 0.95^s with it and 0.7 · 0.98^s · 0.95^s without, which makes the ratio 1.8183. 400
  /// rounds, seed 7: four standard errors of the coverage are 0.044, of the mean of ratios 0.06.
  @Test func `the ratio of a known model lies within the limits as often as they say`() throws {
    let draws = Draws()
    var (with, expected) = (0.0, 0.0)
    for step in 0..<41 {
      let such = 0.3 * pow(0.95 * 0.95, Double(step))
      let other = 0.7 * pow(0.98 * 0.95, Double(step))
      with += such * 0.05
      expected += (such * 0.05 + other * 0.02) * such / (such + other)
    }
    let truth = with / expected
    #expect(abs(truth - 1.8183124576262086) < 1e-12)
    var (covered, sum) = (0, 0.0)
    for round in 0..<Self.rounds {
      var (isSuch, seen, end): ([Bool], [Double], [Double]) = ([], [], [])
      for trial in 0..<Self.trials {
        let such = draws.a.uniform(trial, round: round) < 0.3
        let last = min(40, draws.wait(draws.b, 0.05, trial, round))
        let sight = draws.wait(draws.c, such ? 0.05 : 0.02, trial, round)
        isSuch.append(such)
        end.append(last)
        seen.append(sight <= last ? sight : .nan)
      }
      let found = SightingRatio(isSuch: isSuch, seen: seen, end: end)
      if found.ratio.interval.contains(truth) { covered += 1 }
      sum += try #require(found.ratio.ratio)
    }
    #expect(abs(Double(covered) / Double(Self.rounds) - 0.95) < 0.044, "\(covered)")
    #expect(abs(sum / Double(Self.rounds) - truth) < 0.06)
  }

  /// A deal ends a trial with 0.01 a step, something else likewise; a comet is seen with 0.03 a step and
  /// means nothing. Against all trials that did not see it deals are 0.61 times as frequent: those had less
  /// time. 400 rounds, seed 7: four standard errors of the mean of ratios are 0.022, and its bias is below
  /// 0.01.
  @Test func `what means nothing has the ratio 1, however early trials end`() throws {
    let draws = Draws()
    var (covered, sum, plain) = (0, 0.0, 0.0)
    for round in 0..<Self.rounds {
      var (isSuch, seen, end): ([Bool], [Double], [Double]) = ([], [], [])
      for trial in 0..<Self.trials {
        let deal = draws.wait(draws.a, 0.01, trial, round)
        let other = draws.wait(draws.b, 0.01, trial, round)
        let last = min(52, deal, other)
        let sight = draws.wait(draws.c, 0.03, trial, round)
        isSuch.append(deal <= other && deal <= 52)
        end.append(last)
        seen.append(sight <= last ? sight : .nan)
      }
      let found = SightingRatio(isSuch: isSuch, seen: seen, end: end)
      if found.ratio.interval.contains(1) { covered += 1 }
      sum += try #require(found.ratio.ratio)
      let rest = zip(isSuch, seen).filter { $0.1.isNaN }
      plain +=
        Double(found.count) / Double(found.seen)
        / (Double(rest.count { $0.0 }) / Double(rest.count))
    }
    let rounds = Double(Self.rounds)
    #expect(abs(Double(covered) / rounds - 0.95) < 0.044, "\(covered)")
    #expect(abs(sum / rounds - 1) < 0.032)
    #expect(abs(plain / rounds - 0.61) < 0.03)
  }
}
