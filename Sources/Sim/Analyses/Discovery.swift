/// In which region of the inputs hits are common: half of the trials find boxes (PRIM), the other half
/// says what they are worth, so that no number is flattered by the search.
package struct Discovery: Sendable {
  /// The boxes on the way from that of all trials, each with what the second half says of it.
  package let boxes: [BoxEvidence]
  /// Position of the box that says most of the hits, in the half that found it.
  package let chosen: Int
  /// Of the half that says what boxes are worth.
  package let base: BoxCounts
  /// The axes, where inputs were turned; the boxes' inputs are then those of `BoxRotation.turned`.
  package let rotation: BoxRotation?

  /// The most that the share of hits in all trials can be where the density of the chosen box is least: more
  /// than that of `base` if limits allow for failed trials.
  private let mostInAll: Double

  /// Whether the chosen box is richer in hits than all trials: whether the whole interval of its density,
  /// in the second half, lies above the share of hits there, whatever failed trials could have come to.
  package var isFound: Bool {
    let box = boxes[chosen]
    return !box.box.limits.isEmpty && box.densityInterval.low > mostInAll
  }

  /// How many times the search is repeated with half of its trials, to see which limits come again.
  package static let resamples = 10

  /// `isHit`: by trial. `numbers`: of the trials, which say with the seed to which half each belongs; `nil`:
  /// their positions. `box`: one to choose. `failed`: trials that failed.
  package init(
    _ given: [BoxInput], isHit: [Bool], numbers: [Int]? = nil, _ search: BoxSearch = BoxSearch(),
    seed: UInt64, rotates: Bool = false, box: Int? = nil, failed: FailedTrials = FailedTrials()
  ) {
    let half = AddressedChoice(seed: seed, "discover.half")
    let number = { (row: Int) in numbers?[row] ?? row }
    let peeled = isHit.indices.filter { half.isFirstHalf(number($0)) }
    let reported = isHit.indices.filter { !half.isFirstHalf(number($0)) }
    rotation = rotates ? BoxRotation(given, isHit, rows: peeled) : nil
    let inputs = rotation?.turned(given) ?? given
    let lost = failed.inputs(inputs.count, isTurned: rotation != nil) { !half.isFirstHalf($0) }
    let (first, second) = (
      BoxTrials(inputs, isHit, rows: peeled),
      BoxTrials(inputs, isHit, rows: reported, failed: lost)
    )
    base = second.base
    var found = search.peel(inputs, isHit, rows: peeled)
    var chosen = Self.best(found, first)
    if let box {
      chosen = min(max(0, box), found.count - 1)
    } else {
      found += search.paste(found[chosen], inputs, isHit, rows: peeled)
      chosen = Self.best(found, first)
      let pruned = first.pruned(found[chosen])
      if pruned != found[chosen] {
        found.append(pruned)
        chosen = found.count - 1
      }
    }
    self.chosen = chosen
    let again = Self.foundAgain(found[chosen], first, number, search, seed)
    boxes = found.enumerated().map { at, box in
      let evidence = second.evidence(box, found: first.counts(box))
      return at == chosen ? evidence.with(foundAgain: again) : evidence
    }
    mostInAll = second.mostDensity(besides: boxes[chosen])
  }

  /// Trials that failed: nobody knows whether they would have been hits.
  package struct FailedTrials: Sendable {
    private let numbers: [Int]
    private let values: [[Double]]

    /// `numbers`: of the trials; `values`: by input, then by trial; NaN is missing.
    package init(numbers: [Int] = [], values: [[Double]] = []) {
      self.numbers = numbers
      self.values = values
    }

    /// The inputs of those of some numbers; where inputs are turned, all are missing.
    fileprivate func inputs(
      _ count: Int, isTurned: Bool, _ isChosen: (Int) -> Bool
    ) -> [[Double]] {
      let rows = numbers.indices.filter { isChosen(numbers[$0]) }
      guard !rows.isEmpty else { return [] }
      return (0..<count).map { input in
        rows.map { isTurned || input >= values.count ? .nan : values[input][$0] }
      }
    }
  }

  private static func best(_ boxes: [Box], _ trials: BoxTrials) -> Int {
    let information = boxes.map { $0.limits.isEmpty ? 0 : trials.information(trials.counts($0)) }
    return information.indices.max { information[$0] < information[$1] } ?? 0
  }

  /// By input: the share of searches in half of the trials whose box nearest to this one, in coverage and
  /// density, limits it (as `resample` of the EMA workbench).
  private static func foundAgain(
    _ box: Box, _ trials: BoxTrials, _ number: (Int) -> Int, _ search: BoxSearch, _ seed: UInt64
  ) -> [Int: Double] {
    guard !box.limits.isEmpty, trials.base.hits > 0 else { return [:] }
    let choice = AddressedChoice(seed: seed, "discover.resample")
    let target = trials.counts(box)
    var times: [Int: Double] = [:]
    for round in 0..<resamples {
      let rows = trials.rows.filter { choice.isFirstHalf(number($0), round: round) }
      let half = BoxTrials(trials.inputs, trials.isHit, rows: rows)
      guard half.base.hits > 0 else { continue }
      let nearest = search.peel(trials.inputs, trials.isHit, rows: rows).map { box in
        let counts = half.counts(box)
        let coverage =
          Double(counts.hits) / Double(half.base.hits)
          - Double(target.hits) / Double(trials.base.hits)
        let density = counts.density - target.density
        return (box: box, distance: coverage * coverage + density * density)
      }.min { $0.distance < $1.distance }
      for input in nearest?.box.inputs ?? [] { times[input, default: 0] += 1 }
    }
    return times.mapValues { $0 / Double(resamples) }
  }
}

extension BoxEvidence {
  fileprivate func with(foundAgain: [Int: Double]) -> BoxEvidence {
    BoxEvidence(
      box: box, found: found, counts: counts, coverage: coverage,
      coverageInterval: coverageInterval, density: density, densityInterval: densityInterval,
      limits: limits.map {
        var limit = $0
        limit.foundAgain = foundAgain[$0.input] ?? 0
        return limit
      }, failed: failed)
  }
}
