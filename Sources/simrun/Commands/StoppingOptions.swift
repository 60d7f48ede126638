import ArgumentParser
import Scenarios
import Sim

/// Running on until a share is known well enough.
struct PrecisionOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Run on, a quarter more trials at a time, until every share of an outcome lies within so much of "
        + "either limit, as 0.005 or 0.5%.", valueName: "half-width"),
    transform: Self.halfWidth(written:))
  var precision: Double?

  @Option(
    parsing: .unconditional,
    help: "Where --precision or --until-decided gives up (default: 1,000,000).",
    transform: TrialCount.init(option:))
  var mostTrials: TrialCount?

  private static func halfWidth(written: String) throws -> Double {
    guard let width = WrittenShare.value(written) else {
      throw ValidationError("it must be a share, as 0.005 or 0.5%")
    }
    guard width > 0, width < 0.5 else {
      throw ValidationError("it must be above 0 and below 0.5, but it is \(written)")
    }
    return width
  }

  var most: Int { mostTrials?.count ?? StoppingRule.mostTrials }

  /// The number of trials of a plan is fixed.
  var obstacleToPlan: String? {
    precision != nil ? "--precision" : mostTrials != nil ? "--most-trials" : nil
  }

  var rule: StoppingRule? {
    precision.map { .precision(PrecisionRule(halfWidth: $0)) }
  }

  /// The last number of trials, not below the first.
  func most(from first: Int) -> Int { max(first, most) }

  /// How a command ends that gave up. `result`: of what it did until then.
  func notMet(_ result: StudyResult) -> Ending {
    let trials = result.points.map { $0.summary.trials + $0.summary.failureCount }.max() ?? 0
    let widest =
      result.points.flatMap(\.summary.outcomes).map { row in
        (row.share.interval.high - row.share.interval.low) / 2
      }.max() ?? 1
    return Ending(
      .notPrecise,
      "--precision: after \(Wording.trials(trials)) a share still lies up to "
        + "\(ShareTable.bound(widest)) points from its limits; --most-trials allows more")
  }

  func validate() throws {
    guard let mostTrials else { return }
    guard (1...RunOptions.mostTrials).contains(mostTrials.count) else {
      throw ValidationError(
        "--most-trials must be from 1 to \(Wording.grouped(RunOptions.mostTrials)), but it is "
          + "\(mostTrials.count)")
    }
  }
}
