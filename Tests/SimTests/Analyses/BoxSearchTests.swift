import Testing

@testable import Sim

@Suite("Boxes of inputs in which hits are common")
struct BoxSearchTests {
  /// Hits where x < 0.4 and y > 0.5, nine of ten, and one of twenty elsewhere; z does nothing.
  private static func planted(seed: UInt64, trials: Int) -> (inputs: [BoxInput], isHit: [Bool]) {
    var chances = Chances(seed: seed)
    let columns = (0..<3).map { _ in chances.uniforms(trials) }
    let isHit = (0..<trials).map { trial in
      chances.happens(columns[0][trial] < 0.4 && columns[1][trial] > 0.5 ? 0.9 : 0.05)
    }
    return (columns.map { BoxInput($0) }, isHit)
  }

  @Test
  func `finds a planted box`() throws {
    let (inputs, isHit) = Self.planted(seed: 1, trials: 4000)
    let found = Discovery(inputs, isHit: isHit, seed: 1)
    let box = found.boxes[found.chosen]
    #expect(found.isFound)
    #expect(box.box.inputs == [0, 1])
    guard case .range(_, let high)? = box.box.limits[0],
      case .range(let low, _)? = box.box.limits[1]
    else {
      Issue.record("no ranges")
      return
    }
    #expect((high - 0.4).magnitude < 0.05)
    #expect((low - 0.5).magnitude < 0.05)
    #expect(box.densityInterval.contains(0.9) || box.density > 0.8)
    #expect(box.coverage > 0.75)
    #expect(box.limits.allSatisfy { $0.matters && $0.foundAgain == 1 })
  }

  /// Of hits that no input has part in. With 95 % intervals one in forty would be found at most; of 200
  /// more than ten have a chance of 0.01.
  @Test
  func `says none on noise in 95 % of 200`() {
    let found = (0..<200).count { seed in
      var chances = Chances(seed: 1000 + UInt64(seed))
      let inputs = (0..<4).map { _ in BoxInput(chances.uniforms(600)) }
      let isHit = (0..<600).map { _ in chances.happens(0.3) }
      return Discovery(inputs, isHit: isHit, seed: 1).isFound
    }
    #expect(found <= 10, "\(found)")
  }

  /// A box with a limit on what does nothing, held against trials that did not find it: one in twenty
  /// such limits would seem to matter; of 200 more than 18 have a chance of 0.01.
  @Test
  func `marks limits that do not matter`() {
    var seem = 0
    for seed in 0..<200 {
      let (inputs, isHit) = Self.planted(seed: 5000 + UInt64(seed), trials: 500)
      let trials = BoxTrials(inputs, isHit, rows: Array(0..<500))
      let box = Box(limits: [
        0: .range(low: -.infinity, high: 0.4), 1: .range(low: 0.5, high: .infinity),
        2: .range(low: 0.2, high: .infinity),
      ])
      let evidence = trials.evidence(box, found: BoxCounts())
      #expect(evidence.limits[0].matters && evidence.limits[1].matters)
      if evidence.limits[2].matters { seem += 1 }
    }
    #expect(seem <= 18, "\(seem)")
  }

  /// 8 hits of 10 in the box; without the limit on x 10 of 20: P(K ≥ 8), K binomial of 10 at ½, is 56/1024.
  @Test
  func `the quasi-p value is binomial`() throws {
    let x = BoxInput((0..<20).map { $0 < 10 ? 0 : 1 })
    let isHit = (0..<20).map { $0 < 8 || (10..<12).contains($0) }
    let trials = BoxTrials([x], isHit, rows: Array(0..<20))
    let box = Box(limits: [0: .range(low: -.infinity, high: 0)])
    let limit = try #require(trials.evidence(box, found: BoxCounts()).limits.first)
    #expect((limit.quasiP - 56.0 / 1024).magnitude < 1e-12)
    #expect(limit.quasiPHigh == limit.quasiP)
    #expect(limit.quasiPLow == nil)
    #expect(!limit.matters)
  }

