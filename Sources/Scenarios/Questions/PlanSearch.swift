package import Sim

/// "Which choice would serve an aim best?", asked of the levers of a scenario in stages: a first look over all of
/// them, climbs from the best places, and then, on fresh draws, the selection among a few and the estimate of the
/// one that is left.
///
/// It runs nothing itself. What a stage's candidates come to is asked of `evaluate`.
package struct PlanSearch {
  package struct Settings: Sendable {
    /// Trials of all stages together; `nil`: as long as `timeUsed` lets it.
    package var budget: Int? = 1_000_000
    package var seed: UInt64 = 1
    /// A difference in the aim that does not matter; `nil`: a fiftieth of the standard deviation of a trial as the
    /// file is.
    package var indifference: Double? = 0.005
    /// Two aims, of which the choices are wanted that nothing beats in both.
    package var isFront = false
    /// How many views there are.
    package var views = 1
    /// How a candidate is judged that several views are looked at of.
    package var judgement = Judgement.mean
    package init() {}
  }

  package enum Judgement: Sendable {
    /// There is one view.
    case mean
    /// The worst of all views.
    case worst
    /// The least that is lost against the best candidate of each view.
    case regret
  }

  package enum StageKind: String, Sendable {
    case start, climb, review, select, estimate, around
  }

  /// Candidates that are run with the same draws.
  package struct Stage: Sendable, Hashable {
    package let kind: StageKind
    /// Counted from 1, over all kinds.
    package let number: Int
    package let trials: Int
    /// Stages with equal seeds have the same draws.
    package let seed: UInt64
  }

  package struct Candidate: Sendable {
    /// 0: the file as it is.
    package let number: Int
    package let origin: String
    /// In the cube; of the file where it stands there.
    package let point: [Double]
    /// By axis; `nil`: as the file has it.
    package let values: [String?]
  }

  /// A candidate in a stage: a row of `search.csv`.
  package struct Row: Sendable {
    package let candidate: Int
    package let kind: StageKind
    /// Of the stage.
    package let number: Int
    /// That have a value.
    package let trials: Int
    /// Of the aim, or of the two of a front: as judged, with its interval where there is one view.
    package let values: [(value: Double, interval: Interval?)]
    package let isFeasible: Bool
    /// Trials that failed, of all views.
    package let failed: Int
    package var isKept = false
  }

  /// By candidate, then by view.
  package typealias Evaluate = (Stage, [Candidate]) throws -> [[SearchSample]]

  package let space: LeverSpace
  package let settings: Settings
  /// By aim: whether it is 0 or 1 in each trial. Objectives first, then what must not be above 0.
  let areShares: [Bool]
  let objectives: Int
  let evaluate: Evaluate
  /// How much of the time is used, from 0 to 1; 0 where only trials are counted.
  let timeUsed: () -> Double

  package private(set) var candidates: [Candidate] = []
  package private(set) var rows: [Row] = []
  package private(set) var spent = 0
  var known: [[String?]: Int] = [:]
  /// On the draws of the search, by candidate: the longest.
  var samples: [Int: [SearchSample]] = [:]
  var stages = 0

  static let climbs = 4
  static let mostFinalists = 9

  /// With fewer trials in all, or fewer of each view, nothing can be looked for.
  package static let leastBudget = 50_000
  package static let leastBudgetOfView = 6_250

  /// Trials of a candidate at its first look: fewer where the budget is small, or views are many.
  var firstTrials: Int {
    guard let budget = settings.budget else { return 1_024 }
    let most = budget < 100_000 ? 256 : budget < 400_000 ? 512 : 1_024
    let views = max(1, settings.views)
    return [1_024, 512].first {
      // Of many views there are many trials of a candidate though there are few of each.
      $0 <= most && (views == 1 || $0 * views <= 2_048)
        && Double(10 * $0 * views) <= 0.42 * Double(budget)
    } ?? 256
  }

  /// How many candidates of so many trials a part of the budget has room for.
  func room(_ part: Double, trials: Int) -> Int {
    settings.budget.map { Int(part * Double($0) / Double(trials)) } ?? .max
  }

  /// Trials of each of so many candidates that a part of the budget still has room for: whole batches, no more
  /// than `most`.
  func affordable(_ most: Int, of count: Int, within part: Double) -> Int {
    let each = left(of: part) / Double(count * max(1, settings.views))
    return Int(min(Double(most), max(0, each))) / SearchSample.batch * SearchSample.batch
  }

  /// Whether so many trials more are within a part of the budget.
  func fits(_ trials: Int, within part: Double) -> Bool { Double(trials) <= left(of: part) }

  /// Trials that are left of a part of the budget; where time is counted, as many as there is time for at the pace
  /// so far.
  private func left(of part: Double) -> Double {
    if let budget = settings.budget { return part * Double(budget) - Double(spent) }
    let used = timeUsed()
    guard used > 0 else { return .infinity }
    return Double(spent) * (part - used) / used
  }

  package init(
    _ space: LeverSpace, _ settings: Settings, objectives: Int, areShares: [Bool],
    timeUsed: @escaping () -> Double = { 0 }, evaluate: @escaping Evaluate
  ) {
    self.space = space
    self.settings = settings
    self.objectives = objectives
    self.areShares = areShares
    self.timeUsed = timeUsed
    self.evaluate = evaluate
  }

  // MARK: Candidates

  mutating func add(_ point: [Double], _ values: [String?], _ origin: String) -> Int {
    if let number = known[values] { return number }
    let number = candidates.count
    candidates.append(Candidate(number: number, origin: origin, point: point, values: values))
    known[values] = number
    return number
  }

  mutating func add(at point: [Double], _ origin: String) -> Int {
    let settled = space.settled(point)
    return add(settled, space.values(at: settled), origin)
  }

  /// Candidates that between them have both ends of each range and each value of each list.
  package var ends: [Candidate] {
    space.ends.map { point in
      Candidate(number: 0, origin: "ends", point: point, values: space.values(at: point))
    }
  }

  /// The number of the file as it is, the first candidate.
  package static let file = 0

  var indifference: Double {
    if let given = settings.indifference { return given }
    var moments = Moments()
    for mean in samples[Self.file]?.first?.batchMeans(0) ?? [] { moments.add(mean) }
    let spread = (moments.standardDeviation ?? 0) * Double(SearchSample.batch).squareRoot()
    return max(0.02 * spread, 1e-12)
  }

  // MARK: Running

  mutating func run(
    _ kind: StageKind, _ numbers: [Int], trials: Int, seed: UInt64
  ) throws -> [Int: [SearchSample]] {
    stages += 1
    let stage = Stage(kind: kind, number: stages, trials: trials, seed: seed)
    let found = try evaluate(stage, numbers.map { candidates[$0] })
    spent += trials * found.reduce(0) { $0 + $1.count }
    let samples = Dictionary(zip(numbers, found)) { first, _ in first }
    return samples
  }

  mutating func note(
    _ kind: StageKind, _ numbers: [Int], _ samples: [Int: [SearchSample]], kept: Set<Int> = []
  ) {
    for number in numbers {
      guard let own = samples[number] else { continue }
      rows.append(
        Row(
          candidate: number, kind: kind, number: stages, trials: own.first?.count(0) ?? 0,
          values: (0..<objectives).map { aim in
            (
              judged(own, aim, samples),
              own.count == 1 ? own[0].interval(aim, isShare: areShares[aim]) : nil
            )
          }, isFeasible: violation(own) <= 0, failed: own.reduce(0) { $0 + $1.failed },
          isKept: kept.contains(number)))
    }
  }

  /// On the draws of the search.
  mutating func look(_ kind: StageKind, _ numbers: [Int], trials: Int) throws {
    let open = numbers.filter { (samples[$0]?.first?.batches ?? 0) * SearchSample.batch < trials }
    guard !open.isEmpty else { return }
    let found = try run(kind, open, trials: trials, seed: settings.seed)
    for (number, sample) in found { samples[number] = sample }
    note(kind, open, found)
  }

  // MARK: Stages

  /// `plans`: tabled texts by name, as values by axis, that the first look is to hold.
  package mutating func run(plans: [(name: String, values: [String?])] = []) throws -> Answer {
    let file = add(space.start, space.axes.map { _ in nil }, "file")
    // What the file has is known under its values too.
    let own = space.axes.map(\.start)
    if !own.contains(where: { $0 == nil }) {
      known[
        zip(space.axes, own).map { axis, value in
          value.flatMap { space.place(axis, $0) }.map { space.value(axis, $0) }
        }] = file
    }
    var first = [file]
    for plan in plans.prefix(room(0.1, trials: firstTrials * max(1, settings.views))) {
      let point = zip(space.axes, plan.values).map { axis, value in
        (value ?? axis.start).flatMap { space.place(axis, $0) } ?? 0.5
      }
      first.append(add(space.settled(point), plan.values, plan.name))
    }
    first += try spreadOut()
    try look(.start, Array(Set(first)).sorted(), trials: firstTrials)
    let weights = self.weights
    try climb(from: first, weights)
    if settings.isFront { return try front(weights) }
    return settings.judgement == .mean ? try selected() : try robust()
  }

  func finished(_ answer: Answer) -> Answer {
    var answer = answer
    answer.candidates = candidates
    answer.isFront = settings.isFront
    answer.tried = Set(rows.map(\.candidate)).count
    answer.withFailures = Set(rows.filter { $0.failed > 0 }.map(\.candidate)).count
    answer.indifference = indifference
    answer.rows = rows
    answer.spent = spent
    return answer
  }
}
