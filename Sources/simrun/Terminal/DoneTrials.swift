import Scenarios
import Sim

/// How far an interrupted study came, in words.
struct DoneTrials {
  /// Of each scenario or point that was begun, in their order; failed trials too.
  let counts: [Int]
  /// How many each was to have.
  let asked: Int

  init(counts: [Int], asked: Int) {
    self.counts = counts
    self.asked = asked
  }

  init(_ points: [PointResult], asked: Int) {
    self.init(counts: points.map { $0.summary.trials + $0.summary.failureCount }, asked: asked)
  }

  /// `2 points and 4,096 trials of another`.
  var ofPoints: String {
    let whole = counts.count { $0 >= asked }
    let rest = Wording.trials(counts.filter { $0 < asked }.reduce(0, +))
    if whole == 0, !counts.isEmpty {
      return "\(rest) of \(counts.count == 1 ? "one point" : "\(counts.count) points")"
    }
    let part = whole == counts.count ? "" : " and \(rest) of another"
    return Wording.counted(whole, "point", "points") + part
  }

  /// `5,120 + 0`: those of `several` scenarios, of which the last may not have been begun.
  func ofScenarios(_ several: Int) -> String {
    let all = counts + Array(repeating: 0, count: max(0, several - counts.count))
    return all.map(Wording.grouped).joined(separator: " + ")
  }

  /// Whether each of `several` came equally far.
  func isEven(_ several: Int) -> Bool { counts.count == several && Set(counts).count < 2 }

  /// `5,120 trials of fair and none of the other`, of `several` that were to be run. `names`: of those that
  /// were begun.
  func each(_ names: [String], of several: Int) -> String {
    guard !counts.isEmpty else { return "no trials" }
    var parts = zip(names, counts).map { "\(Wording.trials($1)) of \($0)" }
    let left = several - counts.count
    if left > 0 {
      parts.append("none of the \(left == 1 ? "other" : "other \(left)")")
    }
    return parts.listed()
  }
}
