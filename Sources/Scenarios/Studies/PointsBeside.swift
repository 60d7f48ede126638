internal import Foundation
import Sim

/// Which points each point of a study is looked at beside, and the trials of those.
///
/// Unchecked: what is made is behind the lock.
final class PointsBeside: @unchecked Sendable {
  /// Trials of all points that others are looked at beside take no more memory than this. Those that
  /// are not kept are run again when they are needed.
  static let mostBytes = 256 << 20

  private let entries: StudyEntries
  private let settings: RunSettings
  /// Each point is looked at beside all before it, not beside one.
  private let isOfAllPairs: Bool
  /// Those that others are looked at beside.
  private let areReferences: Set<Int>
  private let lock = NSLock()
  private var trials: [Int: ReferenceTrials] = [:]

  /// `isOfAllPairs`: each point is looked at beside all before it, not beside one.
  init(_ entries: StudyEntries, isOfAllPairs: Bool, _ settings: RunSettings) {
    self.entries = entries
    self.settings = settings
    self.isOfAllPairs = isOfAllPairs
    var found: Set<Int> = []
    for place in 0..<entries.scenarioCount where !isOfAllPairs {
      let own = entries.positions(ofScenario: place)
      // Of combinations of sweeps all are looked at beside the first, which stands for the others.
      for at in entries.areListed(ofScenario: place) ? own : own.prefix(2) {
        if let other = Self.reference(of: at, entries) { found.insert(other) }
      }
    }
    areReferences = isOfAllPairs ? Set(0..<Swift.max(0, entries.count - 1)) : found
  }

  /// The point that it says, of its own scenario if that has it. Else the first point of the same
  /// scenario; for that, the first of all; for that, none.
  private static func reference(of at: Int, _ entries: StudyEntries) -> Int? {
    let place = entries.scenario(at: at)
    // A point that was left out is nowhere.
    if entries.areListed(ofScenario: place), let number = entries[at].point.against {
      let own = entries.position(ofScenario: place, number: number)
      let others = (0..<entries.scenarioCount).lazy.compactMap {
        entries.position(ofScenario: $0, number: number)
      }
      if let found = own ?? others.first { return found == at ? nil : found }
    }
    let first = entries.positions(ofScenario: place).lowerBound
    return first < at ? first : at > 0 ? 0 : nil
  }

  private func position(of entry: StudyPoints.Entry) -> Int {
    entries.position(ofScenario: entry.place, number: entry.point.number) ?? 0
  }

  private func references(of at: Int) -> [Int] {
    isOfAllPairs ? Array(0..<at) : Self.reference(of: at, entries).map { [$0] } ?? []
  }

  /// The points that this one is looked at beside.
  func references(of entry: StudyPoints.Entry) -> [StudyPoints.Entry] {
    references(of: position(of: entry)).map { entries[$0] }
  }

  /// Whether other points are looked at beside this one.
  func isReference(_ entry: StudyPoints.Entry) -> Bool {
    areReferences.contains(position(of: entry))
  }

  /// No point is looked at beside more others.
  var mostReferences: Int { isOfAllPairs ? areReferences.count : min(1, areReferences.count) }

  /// All that looks at an entry's trials: of each reference in turn, all analyses. `report`: of the
  /// entry. `run`: makes the run of an entry.
  func analyses(
    of entry: StudyPoints.Entry, _ report: Report, run: (StudyPoints.Entry) throws -> PointRun
  ) throws -> Analyses {
    let at = position(of: entry)
    let own = areReferences.contains(at) ? try trials(of: at, run) : nil
    var looks: [Analyses.Look] = []
    for other in references(of: at) {
      let reference = try trials(of: other, run)
      looks += PointAnalysis.all.map {
        Analyses.Look($0.trials(report, reference.report), beside: reference)
      }
    }
    return Analyses(looks, as: own)
  }

  private func trials(
    of at: Int, _ run: (StudyPoints.Entry) throws -> PointRun
  ) throws -> ReferenceTrials {
    lock.lock()
    defer { lock.unlock() }
    if let made = trials[at] { return made }
    let made = try run(entries[at]).reference(mostBytes: Self.mostBytes / areReferences.count)
    trials[at] = made
    return made
  }

  /// What is kept of them, about, in bytes. `reports`: by scenario.
  func bytes(_ reports: [Report]) -> Double {
    let all = areReferences.reduce(0.0) { sum, at in
      sum + Double(ReferenceTrials.bytes(reports[entries.scenario(at: at)], trials: Block.size))
        * Double(Block.count(trials: settings.trials))
    }
    return min(all, Double(Self.mostBytes))
  }
}
