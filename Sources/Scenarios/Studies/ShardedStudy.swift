internal import Foundation
internal import Sim

/// A study whose shards are run apart, each into a part, and then merged.
package struct ShardedStudy {
  package let plan: ShardPlan
  package let study: Study
  let settings: StudySettings
  let points: StudyPoints
  package private(set) var parts: PartFolder
  /// How many of the first trials of each point a question looks at.
  let mostTrials: Int
  /// What the question asks besides. Each shard has its share of each.
  package private(set) var sides: [ShardedStudy] = []

  /// `settings`: as the command of the plan has them. `question`: as it asks it, and `sides`: what it asks
  /// besides.
  ///
  /// - Throws: `ShardPlan.Problem`, `StudyError`.
  package init(
    _ plan: ShardPlan, _ study: Study, _ settings: StudySettings, asking question: StudyQuestion?,
    sides: [SideStudy] = []
  ) throws {
    let manifest = study.manifest(settings.run)
    try plan.check(manifest)
    try self.init(
      plan, study, settings, manifest, mostTrials: question?.mostTrials ?? 0,
      folder: plan.partsFolder)
    for (number, side) in sides.enumerated() {
      var settings = settings
      settings.run = side.run
      self.sides.append(
        try ShardedStudy(
          plan, side.study, settings, side.study.manifest(settings.run),
          mostTrials: side.keepsTrials ? .max : 0, folder: "\(plan.partsFolder)/side-\(number + 1)")
      )
    }
  }

  private init(
    _ plan: ShardPlan, _ study: Study, _ settings: StudySettings, _ manifest: Manifest,
    mostTrials: Int, folder: String
  ) throws {
    self.plan = plan
    self.study = study
    self.settings = settings
    self.mostTrials = mostTrials
    points = try StudyPoints(study, settings.run)
    parts = PartFolder(
      plan, folder, identity: RunIdentity(manifest), trials: settings.run.trials)
  }

  /// The same, which takes parts too that were made on processors with another arithmetic.
  package var mixed: ShardedStudy {
    var mixed = self
    mixed.parts.isMixed = true
    mixed.sides = sides.map(\.mixed)
    return mixed
  }

  /// All whose parts a shard makes.
  var all: [ShardedStudy] { [self] + sides }

  /// What is wrong with the parts of a shard, the worst of them; `there` if nothing is.
  package func state(_ shard: Shard) -> PartFolder.State {
    let states = all.map { $0.parts.state(shard) }
    for state in states { if case .refused = state { return state } }
    let worst: [PartFolder.State] = [.damaged, .missing, .mixed]
    return worst.first(where: states.contains) ?? .there
  }

  package var shards: [Shard] {
    (1...plan.shards).compactMap { Shard(number: $0, of: plan.shards) }
  }

  func share(_ shard: Shard) -> ShardShare {
    ShardShare(shard, points: points.entries.count, trials: settings.run.trials)
  }

  /// How many trials shards have, and how many points some of whose trials are among them.
  package func extent(_ shards: [Shard]) -> (trials: Int, points: Int) {
    var trials = sides.reduce(0) { $0 + $1.extent(shards).trials }
    var touched = 0
    var last = -1
    for shard in shards {
      let share = share(shard)
      trials += share.trialCount
      for place in share.points where place > last {
        touched += 1
        last = place
      }
    }
    return (trials, touched)
  }

  /// What came of a shard.
  package enum Made: Hashable, Sendable {
    case wasThere
    case made(trials: Int, seconds: Double)
    /// Not all of it; what was done is kept.
    case stopped
  }

  /// Runs a shard, also of what a question asks besides, unless its parts are there already. What is there and damaged is made anew; a run that
  /// was cut off is gone on from.
  ///
  /// - Throws: `PartRefusal`, `StudyError`, `MemoryShortage`, `OutputError`.
  package func run(
    _ shard: Shard, notice: (StudyNotice) -> Void = { _ in },
    progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void = { _, _, _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> Made {
    var trials = 0
    var seconds = 0.0
    var isNew = false
    for one in all {
      switch try one.runAlone(shard, notice, progress, stops) {
      case .wasThere: continue
      case .stopped: return .stopped
      case .made(let more, let time):
        isNew = true
        trials += more
        seconds += time
      }
    }
    return isNew ? .made(trials: trials, seconds: seconds) : .wasThere
  }

  private func runAlone(
    _ shard: Shard, _ notice: (StudyNotice) -> Void,
    _ progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void,
    _ stops: @escaping @Sendable () -> Bool
  ) throws -> Made {
    switch parts.state(shard) {
    case .there, .mixed:
      tidy(shard)
      return .wasThere
    case .refused(let what): throw PartRefusal(lines: [what], isForeign: true)
    case .missing, .damaged: break
    }
    try parts.make()
    let started = Date()
    // Two copies of a shard may be at work at once, each in a folder of its own.
    for copy in 1... {
      let work = ShardWork.name(shard, copy: copy)
      do {
        guard try run(shard, in: work, notice, progress, stops) else { return .stopped }
      } catch OutputError.busy {
        continue
      }
      break
    }
    tidy(shard)
    let seconds = Date().timeIntervalSince(started)
    let trials = share(shard).trialCount
    writeLog(shard, started, seconds, trials)
    return .made(trials: trials, seconds: seconds)
  }

  private func run(
    _ shard: Shard, in name: String, _ notice: (StudyNotice) -> Void,
    _ progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void,
    _ stops: @escaping @Sendable () -> Bool
  ) throws -> Bool {
    let share = share(shard)
    let draft = name + ".new"
    guard !share.isEmpty else {
      try PartFile.write(
        parts.label(shard), [], [], to: parts.path, shown: parts.shown, draft: draft)
      return true
    }
    // What it needs of trials is kept in the record; it is asked when parts are merged.
    let question = StudyQuestion(files: [], mostTrials: mostTrials) { _ in [] }
    var settings = settings
    settings.folder = parts.shown + "/" + name
    var result: StudyResult?
    for resumes in [true, false] where result == nil {
      settings.resumes = resumes
      settings.replaces = !resumes
      do {
        result = try study.run(
          settings, points: points, share: share, parts: nil,
          asking: mostTrials > 0 ? question : nil, notice,
          progress, stops)
      } catch let error as ResumeError {
        // What a run that was cut off left cannot be used, or there is nothing.
        if case .unreadable = error { throw error }
        guard resumes else { throw error }
      }
    }
    guard let result, result.isComplete else { return false }
    try pack(shard, share, from: parts.path + "/" + name, draft)
    ShardWork.remove(parts.path + "/" + name, known: ResultWriter.fileNames)
    return true
  }

  /// Makes a part of what the folder of a shard's run has.
  private func pack(
    _ shard: Shard, _ share: ShardShare, from folder: String, _ draft: String
  ) throws {
    let source = ResumeSource(folder: folder, shown: folder, record: FolderContent.record)
    let record = try ResumeRecord(
      source, folder: source.shown, points: points, asked: study.manifest(settings.run),
      keepsTrialRows: settings.run.keepsTrialRows)
    var made: [ResumePoint] = []
    var pieces: [PartFile.Piece] = []
    var size = 0
    func placed(_ rows: StoredRows, _ table: String) -> StoredRows {
      pieces.append(PartFile.Piece(rows: rows, source: source, table: table))
      defer { size += rows.length }
      return StoredRows(start: size, length: rows.length, digest: rows.digest)
    }
    for place in share.points {
      guard let point = record.points[place] else { throw ResumeError.damaged(source.shownPath) }
      let rows = point.rows.map { placed($0, TrialTable.file) }
      var content = point.content
      if case .tables(let tables) = content {
        content = .tables(
          tables.with(zip(tables.rows, ResultWriter.storedNames).map { placed($0, $1) }))
      }
      made.append(
        ResumePoint(
          scenario: point.scenario, number: point.number, trials: point.trials, rows: rows,
          columns: point.columns, content: content))
    }
    try PartFile.write(
      parts.label(shard), made, pieces, to: parts.path, shown: parts.shown, draft: draft)
  }

  /// Removes what a run has left that was cut off when its part was there already.
  private func tidy(_ shard: Shard) {
    for copy in 1...ShardWork.mostCopies {
      let folder = parts.path + "/" + ShardWork.name(shard, copy: copy)
      let names = [folder, folder + ResultPlace.workName]
      guard names.contains(where: { Disk.entry($0) == .folder }) else { continue }
      do {
        // Whoever has the lock removes it himself; what is dropped leaves nothing.
        _ = try ResultFolder(folder, purpose: .replace)
      } catch {
        continue
      }
      ShardWork.remove(folder, known: ResultWriter.fileNames)
    }
  }

  /// When, where and how long: beside the part, for equal parts are equal.
  private func writeLog(_ shard: Shard, _ started: Date, _ seconds: Double, _ trials: Int) {
    let log = RunLog(
      started: started.ISO8601Format(.init(timeZone: .current)), host: Disk.hostName(),
      seconds: seconds, trialsPerSecond: seconds > 0 ? Double(trials) / seconds : 0,
      jobs: settings.run.jobs)
    let path = "\(parts.path)/\(shard.file.dropLast(5)).json"
    // Nothing depends on it.
    guard let file = try? Disk.File.create(path) else { return }
    try? file.write(Array(log.text.utf8)[...])
  }
}

/// Why parts are not merged, or a part is not made.
package struct PartRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let lines: [String]
  /// A part is of another study, not only missing or damaged.
  package let isForeign: Bool

  package var description: String { lines.joined(separator: "\n") }
}

extension ShardPlan {
  /// To be written. `path`: of the file.
  package init(
    path: String, arguments: [String], files: KeptFiles, shards: Int, of study: Study,
    _ settings: StudySettings
  ) {
    self.init(
      path: path, arguments: arguments, files: files, shards: shards,
      of: study.manifest(settings.run))
  }
}
