internal import Foundation
package import Sim

/// How much memory runs may take, and on how many threads that lets them work.
package struct MemoryBound: Sendable {
  /// In bytes; `nil`: a share of what is available.
  package let asked: Int?

  /// The share of the available memory that runs may take unless something is asked for.
  package static let share = 0.8

  package init(bytes: Int? = nil) { asked = bytes }

  /// What may be taken now.
  var bytes: Double {
    let limited = Double(MemoryRoom.underLimits) * 0.9
    guard let asked else { return min(Double(MemoryRoom.available) * Self.share, limited) }
    return min(Double(asked), limited)
  }

  /// On how many threads, of those asked for, something can be run that takes `held` bytes beside.
  /// `kept`: the largest of what is held, if it is known.
  func jobs(
    _ need: MemoryNeed, asked jobs: Int, held: Double, kept: MemoryNeed.Part? = nil, what: String
  ) throws(MemoryShortage) -> Int {
    let room = bytes - held
    guard need.bytes(threads: 1) <= room else {
      let own = need.largest
      throw MemoryShortage(
        what: what, need: need.bytes(threads: 1) + held, bound: room + held,
        largest: kept.flatMap { $0.bytes > own.bytes ? $0 : nil } ?? own, isAsked: asked != nil)
    }
    var most = jobs
    while most > 1, need.bytes(threads: most) > room { most -= 1 }
    return most
  }

  /// How many of some points may be run side by side, each on one of the threads asked for, and how many may
  /// be begun together. Of these the ones that are done wait until all are. At least one.
  ///
  /// `running`: what a point takes while it is run; `waiting`: once it is done; `held`: what is taken beside
  /// them.
  func lanes(
    of points: Int, running: Double, waiting: Double, held: Double, asked jobs: Int
  ) -> (lanes: Int, together: Int) {
    let room = bytes - held
    var lanes = max(1, min(jobs, points))
    while lanes > 1, Double(lanes) * running > room { lanes -= 1 }
    guard lanes > 1 else { return (1, 1) }
    var together = min(points, StudyRunner.pointsOfLane * lanes)
    while together > lanes,
      Double(lanes) * running + Double(together - lanes) * waiting > room
    {
      together -= 1
    }
    return (lanes, together)
  }

  /// `4G`, `512M`, `1.5 GiB`: a number of bytes; units are powers of 1,024.
  package init?(written: String) {
    let text = written.lowercased().filter { $0 != " " }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let powers = ["": 0, "b": 0, "k": 1, "m": 2, "g": 3, "t": 4]
    var unit = String(text.dropFirst(digits.count))
    for ending in ["ib", "b"] where unit.count > 1 && unit.hasSuffix(ending) {
      unit.removeLast(ending.count)
      break
    }
    guard let number = Double(digits), let power = powers[unit] else { return nil }
    let bytes = (number * pow(1024, Double(power))).rounded()
    guard bytes >= 1, bytes < 1e18 else { return nil }
    self.init(bytes: Int(bytes))
  }

  /// `6.7 GB`, in powers of 1,024 as `--memory` takes them.
  package static func written(_ bytes: Double) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    var value = bytes
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    let shown = value < 10 && unit > 0 ? (value * 10).rounded() / 10 : value.rounded()
    let text = shown == shown.rounded() && shown < 1e15 ? "\(Int(shown))" : "\(shown)"
    return "\(text) \(units[unit])"
  }
}

/// A run that would take more memory than it may.
package struct MemoryShortage: Error, Sendable, CustomStringConvertible {
  /// The scenario.
  package var what: String
  /// In bytes.
  package var need: Double
  package var bound: Double
  package var largest: MemoryNeed.Part
  /// Whether the bound was asked for.
  package var isAsked: Bool

  package var description: String {
    let bound = MemoryBound.written(max(0, bound))
    let source =
      isAsked
      ? "(--memory)" : "(four fifths of what is free; --memory sets another bound)"
    return "\(what) needs about \(MemoryBound.written(need)) of memory on one thread, but may take "
      + "\(bound) \(source); most of it, \(MemoryBound.written(largest.bytes)), is for \(largest.what)"
  }
}

