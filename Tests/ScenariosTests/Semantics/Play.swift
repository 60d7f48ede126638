import Foundation
import Scenarios
import Sim
import Testing

/// A scenario that is run trial by trial.
///
/// `body` follows `format: 1` and `scenario: s`, so its first line is line 3; a body without
/// outcomes gets one.
struct Play {
  let model: Model
  let seed: UInt64

  init(
    _ body: String, others: [String: String] = [:], settings: [Setting] = [], seed: UInt64 = 1
  ) throws {
    let outcomes = body.contains("outcomes:") ? "" : "\noutcomes: {done: otherwise}"
    model = try scenario(body + outcomes, others: others, settings: settings).model()
    self.seed = seed
  }

  /// One trial by the reference evaluator, ended early at `step`.
  func trial(_ n: Int = 0, endingAt step: Int? = nil) -> TrialResult {
    var model = model
    if let step { model.steps = step }
    return ReferenceEvaluator(model, seed: seed).run(TrialAddress(trial: n))
  }

  /// A measure as it would be taken at the end of each step, 0 first.
  ///
  /// The machine must find the same at the last step.
  func values(_ measure: String, trial n: Int = 0) throws -> [Double] {
    let k = try #require(model.report.measures.firstIndex { $0.name == measure })
    var result: [Double] = []
    for step in 0...model.steps {
      let found = trial(n, endingAt: step)
      guard found.endStep == step, found.failed == nil else { break }
      result.append(found.measures[k])
    }
    if n == 0, let last = result.last {
      let row = try #require(try measures(measure, trials: 1).first)
      #expect(row == last || row.isNaN && last.isNaN, "the machine differs")
    }
    return result
  }

  /// A measure at the end of the trial.
  func value(_ measure: String, trial n: Int = 0) throws -> Double {
    let k = try #require(model.report.measures.firstIndex { $0.name == measure })
    let found = trial(n)
    try #require(found.failed == nil)
    return found.measures[k]
  }

  func outcome(_ n: Int = 0) throws -> String {
    let found = trial(n)
    try #require(found.failed == nil)
    return model.report.outcomes[found.outcome].name
  }

  /// `step: place: entry: what is wrong` of a trial that fails; machine and evaluator agree on it.
  func failure() throws -> String? {
    let found = trial()
    let run = try PointRun(model, RunSettings(trials: 1, seed: seed, jobs: 1)).run()
    let failure = run.summary().failures.first
    #expect(found.failed?.step == failure?.step)
    return failure.map { "step \($0.step): \($0.position): \($0.message)" }
  }

  /// A measure of every trial, by the machine, in the order of trials.
  func measures(_ measure: String, trials: Int) throws -> [Double] {
    let k = try #require(model.report.measures.firstIndex { $0.name == measure })
    var result: [Double] = []
    let settings = RunSettings(trials: trials, seed: seed, jobs: 1, keepsTrialRows: true)
    _ = try PointRun(model, settings).run(rows: { batch in
      for lane in 0..<batch.count where batch.outcome[lane] >= 0 {
        result.append(batch.measures[k * TrialBatch.capacity + lane])
      }
    })
    return result
  }

  /// Shares of the outcomes, by name.
  func shares(trials: Int) throws -> [String: Double] {
    let run = try PointRun(model, RunSettings(trials: trials, seed: seed, jobs: 1)).run()
    return Dictionary(
      uniqueKeysWithValues: run.summary().outcomes.map { ($0.name, $0.share.share ?? .nan) })
  }
}

extension Array where Element == Double {
  var mean: Double { reduce(0, +) / Double(count) }

  /// The unbiased sample variance.
  var variance: Double {
    let middle = mean
    return reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(count - 1)
  }

  /// How many standard errors the mean is away from `expected`.
  func deviation(from expected: Double) -> Double {
    abs(mean - expected) / (variance / Double(count)).squareRoot()
  }

  /// How many standard errors a share of ones is away from `p`.
  func deviation(fromShare p: Double) -> Double {
    abs(mean - p) / (p * (1 - p) / Double(count)).squareRoot()
  }

  /// How many standard errors a normal sample's variance is away from `expected`.
  func deviation(fromVariance expected: Double) -> Double {
    abs(variance / expected - 1) / (2 / Double(count - 1)).squareRoot()
  }
}

/// What is wrong with a scenario whose files are sound: the first line of each error.
func modelErrors(_ body: String) throws -> [String] {
  let outcomes = body.contains("outcomes:") ? "" : "\noutcomes: {done: otherwise}"
  let read = try scenario(body + outcomes)
  do {
    _ = try read.model()
    return []
  } catch {
    return error.all.map(\.headline)
  }
}
