import Sim

/// Scenario files whose expectations are to be compared with what their trials come to.
package struct VerificationSuite: Sendable {
  package struct Member: Sendable {
    /// The path as given, or found in the folder given.
    package let file: String
    package let scenario: Scenario
    let verification: Verification
  }

  package let members: [Member]
  /// Files of the folders that expect nothing.
  package let without: [String]
  /// Why files that were asked for are no members.
  package let refused: [VerificationRefusal]
  /// A number published for the file's own values says nothing about others.
  private let comparesPrinted: Bool

  /// Loads the files and all `.yaml` files in the folders, each with all of the settings. A file
  /// must have a `verify`; in a folder, those without are passed over.
  package init(paths: [String], settings: [Setting] = [], root: FileSource? = nil) {
    var members: [Member] = []
    var without: [String] = []
    var refused: [VerificationRefusal] = []
    var wrong: [Diagnostic] = []
    var seen: Set<String> = []
    for path in paths {
      do throws(FileError) {
        for file in try VerificationFiles.files(under: path) where seen.insert(file).inserted {
          switch Self.loaded(file, settings, root) {
          case .success(let scenario):
            if let verification = scenario.verification {
              members.append(Member(file: file, scenario: scenario, verification: verification))
            } else if file == path {
              refused.append(.fileExpectsNothing(file))
            } else {
              without.append(file)
            }
          case .failure(.invalid(let diagnostics)):
            // What several files extend is said once.
            let new = diagnostics.all.filter { !wrong.contains($0) }
            wrong += new
            if !new.isEmpty { refused.append(.wrong(.invalid(Diagnostics(new)))) }
          case .failure(let error): refused.append(.wrong(error))
          }
        }
      } catch {
        refused.append(.wrong(.unreadable([error])))
      }
    }
    if members.isEmpty, refused.isEmpty { refused = paths.map { .folderExpectsNothing($0) } }
    self.members = members
    self.without = without
    self.refused = refused
    comparesPrinted = settings.allSatisfy { $0.path.hasPrefix("verify.") }
  }

  private static func loaded(
    _ file: String, _ settings: [Setting], _ root: FileSource?
  ) -> Result<Scenario, StudyError> {
    do {
      var scenario = try ScenarioFile.load(path: file, root: root)
      // Settings are for files that expect something; others may not have what is set.
      if scenario.verification != nil, !settings.isEmpty {
        scenario = try ScenarioFile.load(path: file, settings: settings, root: root)
      }
      _ = try scenario.model()
      return .success(scenario)
    } catch let error as Diagnostics {
      return .failure(.invalid(error))
    } catch let error as FileError {
      return .failure(.unreadable([error]))
    } catch {
      return .failure(.unreadable([FileError(path: file, reason: "\(error)")]))
    }
  }

  /// Trials of all members and their variations together.
  package var trials: Int {
    members.reduce(0) { all, member in
      member.verification.variations.reduce(all + member.verification.trials) {
        $0 + ($1.scenario.verification?.trials ?? 0)
      }
    }
  }

  /// Runs everything, one file after the other.
  ///
  /// `finished` receives each file's result as soon as it is there, `refuses` why there is none: formulas
  /// that fail, or draws that would share their random numbers. `progress` receives how many trials are done.
  /// `stops` is asked between blocks of trials; the file under way is then left out. `warning` is
  /// called once if fewer threads work than were asked for. `memory`: how much may be taken.
  ///
  /// - Returns: The results, and whether all files were run.
  /// - Throws: What `finished` throws.
  package func run(
    jobs: Int, memory: MemoryBound = MemoryBound(), warning: (String) -> Void = { _ in },
    finished: (VerificationResult) throws -> Void = { _ in },
    refuses: (VerificationRefusal) -> Void = { _ in },
    progress: (_ scenario: String, _ done: Int) -> Void = { _, _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> (results: [VerificationResult], isComplete: Bool) {
    var results: [VerificationResult] = []
    var done = 0
    var shortage: String?
    for member in members {
      var points: [VerificationResult.Point] = []
      let variations = member.verification.variations.map { ($0.changes as String?, $0.scenario) }
      do {
        for (changes, scenario) in [(nil, member.scenario)] + variations {
          guard let verification = scenario.verification else { continue }
          let point = try self.point(
            scenario, verification, changes, file: member.file, jobs: jobs,
            memory: memory,
            warning: {
              if shortage == nil { warning($0) }
              shortage = $0
            },
            progress: { progress(scenario.name, done + $0) }, stops: stops)
          guard let point else { return (results, false) }
          done += verification.trials
          points.append(point)
        }
      } catch let error as StudyError {
        refuses(.wrong(error))
        continue
      } catch let error as MemoryShortage {
        refuses(.memory(error, file: member.file))
        continue
      }
      let result = VerificationResult(
        file: member.file, scenario: member.scenario.name, title: member.scenario.title,
        source: member.verification.source, points: points)
      try finished(result)
      results.append(result)
    }
    return (results, true)
  }

  /// `nil` if it was stopped.
  private func point(
    _ scenario: Scenario, _ verification: Verification, _ changes: String?, file: String,
    jobs: Int, memory: MemoryBound, warning: (String) -> Void, progress: (Int) -> Void,
    stops: @escaping @Sendable () -> Bool
  ) throws -> VerificationResult.Point? {
    let expected: [Double]
    let trials: VerificationTrials
    do {
      let verified = try scenario.verifiedModel()
      expected = try verified.model.values(verified.expected)
      trials = try VerificationTrials(
        verification, try scenario.plainModel(), named: scenario.name, jobs: jobs, memory: memory,
        progress: progress, stops: stops)
    } catch let error as Diagnostics {
      throw StudyError.invalid(error)
    } catch let error as SiteCollision {
      throw StudyError.sameAddress(file: file, error)
    }
    trials.shortage.map(warning)
    guard trials.isComplete else { return nil }
    var comparisons: [Comparison] = []
    for (expectation, value) in zip(verification.expectations, expected) {
      comparisons.append(Comparison(expectation, equals: value, in: trials))
      if comparesPrinted, changes == nil,
        let printed = Comparison(printed: expectation, formula: value)
      {
        comparisons.append(printed)
      }
    }
    return VerificationResult.Point(
      changes: changes, trials: verification.trials, seed: verification.seed,
      comparisons: comparisons, failure: trials.failures.first)
  }
}