/// What a study needs of memory, about, and on how many threads each of its scenarios is run.
struct MemoryPlan {
  var bytes = 0.0
  /// By scenario, for a point that is run alone.
  var jobs: [Int] = []
  /// How many points may be run side by side, each on one thread.
  var lanes = 1
  /// How many of these may be begun together, of which those that are done wait for the others.
  var together = 1
}

extension Study {
  /// `mostTrials`: so many of the first of each point are kept until the end. `keepsTables`: so are the
  /// tables of each point, of many too. `share`: of what is run; without, all is.
  func plan(
    _ points: StudyPoints, _ settings: StudySettings, mostTrials: Int = 0,
    keepsTables: Bool = false, share: ShardShare? = nil, notice: (StudyNotice) -> Void
  ) throws(MemoryShortage) -> MemoryPlan {
    var plan = MemoryPlan()
    let areMany = points.entries.count > members.count
    // It may have no points; others are found by its position.
    let needs = members.indices.map { need(ofScenario: $0, points, mostTrials) }
    let trials = bytes(ofTrials: mostTrials, points, settings, share)
    var tables = 0.0
    if areMany, keepsTables {
      for (place, need) in needs.enumerated() {
        tables +=
          Double(points.entries.positions(ofScenario: place).count) * (need?.summary ?? 0)
      }
    }
    let kept =
      trials < tables
      ? MemoryNeed.Part(what: "the tables of all points", bytes: tables)
      : MemoryNeed.Part(what: "what is kept of each trial", bytes: trials)
    var held = points.beside.bytes(points.reports) + trials + tables
    for (place, need) in needs.enumerated() {
      guard let need else {
        plan.jobs.append(settings.run.jobs)
        continue
      }
      let jobs = try settings.memory.jobs(
        need, asked: settings.run.jobs, held: held, kept: kept,
        what: "the run of '\(members[place].scenario.name)'")
      plan.jobs.append(jobs)
      plan.bytes = max(plan.bytes, held + need.bytes(threads: jobs))
      // The tables of a scenario are kept until all are written.
      held += areMany ? 0 : need.summary
    }
    if areMany, Block.count(trials: settings.run.trials) <= StudyRunner.mostBlocksSideBySide {
      let running = needs.reduce(0) { max($0, $1?.bytes(threads: 1) ?? 0) }
      // Tables that are kept of all points are held already.
      let waiting = needs.reduce(0) { most, need in
        max(
          most,
          (keepsTables ? 0 : need?.summary ?? 0) + (points.keepsBlocks ? need?.blocks ?? 0 : 0))
      }
      (plan.lanes, plan.together) = settings.memory.lanes(
        of: points.entries.count, running: running, waiting: waiting, held: held,
        asked: settings.run.jobs)
      let taken =
        Double(plan.lanes) * running + Double(plan.together - plan.lanes) * waiting
      plan.bytes = max(plan.bytes, held + taken)
    }
    if let least = plan.jobs.min(), least < settings.run.jobs {
      notice(
        StudyNotice(
          text:
            "memory is short: \(least) of \(settings.run.jobs) threads work; the results are the same",
          isOfMishap: true))
    }
    if plan.bytes > 1_073_741_824 {
      notice(
        StudyNotice(
          text: "the run needs about \(MemoryBound.written(plan.bytes)) of memory",
          isOfMishap: false))
    }
    return plan
  }

  /// Of a point of one of the scenarios; `nil` if it has none.
  private func need(
    ofScenario place: Int, _ points: StudyPoints, _ mostTrials: Int
  ) -> MemoryNeed? {
    guard let first = points.entries.positions(ofScenario: place).first else { return nil }
    let run = points.base(of: points.entries[first])
    return (mostTrials > 0 ? run.keepingRows(ofFirst: mostTrials) : run).memoryNeed
  }

  /// What is kept of so many of the first trials of each point.
  private func bytes(
    ofTrials most: Int, _ points: StudyPoints, _ settings: StudySettings, _ share: ShardShare?
  ) -> Double {
    guard most > 0 else { return 0 }
    let share = share ?? ShardShare(points: points.entries.count, trials: settings.run.trials)
    let reports = points.reports
    return share.points.reduce(0) { sum, at in
      let trials = min(most, share.trials(of: at))
      return sum + TrialColumns.bytes(reports[points.entries.scenario(at: at)], trials: trials)
    }
  }
}
