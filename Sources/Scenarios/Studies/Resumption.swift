internal import Sim

/// What earlier runs left in a folder, found fit to be gone on with.
struct Resumption {
  /// By point: of all records the one that has most of it.
  let points: [EarlierPoint?]
  /// Of all points.
  var trials: Int { points.reduce(0) { $0 + ($1?.point.trials ?? 0) } }

  /// Reads the records and compares them with what is asked for. One is enough; a record that does
  /// not fit is left out as long as another does.
  ///
  /// - Throws: `ResumeError`, if none fits, or one has more trials than are asked for.
  init(
    _ sources: [ResumeSource], folder: String, points study: StudyPoints, asked manifest: Manifest,
    keepsTrialRows: Bool
  ) throws {
    var points = [EarlierPoint?](repeating: nil, count: study.entries.count)
    var refusal: ResumeError?
    var fits = false
    for source in sources {
      do {
        let record = try ResumeRecord(
          source, folder: folder, points: study, asked: manifest, keepsTrialRows: keepsTrialRows)
        fits = true
        for (k, point) in record.points
        where point.reusedTrials > points[k]?.point.reusedTrials ?? -1 {
          points[k] = EarlierPoint(point: point, source: source)
        }
      } catch let error as ResumeError {
        if case .fewer = error { throw error }
        refusal = refusal ?? error
      }
    }
    guard fits else { throw refusal ?? ResumeError.noRecord(folder: folder) }
    self.points = points
  }

  /// What parts have, point by point.
  init(_ points: [EarlierPoint?]) { self.points = points }

  /// By point; `nil` where nothing is there that it can go on from.
  func usable(by study: StudyPoints, _ share: ShardShare) -> [EarlierPoint?] {
    points.indices.map { place in
      points[place].flatMap { earlier in
        let isUsable =
          switch earlier.point.content {
          case .blocks(let blocks):
            study.accepts(
              blocks, of: study.entries[place],
              in: share.isWhole(place) ? nil : share.blocks(of: place))
          case .tables: earlier.point.trials == study.settings.trials
          }
        return isUsable ? earlier : nil
      }
    }
  }

  /// Why nothing can be reused for such a study; `nil`: something can.
  func obstacle(_ study: StudyPoints, _ share: ShardShare) -> String? {
    guard usable(by: study, share).allSatisfy({ $0 == nil }) else { return nil }
    let found = points.compactMap { $0?.point }
    if found.contains(where: { $0.blocks == nil }) {
      return
        "a sweep of more than \(StudyPoints.mostExtensible) points can only be gone on with for as "
        + "many trials as before; all are run again"
    }
    if found.allSatisfy({ $0.blocks?.blocks.isEmpty ?? true }) {
      return "fewer than \(Block.size) trials are there; all are run again"
    }
    return "the limit of \(BlockTally.mostKeptTrials) trials, past which quantiles come from "
      + "histograms, lies between the two runs; all trials are run again"
  }

  /// What is said when a checkpoint is gone on from.
  func notice(_ study: StudyPoints, _ share: ShardShare) -> String? {
    let used = usable(by: study, share).compactMap { $0 }.filter(\.source.isCheckpoint)
    guard !used.isEmpty else { return nil }
    let trials = used.reduce(0) { $0 + $1.point.reusedTrials }
    return "a run was cut off here; its checkpoint of \(trials) trials is gone on from"
  }
}

extension Study.Member {
  /// The folder of the first file as given, with its closing slash: not part of a record.
  private var folder: String {
    file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
  }

  func withoutFolder(_ blocks: WholeBlocks) -> WholeBlocks {
    let folder = folder
    guard !folder.isEmpty else { return blocks }
    return blocks.placed { $0.hasPrefix(folder) ? String($0.dropFirst(folder.count)) : $0 }
  }

  func withFolder(_ blocks: WholeBlocks) -> WholeBlocks {
    let folder = folder
    guard !folder.isEmpty else { return blocks }
    return blocks.placed { $0.isEmpty ? $0 : folder + $0 }
  }
}
