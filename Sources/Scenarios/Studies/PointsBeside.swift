internal import Foundation
import Sim

/// Which point each point of a study is looked at beside, and the trials of those.
///
/// Unchecked: what is made is behind the lock.
final class PointsBeside: @unchecked Sendable {
  /// Trials of all points that others are looked at beside take no more memory than this. Those that
  /// are not kept are run again when they are needed.
  static let mostBytes = 256 << 20

  private let entries: [StudyPoints.Entry]
  private let pointsPerScenario: Int
  private let scenarios: Int
  private let settings: RunSettings
  private let lock = NSLock()
  /// By scenario: those of its first point.
  private var trials: [Int: ReferenceTrials] = [:]

  init(_ entries: [StudyPoints.Entry], scenarios: Int, _ settings: RunSettings) {
    self.entries = entries
    self.scenarios = scenarios
    pointsPerScenario = entries.count / max(1, scenarios)
    self.settings = settings
  }

  private func first(ofScenario place: Int) -> StudyPoints.Entry {
    entries[place * pointsPerScenario]
  }

  private func isFirst(_ entry: StudyPoints.Entry) -> Bool {
    entry.point.number == first(ofScenario: entry.place).point.number
  }

  /// The first point of the same scenario; for that, the first point of the first scenario; for that,
  /// none.
  func reference(of entry: StudyPoints.Entry) -> StudyPoints.Entry? {
    if !isFirst(entry) { return first(ofScenario: entry.place) }
    return entry.place == 0 ? nil : first(ofScenario: 0)
  }

  /// Whether other points are looked at beside this one.
  func isReference(_ entry: StudyPoints.Entry) -> Bool {
    isFirst(entry) && (pointsPerScenario > 1 || entry.place == 0 && scenarios > 1)
  }

  /// All that looks at an entry's trials. `report`: of the entry. `run`: makes the run of an entry.
  func analyses(
    of entry: StudyPoints.Entry, _ report: Report, run: (StudyPoints.Entry) throws -> PointRun
  ) throws -> Analyses {
    guard entries.count > 1 else { return .none }
    let own = isReference(entry) ? try trials(of: entry, run) : nil
    guard let other = reference(of: entry) else { return Analyses(as: own) }
    let reference = try trials(of: other, run)
    return Analyses(
      PointAnalysis.all.map { $0.trials(report, reference.report) }, beside: reference, as: own)
  }

  private func trials(
    of entry: StudyPoints.Entry, _ run: (StudyPoints.Entry) throws -> PointRun
  ) throws -> ReferenceTrials {
    lock.lock()
    defer { lock.unlock() }
    if let made = trials[entry.place] { return made }
    let made = try run(entry).reference(mostBytes: Self.mostBytes / scenarios)
    trials[entry.place] = made
    return made
  }

  /// What is kept of them, about, in bytes. `reports`: by scenario.
  func bytes(_ reports: [Report]) -> Double {
    guard entries.count > 1 else { return 0 }
    let all = reports.reduce(0.0) {
      $0 + Double(ReferenceTrials.bytes($1, trials: Block.size))
        * Double(Block.count(trials: settings.trials))
    }
    return min(all, Double(Self.mostBytes))
  }
}
