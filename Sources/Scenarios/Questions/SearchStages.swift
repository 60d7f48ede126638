internal import Foundation
import Sim

/// Runs the stages of a search as studies, and keeps what each came to in a file of its own, so that a search
/// that was cut off goes on from the last stage that it had run.
package struct SearchStages {
  private let file: String
  private let settings: [Setting]
  private let root: FileSource?
  private let jobs: Int
  private let space: LeverSpace
  /// Objectives, then what must not be above 0.
  private let aims: [SearchAim]
  /// What is asked besides when the winner is estimated; measures that are laid over the file.
  private let besides: [(setting: Setting, aim: SearchAim)]
  /// Settings that are laid over the file together; one without any is the file alone.
  private let views: [[Setting]]
  private let folder: String
  private let resumes: Bool
  /// Everything besides candidates that decides what a stage comes to.
  private let base: String

  /// Rows of trials that are run at once, and then kept: few, so that a search that is cut off often gets on, and
  /// enough for all threads.
  private var mostRows: Int { min(1 << 17, max(1 << 14, jobs << 12)) }
  private static let format = "simrun-search/2"

  package init(
    _ study: Study, file: String, settings: [Setting], root: FileSource?, jobs: Int,
    space: LeverSpace, aims: [SearchAim], besides: [(setting: Setting, aim: SearchAim)],
    views: [[Setting]], folder: String, resumes: Bool
  ) {
    self.file = file
    self.settings = settings
    self.root = root
    self.jobs = jobs
    self.space = space
    self.aims = aims
    self.besides = besides
    self.views = views
    self.folder = folder
    self.resumes = resumes
    base = study.assumptions
  }

  private func aims(of stage: PlanSearch.Stage) -> [SearchAim] {
    stage.kind == .estimate ? aims + besides.map(\.aim) : aims
  }

  /// The values of a candidate as they are laid over the file.
  private func settings(_ candidate: PlanSearch.Candidate) -> [Setting] {
    zip(space.axes, candidate.values).compactMap { axis, value in
      value.map { Setting(path: axis.path, value: $0, of: .lever) }
    }
  }

  /// Candidates as points, for each view one after the other.
  private func study(
    _ candidates: [PlanSearch.Candidate], for stage: PlanSearch.Stage?
  ) throws(StudyError) -> Study {
    let all = candidates.flatMap { candidate in views.map { $0 + settings(candidate) } }
    return try Study(
      files: [file],
      settings: settings + (stage?.kind == .estimate ? besides.map(\.setting) : []),
      points: PointSet(
        listed: all.enumerated().map { StudyPoint(number: $0 + 1, values: $1) }), root: root,
      jobs: jobs)
  }

  /// Throws what is wrong with candidates, before anything is run.
  package func check(_ candidates: [PlanSearch.Candidate]) throws(StudyError) {
    _ = try study(candidates, for: nil)
  }

  /// Some candidates of a stage, to be run.
  package struct Slice {
    package let study: Study
    package let trials: Int
    package let seed: UInt64
    /// Trials of the stage that are there, and all of them.
    package let done: Int
    package let all: Int
  }

  /// What candidates come to in a stage, by candidate and then by view. `run`: runs a study and keeps its trials.
  ///
  /// What a slice came to is kept at once, so that a search that is cut off in the middle of a stage gets on.
  package func samples(
    _ stage: PlanSearch.Stage, _ candidates: [PlanSearch.Candidate],
    _ run: (Slice) throws -> [StudiedPoint]
  ) throws -> [[SearchSample]] {
    let place = place(of: stage)
    let key = key(stage, candidates)
    var samples =
      resumes ? TextFile.read(place).flatMap { Self.read($0, key, views.count) } ?? [] : []
    if samples.count == candidates.count { return samples }
    if samples.count > candidates.count { samples = [] }
    let aims = aims(of: stage)
    let most = max(1, mostRows / stage.trials / views.count)
    try TextFile.makeFolder(of: place)
    while samples.count < candidates.count {
      let some = Array(candidates[samples.count...].prefix(most))
      let each = stage.trials * views.count
      let points = try run(
        Slice(
          study: study(some, for: stage), trials: stage.trials, seed: stage.seed,
          done: samples.count * each, all: candidates.count * each))
      let found = points.map { point in
        SearchSample(
          aims.map { aim in point.columns.map(aim.values) ?? [] },
          failed: point.result.summary.failureCount)
      }
      for k in some.indices {
        samples.append(Array(found[(k * views.count)..<((k + 1) * views.count)]))
      }
      try TextFile.write(Self.text(samples, key), to: place)
    }
    return samples
  }

  // MARK: Records

  private func place(of stage: PlanSearch.Stage) -> String {
    "\(SearchRecord.stages(folder))/\(stage.number)-\(stage.kind.rawValue).txt"
  }

  /// What the samples of a stage depend on.
  private func key(_ stage: PlanSearch.Stage, _ candidates: [PlanSearch.Candidate]) -> String {
    let laid = views.map { $0.map { "\($0.path)=\($0.value)" }.joined(separator: ";") }
    let values = candidates.map { $0.values.map { $0 ?? "" }.joined(separator: "\u{1}") }
    let lines =
      [Self.format, Release.version, base, "\(stage.kind) \(stage.trials) \(stage.seed)"]
      + space.axes.map(\.path) + aims(of: stage).map(\.text) + laid + values
    return Manifest.sha256(Array(lines.joined(separator: "\n").utf8))
  }

  private static func text(_ samples: [[SearchSample]], _ key: String) -> String {
    var lines = ["\(format) \(key)"]
    for sample in samples.joined() {
      lines.append("failed \(sample.failed)")
      for (sums, counts) in zip(sample.sums, sample.counts) {
        lines.append(sums.map { "\($0)" }.joined(separator: " "))
        lines.append(counts.map { "\($0)" }.joined(separator: " "))
      }
      lines.append("")
    }
    return lines.joined(separator: "\n") + "\nend\n"
  }

  private static func read(_ text: String, _ key: String, _ views: Int) -> [[SearchSample]]? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.popFirst() == "\(format) \(key)" else { return nil }
    var samples: [SearchSample] = []
    var (sums, counts) = ([[Double]](), [[Int]]())
    var failed: Int?
    while let line = lines.popFirst(), line != "end" {
      guard !line.isEmpty else {
        guard sums.count == counts.count, let own = failed else { return nil }
        samples.append(SearchSample(sums: sums, counts: counts, failed: own))
        (sums, counts, failed) = ([], [], nil)
        continue
      }
      guard failed != nil else {
        guard line.hasPrefix("failed "), let own = Int(line.dropFirst(7)) else { return nil }
        failed = own
        continue
      }
      let fields = line.split(separator: " ")
      if sums.count == counts.count {
        sums.append(fields.compactMap { Double($0) })
        guard sums.last?.count == fields.count else { return nil }
      } else {
        counts.append(fields.compactMap { Int($0) })
        guard counts.last?.count == fields.count else { return nil }
      }
    }
    guard samples.count % views == 0, text.hasSuffix("\nend\n") else { return nil }
    return stride(from: 0, to: samples.count, by: views).map { Array(samples[$0..<($0 + views)]) }
  }
}
