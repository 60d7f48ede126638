/// When what both points have came about, trial by trial: at each step, in how many pairs of trials it
/// had come about at one point and not, or not yet, at the other.
struct PairedIncidence: Sendable {
  /// What comes about at most once in a trial.
  enum Event: Sendable, Hashable {
    /// The trial ends with one of these outcomes.
    case ending([Int])
    case milestone(Int)

    /// The step; `.max` for never.
    func step(_ trial: Int, _ block: ReferenceBlock) -> Int {
      switch self {
      case .ending(let outcomes):
        return outcomes.contains(Int(block.outcomes[trial])) ? Int(block.endSteps[trial]) : .max
      case .milestone(let number):
        let step = Int(block.milestones[number][trial])
        return step >= 0 ? step : .max
      }
    }
  }

  struct Pair: Sendable {
    let name: String
    let own: Event
    let other: Event
  }

  /// More counts than this are not worth their room.
  private static let mostCounts = 1 << 20
  /// By event and step: pairs of trials in which it came about at both points in this step; in which
  /// it began to hold here alone; there alone; and ceased to do so, since the other followed.
  private static let kinds = 5

  let pairs: [Pair]
  let steps: Int

  init(_ own: Report, beside other: Report) {
    steps = min(own.stepCount, other.stepCount)
    guard own.recording.contains(.incidence), other.recording.contains(.incidence) else {
      pairs = []
      return
    }
    let (here, there) = (Self.events(own), Self.events(other))
    let places = Dictionary(there.map { ($0.name, $0.event) }) { first, _ in first }
    let all = here.compactMap { event in
      places[event.name].map { Pair(name: event.name, own: event.event, other: $0) }
    }
    pairs = all.count * steps * Self.kinds <= Self.mostCounts ? all : []
  }

  /// Outcomes, classes of several outcomes, milestones; the first of a name.
  private static func events(_ report: Report) -> [(name: String, event: Event)] {
    var events: [(name: String, event: Event)] = report.outcomes.indices.map {
      (report.outcomes[$0].name, .ending([$0]))
    }
    for (k, name) in report.classes.enumerated() {
      events.append(
        (name, .ending(report.outcomes.indices.filter { report.classOfOutcome[$0] == k })))
    }
    events += report.milestones.enumerated().map { ($1, .milestone($0)) }
    var seen: Set<String> = []
    return events.filter { seen.insert($0.name).inserted }
  }

  var countOfNumbers: Int { pairs.count * steps * Self.kinds }

  /// `finished`: trials of the block that finished at both points. `start`: of its counts.
  func count(
    _ own: ReferenceBlock, _ other: ReferenceBlock, _ finished: [Int],
    into counts: inout [Int], from start: Int
  ) {
    for (k, pair) in pairs.enumerated() {
      let at = start + k * steps * Self.kinds
      func add(_ step: Int, _ kind: Int) {
        if step < steps { counts[at + step * Self.kinds + kind] += 1 }
      }
      for trial in finished {
        let (a, b) = (pair.own.step(trial, own), pair.other.step(trial, other))
        if a == b {
          add(a, 0)
        } else if a < b {
          add(a, 1)
          add(b, 3)
        } else {
          add(b, 2)
          add(a, 4)
        }
      }
    }
  }

  /// Of an event, by step: pairs of trials in which it had come about at both, here alone, there alone.
  func counts(_ pair: Int, _ counts: [Int], from start: Int)
    -> [(both: Int, onlyHere: Int, onlyThere: Int)]
  {
    var (both, here, there) = (0, 0, 0)
    return (0..<steps).map { step in
      let at = start + (pair * steps + step) * Self.kinds
      both += counts[at] + counts[at + 3] + counts[at + 4]
      here += counts[at + 1] - counts[at + 3]
      there += counts[at + 2] - counts[at + 4]
      return (both, here, there)
    }
  }
}
