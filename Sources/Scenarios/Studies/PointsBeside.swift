internal import Foundation
import Sim

/// Which points each point of a study is looked at beside, and the trials of those.
///
/// Unchecked: what is made is behind the lock.
final class PointsBeside: @unchecked Sendable {
  /// Trials of all points that others are looked at beside take no more memory than this. Those that
  /// are not kept are run again when they are needed.
  static let mostBytes = 256 << 20

  private let entries: [StudyPoints.Entry]
  private let settings: RunSettings
  /// By entry: those that it is looked at beside, by position.
  private let references: [[Int]]
  /// Those that others are looked at beside.
  private let areReferences: Set<Int>
  /// By scenario, then by number of a point: the position of its entry.
  private let places: [[Int: Int]]
  private let lock = NSLock()
  private var trials: [Int: ReferenceTrials] = [:]

  /// `isOfAllPairs`: each point is looked at beside all before it, not beside one.
  init(_ entries: [StudyPoints.Entry], isOfAllPairs: Bool, _ settings: RunSettings) {
    self.entries = entries
    self.settings = settings
    var places = Array(repeating: [Int: Int](), count: (entries.last?.place ?? -1) + 1)
    for (at, entry) in entries.enumerated() { places[entry.place][entry.point.number] = at }
    self.places = places
    var firsts: [Int: Int] = [:]
    for (at, entry) in entries.enumerated() where firsts[entry.place] == nil {
      firsts[entry.place] = at
    }
    references = entries.indices.map { at in
      isOfAllPairs
        ? Array(0..<at) : Self.reference(of: at, entries, places, firsts).map { [$0] } ?? []
    }
    areReferences = Set(references.joined())
  }

  /// The point that it says, of its own scenario if that has it. Else the first point of the same
  /// scenario; for that, the first of all; for that, none.
  private static func reference(
    of at: Int, _ entries: [StudyPoints.Entry], _ places: [[Int: Int]], _ firsts: [Int: Int]
  ) -> Int? {
    let entry = entries[at]
    // A point that was left out is nowhere.
    if let number = entry.point.against,
      let found = places[entry.place][number] ?? places.lazy.compactMap({ $0[number] }).first
    {
      return found == at ? nil : found
    }
    let first = firsts[entry.place] ?? at
    return first < at ? first : at > 0 ? 0 : nil
  }

  private func position(of entry: StudyPoints.Entry) -> Int {
    places[entry.place][entry.point.number] ?? 0
  }

  /// The points that this one is looked at beside.
  func references(of entry: StudyPoints.Entry) -> [StudyPoints.Entry] {
    references[position(of: entry)].map { entries[$0] }
  }

  /// Whether other points are looked at beside this one.
  func isReference(_ entry: StudyPoints.Entry) -> Bool {
    areReferences.contains(position(of: entry))
  }

  /// No point is looked at beside more others.
  var mostReferences: Int { references.map(\.count).max() ?? 0 }

  /// All that looks at an entry's trials: of each reference in turn, all analyses. `report`: of the
  /// entry. `run`: makes the run of an entry.
  func analyses(
    of entry: StudyPoints.Entry, _ report: Report, run: (StudyPoints.Entry) throws -> PointRun
  ) throws -> Analyses {
    let at = position(of: entry)
    let own = areReferences.contains(at) ? try trials(of: at, run) : nil
    var looks: [Analyses.Look] = []
    for other in references[at] {
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
      sum + Double(ReferenceTrials.bytes(reports[entries[at].place], trials: Block.size))
        * Double(Block.count(trials: settings.trials))
    }
    return min(all, Double(Self.mostBytes))
  }
}
