import Sim

/// All points of a study, scenario by scenario, each to be made ready when its turn comes.
struct StudyPoints: Sendable {
  typealias Entry = StudyEntries.Entry

  /// Of more points than this, what they came to is kept as rows of tables, not to be extended.
  static let mostExtensible = 20

  let entries: StudyEntries
  let settings: RunSettings
  /// By scenario: without the values of points.
  private let bases: [PointRun]
  /// By scenario: the programs with inputs.
  private let programs: [[SeededProgram]]
  let beside: PointsBeside
  private let isExtensible: Bool

  /// Throws `StudyError.sameAddress`.
  init(_ study: Study, _ settings: RunSettings) throws(StudyError) {
    self.settings = settings
    isExtensible = study.isExtensible
    entries = StudyEntries(study)
    var bases: [PointRun] = []
    var programs: [[SeededProgram]] = []
    for member in study.members {
      do throws(SiteCollision) {
        bases.append(try PointRun(member.model, settings))
        var seeded: [SeededProgram] = []
        for program in member.variants.programs {
          seeded.append(try SeededProgram(program, seed: settings.seed))
        }
        programs.append(seeded)
      } catch {
        throw .sameAddress(file: member.file, error)
      }
    }
    self.bases = bases
    self.programs = programs
    beside = PointsBeside(entries, isOfAllPairs: study.comparesAllPairs, settings)
  }

  /// Whether the blocks of finished points are kept: of few points, and where trials have rows of their
  /// own, which belong to blocks.
  var keepsBlocks: Bool {
    isExtensible && entries.count <= Self.mostExtensible || settings.keepsTrialRows
  }

  /// Whether there are points besides the scenarios themselves.
  var isSweep: Bool { entries.count > entries.scenarioCount }

  /// Whether the differences between points are kept once they are written. Those in incidence, by step,
  /// are too much for many points.
  var keepsDifferences: Bool {
    !isSweep || entries.count <= Self.mostExtensible || !settings.recording.contains(.incidence)
  }

  /// By scenario: everything that a trial has. What points give is no constant.
  var reports: [Report] {
    bases.map { base in
      var report = base.model.report
      guard entries.contains(where: { !$0.point.values.isEmpty }) else { return report }
      for k in report.parameters.indices { report.parameters[k].constant = nil }
      return report
    }
  }

  func base(of entry: Entry) -> PointRun { bases[entry.place] }

  /// The run of a point with all that looks at its trials, and whether its program is shared with other
  /// points.
  func run(_ entry: Entry) throws -> (run: PointRun, isShared: Bool) {
    var (run, isShared) = try plainRun(entry)
    run.analyses = try analyses(of: entry, run.report)
    return (run, isShared)
  }

  /// The same of a point that is compiled for it alone.
  func ownRun(_ entry: Entry) throws -> PointRun {
    var run = try compiledRun(entry)
    run.analyses = try analyses(of: entry, run.report)
    return run
  }

  /// All that looks at the trials of a point. `report`: of the point.
  func analyses(of entry: Entry, _ report: Report) throws -> Analyses {
    try beside.analyses(of: entry, report) { try plainRun($0).run }
  }

  /// Whether a point's run can go on from what an earlier one left. `asked`: of these blocks of it; without,
  /// of all.
  func accepts(_ blocks: WholeBlocks, of entry: Entry, in asked: Range<Int>? = nil) -> Bool {
    var run = base(of: entry)
    guard let own = try? report(entry), let looked = try? analyses(of: entry, own) else {
      return false
    }
    run.analyses = looked
    return run.accepts(blocks, in: asked)
  }

  private func plainRun(_ entry: Entry) throws -> (run: PointRun, isShared: Bool) {
    if entry.point.values.isEmpty {
      return (base(of: entry).drawing(by: entry.point.design), false)
    }
    if let (index, inputs) = entry.member.variants.variant(of: entry.point),
      let program = programs[entry.place][index].given(inputs)
    {
      return (PointRun(program, settings).drawing(by: entry.point.design), true)
    }
    return (try compiledRun(entry), false)
  }

  private func compiledRun(_ entry: Entry) throws -> PointRun {
    do {
      let model = try entry.member.variants.compiled(entry.point).model
      return try PointRun(model, settings).drawing(by: entry.point.design)
    } catch let error as SiteCollision {
      throw StudyError.sameAddress(file: entry.member.file, error)
    } catch let error as Diagnostics {
      throw StudyError.invalid(error)
    } catch let error as FileError {
      throw StudyError.unreadable([error])
    }
  }

  /// What is recorded of a point.
  func report(_ entry: Entry) throws -> Report {
    if entry.point.values.isEmpty { return base(of: entry).report }
    if let index = entry.member.variants.program(of: entry.point) {
      return programs[entry.place][index].model.recorded(settings.recording)
    }
    return try compiledRun(entry).report
  }
}
