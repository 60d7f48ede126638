import Foundation
import Scenarios
import Sim

/// The rounds of `simrun calibrate`, each a study in a folder of its own.
extension CalibrateCommand {
  // MARK: What is there

  /// Everything that could refuse the answer or the rounds later is looked at before the first trial.
  func check(
    _ conductor: Conductor, _ calibration: Calibration, _ folder: String
  ) throws {
    let place = Self.place(of: folder)
    let isBegun = StudyPlace.isBegun("\(place)/1")
    if isBegun, !replaces {
      throw Ending(
        .cannotWrite,
        "\(place) has rounds of a calibration; --resume goes on from them, --force runs all anew, or use "
          + "another --out")
    }
    try conductor.guarded {
      try AnswerFolder.check(folder, replaces: replaces) { notice in
        Streams.say(message: "\(folder): \(notice)")
      }
    }
    let asked = record(calibration)
    // With --force a round that is only planned is planned anew.
    guard goesOn, isBegun || !options.force, let there = CalibrationRecord(in: place),
      let what = there.difference(from: asked, targets: targets)
    else { return }
    throw Ending(
      .doesNotBelong, "\(place) was made \(what); give the same again, or use another --out")
  }

  private func record(_ calibration: Calibration) -> CalibrationRecord {
    CalibrationRecord(
      trials: settings(0).trials, sets: sets, seed: options.seed, of: calibration)
  }

  /// Where the rounds of an answer are.
  private static func place(of folder: String) -> String {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    return folder + "-rounds"
  }

  // MARK: Rounds

  /// The answer, and a line for each round with trials that failed.
  func rounds(
    _ conductor: Conductor, _ calibration: Calibration, _ folder: String
  ) throws -> (answer: Calibration.Answer, failures: [String]) {
    var proposals = [PopulationMonteCarlo.Proposal.prior]
    var scores: [[Double]] = []
    var found: [[Calibration.Found]?] = []
    var past: [Calibration.Round] = []
    var failures: [String] = []
    while true {
      let number = past.count
      let own = calibration.sampler.proposed(proposals[number], round: number)
      let (result, written) = try run(
        conductor, calibration, own.map(calibration.values), round: number,
        in: Self.place(of: folder))
      if let line = Self.failures(result, of: "round \(number + 1)", in: written) {
        failures.append(line)
      }
      found += try conductor.guarded { try calibration.found(in: written) }
      scores += own
      guard
        let round = calibration.weighed(scores, proposals, found, before: past.last?.tolerance)
      else {
        guard found.allSatisfy({ $0 == nil }) else {
          throw Ending(
            .failed,
            "no set of round \(number + 1) comes near enough to the targets to be weighed: look at their "
              + "values and errors")
        }
        throw Ending(
          .failed,
          "no set of round \(number + 1) has a trial that finished; \(written)/failures.csv says why"
        )
      }
      past.append(
        Calibration.Round(
          past.count + 1, round, found.suffix(self.sets), trials: settings(number).trials))
      if !options.quiet { report(round, calibration, found) }
      if round.isDone || past.count == rounds {
        let fresh = try freshly(conductor, calibration, round, past.count, folder)
        if let line = fresh.failures { failures.append(line) }
        guard
          let answer = calibration.answer(
            round, found, first: Array(found.prefix(self.sets)), fresh: fresh.found, rounds: past)
        else {
          throw Ending(
            .failed,
            "no set that fits has a fresh trial that finished; \(fresh.folder)/failures.csv says why"
          )
        }
        return (answer, failures)
      }
      proposals.append(.init(around: round.particles))
    }
  }

  /// The sets that fit, on trials that chose nothing: those by which sets were chosen lie nearer to the
  /// targets than the sets do. It is run as a round is, with draws that no round has.
  private func freshly(
    _ conductor: Conductor, _ calibration: Calibration, _ round: PopulationMonteCarlo.Round,
    _ number: Int, _ folder: String
  ) throws -> (found: [[Calibration.Found]?], failures: String?, folder: String) {
    let (result, written) = try run(
      conductor, calibration, calibration.fitting(round), round: Self.fresh,
      named: "fresh-\(number)", in: Self.place(of: folder))
    let found = try conductor.guarded { try calibration.found(in: written) }
    return (
      found, Self.failures(result, of: "fresh trials", lost: "do not count", in: written), written
    )
  }

  /// What the seed of fresh trials is beyond that of the first round; there are never so many rounds.
  private static let fresh = 1_000_000

  /// Runs a round, or takes what is there of it. `name`: of its folder, if not its number.
  private func run(
    _ conductor: Conductor, _ calibration: Calibration, _ sets: [[Double]], round: Int,
    named name: String? = nil, in folder: String
  ) throws -> (result: StudyResult, folder: String) {
    let settings = settings(round)
    let place = "\(folder)/\(name ?? "\(round + 1)")"
    let what = name == nil ? "round \(round + 1)" : "the fresh trials of the sets that fit"
    if let shards, !StudyPlace.isBegun(place) {
      try conductor.guarded { try record(calibration).write(in: folder) }
      try merge(
        conductor, calibration.text(ofSets: sets), of: settings, shards: shards, to: place)
    }
    let study = try study(sets, of: calibration, conductor, reading.folder())
    if round == 0 { conductor.announce(study, settings) }
    let ran: (result: StudyResult, folder: String)
    do {
      ran = try conductor.run(
        study, settings, folder: place, resumes: goesOn && StudyPlace.isBegun(place))
    } catch let ending as Ending
      where round > 0 && [.interrupted, .outOfTime].contains(ending.code)
    {
      // The rounds before it are there.
      throw interrupted(conductor, in: what)
    }
    try conductor.guarded { try record(calibration).write(in: folder) }
    guard ran.result.isComplete else { throw interrupted(conductor, in: what) }
    return ran
  }

  private func interrupted(_ conductor: Conductor, in what: String) -> Ending {
    let how = shards == nil ? "--resume goes on" : "the same command goes on"
    return conductor.interrupted(" in \(what); \(how) from what was run")
  }

  private func report(
    _ round: PopulationMonteCarlo.Round, _ calibration: Calibration,
    _ found: [[Calibration.Found]?]
  ) {
    let size = Int(round.particles.effectiveSize.rounded())
    let miss = calibration.furthest(round.particles, found).map {
      "; furthest off: \($0.name), by \(Wording.fixed($0.miss.magnitude, 1)) errors"
    }
    Streams.say(
      message: "round \(found.count / sets): "
        + "tolerance \(CalibrationScreen.number(round.tolerance)), "
        + "\(size) of \(found.count) sets effective\(miss ?? "")")
  }

  /// What is said of trials of a round that failed; `nil` if none did.
  private static func failures(
    _ result: StudyResult, of what: String, lost words: String = "no weight", in folder: String
  ) -> String? {
    let summaries = result.points.map(\.summary)
    let failed = summaries.filter { $0.failureCount > 0 }
    guard !failed.isEmpty else { return nil }
    let count = failed.reduce(0) { $0 + $1.failureCount }
    let all = summaries.reduce(0) { $0 + $1.trials + $1.failureCount }
    let lost = failed.count { $0.trials == 0 }
    return "\(what): \(Wording.grouped(count)) of \(Wording.trials(all)) failed, in "
      + "\(Wording.grouped(failed.count)) of \(Wording.counted(summaries.count, "set", "sets"))"
      + (lost > 0
        ? "; \(Wording.counted(lost, "set has", "sets have")) no trial that finished, and \(words)"
        : "")
      + "; see \(folder)/failures.csv"
  }
}