  @Test
  func `coverage and density come from trials that did not find the box, with exact intervals`() {
    let (inputs, isHit) = Self.planted(seed: 2, trials: 1000)
    let found = Discovery(inputs, isHit: isHit, seed: 1)
    let half = AddressedChoice(seed: 1, "discover.half")
    let rows = (0..<1000).filter { !half.isFirstHalf($0) }
    let trials = BoxTrials(inputs, isHit, rows: rows)
    #expect(found.base == trials.base)
    for box in found.boxes {
      let counts = trials.counts(box.box)
      #expect(box.counts == counts)
      #expect(box.coverage == Double(counts.hits) / Double(trials.base.hits))
      #expect(
        box.densityInterval
          == ShareInterval.clopperPearson(counts.hits, of: counts.trials, alpha: 0.05))
      #expect(box.found.trials + rows.count <= 1000)
    }
  }

  /// All ways in which six failed trials can have ended, and in which those of unknown x can have lain, one
  /// by one.
  @Test(arguments: 0..<6)
  func `intervals of a box hold whatever failed trials could have come to`(_ seed: UInt64) throws {
    var chances = Chances(seed: seed)
    let (count, lost) = (40, 6)
    let x = (0..<count).map { _ in chances.uniform() }
    let isHit = x.map { chances.happens($0 < 0.5 ? 0.7 : 0.2) }
    let failed = (0..<lost).map { $0 < Int(seed % 3) ? Double.nan : chances.uniform() }
    let box = Box(limits: [0: .range(low: -.infinity, high: 0.5)])
    let trials = BoxTrials(
      [BoxInput(x, kind: .number)], isHit, rows: Array(0..<count), failed: [failed])
    let found = trials.evidence(box, found: BoxCounts())
    #expect(found.failed == lost)
    var (density, coverage) = (Interval(low: 1, high: 0), Interval(low: 1, high: 0))
    var least = Double.infinity
    for ways in 0..<(1 << (2 * lost)) {
      let places = failed.indices.map { ways >> (lost + $0) & 1 == 1 ? 0.2 : 0.8 }
      let isPossible = zip(places, failed).allSatisfy {
        $1.isNaN || box.limits[0]?.holds($0) == box.limits[0]?.holds($1)
      }
      guard isPossible else { continue }
      let ended = failed.indices.map { ways >> $0 & 1 == 1 }
      let all = BoxTrials(
        [BoxInput(x + places, kind: .number)], isHit + ended, rows: Array(0..<(count + lost)))
      let own = all.evidence(box, found: BoxCounts())
      density.low = min(density.low, own.densityInterval.low)
      density.high = max(density.high, own.densityInterval.high)
      coverage.low = min(coverage.low, own.coverageInterval.low)
      coverage.high = max(coverage.high, own.coverageInterval.high)
      least = min(least, own.density - all.base.density)
    }
    for (own, all) in [(found.densityInterval, density), (found.coverageInterval, coverage)] {
      #expect(abs(own.low - all.low) < 1e-12 && abs(own.high - all.high) < 1e-12)
    }
    // How far the box is above all trials at least: exact where x is known, else no more.
    let inside = failed.count { $0.isNaN || $0 <= 0.5 }
    let lowest =
      Double(found.counts.hits) / Double(found.counts.trials + inside)
      - trials.mostDensity(besides: found)
    #expect(lowest <= least + 1e-12)
    if !failed.contains(where: \.isNaN) { #expect(abs(lowest - least) < 1e-12) }
  }

  @Test
  func `one failed trial in many changes no interval of a box`() {
    let (inputs, isHit) = Self.planted(seed: 2, trials: 1000)
    let rows = Array(0..<1000)
    let box = Box(limits: [0: .range(low: -.infinity, high: 0.5)])
    let whole = BoxTrials(inputs, isHit, rows: rows).evidence(box, found: BoxCounts())
    let without = BoxTrials(inputs, isHit, rows: rows, failed: inputs.map { _ in [0.1] })
      .evidence(box, found: BoxCounts())
    #expect(without.failed == 0 && without.densityInterval == whole.densityInterval)
    #expect(without.coverageInterval == whole.coverageInterval)
  }

  @Test
  func `labels are kept or cut one by one, whatever their order in the list`() {
    var chances = Chances(seed: 3)
    let label = (0..<1000).map { _ in Double(Int(4 * chances.uniform())) }
    let isHit = label.map { chances.happens($0 == 1 || $0 == 3 ? 0.8 : 0.1) }
    let found = Discovery([BoxInput(label, kind: .labels)], isHit: isHit, seed: 1)
    #expect(found.boxes[found.chosen].box.limits == [0: .labels([1, 3])])
  }

  @Test
  func `numbers of few values have values as limits`() {
    var chances = Chances(seed: 4)
    let rounds = (0..<1000).map { _ in Double(1 + Int(6 * chances.uniform())) }
    let isHit = rounds.map { chances.happens($0 >= 3 && $0 <= 4 ? 0.8 : 0.1) }
    let input = BoxInput(rounds)
    #expect(input.kind == .ordered)
    let found = Discovery([input], isHit: isHit, seed: 1)
    #expect(found.boxes[found.chosen].box.limits == [0: .range(low: 3, high: 4)])
  }

  /// Hits where x + y > 1.4: a box along the axes has two limits, one along the diagonal has one.
  @Test
  func `turned, a diagonal edge is one limit`() throws {
    var chances = Chances(seed: 5)
    let columns = [chances.uniforms(4000), chances.uniforms(4000)]
    let isHit = (0..<4000).map {
      chances.happens(columns[0][$0] + columns[1][$0] > 1.4 ? 0.95 : 0.02)
    }
    let inputs = columns.map { BoxInput($0) }
    let along = Discovery(inputs, isHit: isHit, seed: 1)
    let turned = Discovery(inputs, isHit: isHit, seed: 1, rotates: true)
    let rotation = try #require(turned.rotation)
    let diagonal = try #require(
      rotation.loadings.firstIndex { ($0[0] - $0[1]).magnitude < 0.2 })
    let (plain, box) = (along.boxes[along.chosen], turned.boxes[turned.chosen])
    #expect(box.box.inputs == [diagonal])
    #expect(plain.box.inputs == [0, 1])
    #expect(box.coverage > plain.coverage + 0.05)
    #expect(box.density > plain.density)
    for loading in rotation.loadings {
      #expect((loading.reduce(0) { $0 + $1 * $1 } - 1).magnitude < 1e-12)
    }
  }

  @Test
  func `the first cut takes off the share that is asked for, half way between two values`() {
    let x = (0..<100).map { Double($0) }
    let isHit = x.map { $0 >= 50 }
    var search = BoxSearch()
    let between = search.peel([BoxInput(x)], isHit, rows: Array(0..<100))
    #expect(between[1].limits == [0: .range(low: 4.5, high: .infinity)])
    search.quantile = .interpolated
    search.peelAlpha = 0.1
    let interpolated = search.peel([BoxInput(x)], isHit, rows: Array(0..<100))
    #expect(interpolated[1].limits == [0: .range(low: 9.9, high: .infinity)])
  }

  @Test
  func `what a cut is worth, by objective`() {
    let (before, after) = (BoxCounts(trials: 100, hits: 20), BoxCounts(trials: 80, hits: 20))
    var values: [Double] = []
    for objective in BoxSearch.Objective.allCases {
      var search = BoxSearch()
      search.objective = objective
      values.append(search.value(before, after))
    }
    #expect(values[0] == 0.25)
    #expect((values[1] - 0.05 / 20).magnitude < 1e-15)
    #expect((values[2] - 80 * 0.05 / 20).magnitude < 1e-15)
  }

  @Test
  func `no box has less than the least mass`() {
    let (inputs, isHit) = Self.planted(seed: 6, trials: 1000)
    var search = BoxSearch()
    search.leastMass = 0.3
    let boxes = search.peel(inputs, isHit, rows: Array(0..<1000))
    let trials = BoxTrials(inputs, isHit, rows: Array(0..<1000))
    #expect(boxes.count > 2)
    #expect(boxes.allSatisfy { trials.counts($0).trials >= 300 })
  }

  @Test
  func `pasting moves a limit out while the box becomes richer`() {
    let x = BoxInput((0..<100).map { Double($0) })
    let isHit = (0..<100).map { $0 >= 40 && $0 < 90 }
    let box = Box(limits: [0: .range(low: 60, high: .infinity)])
    var search = BoxSearch()
    let boxes = search.paste(box, [x], isHit, rows: Array(0..<100))
    #expect(boxes.last == Box(limits: [0: .range(low: 39.5, high: .infinity)]))
    search.pastes = false
    #expect(search.paste(box, [x], isHit, rows: Array(0..<100)).isEmpty)
  }

  @Test
  func `which half a trial belongs to does not depend on how many there are`() {
    let half = AddressedChoice(seed: 7, "discover.half")
    let all = (0..<10_000).map { half.isFirstHalf($0) }
    #expect((0..<100).map { half.isFirstHalf($0) } == Array(all.prefix(100)))
    // √(n/4) = 50; seed 7, four standard errors.
    #expect(abs(all.count { $0 } - 5000) < 200)
    #expect(all != (0..<10_000).map { half.isFirstHalf($0, round: 1) })
    #expect(all != (0..<10_000).map { AddressedChoice(seed: 8, "discover.half").isFirstHalf($0) })
  }

  @Test
  func `without hits, or with nothing that varies, none is found`() {
    for isHit in [Array(repeating: false, count: 100), Array(repeating: true, count: 100), []] {
      let x = BoxInput(isHit.indices.map { Double($0) })
      #expect(!Discovery([x], isHit: isHit, seed: 1).isFound)
    }
    let same = BoxInput(Array(repeating: 1.0, count: 100))
    let found = Discovery([same], isHit: (0..<100).map { $0 < 50 }, seed: 1, rotates: true)
    #expect(!found.isFound)
    #expect(found.boxes.count == 1)
    #expect(found.rotation == nil)
    #expect(!Discovery([], isHit: (0..<100).map { $0 < 50 }, seed: 1).isFound)
  }
}
