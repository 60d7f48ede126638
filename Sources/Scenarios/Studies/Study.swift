internal import Foundation
package import Sim
import Synchronization

/// Scenario files that are run together, at one point or at many, and share one folder of results.
package struct Study: Sendable {
  /// One of the scenarios. Shared by all of its points, which may be many.
  package final class Member: Sendable {
    /// The path as given.
    package let file: String
    /// With the settings of the study, without the values of its points.
    package let scenario: Scenario
    package let model: Model
    package let notes: [Note]
    /// Models in which what points give are inputs, one for all points that differ in nothing else.
    let variants: PointVariants
    private let knownDigest = Mutex<String?>(nil)

    init(
      file: String, scenario: Scenario, model: Model, notes: [Note], variants: PointVariants
    ) {
      self.file = file
      self.scenario = scenario
      self.model = model
      self.notes = notes
      self.variants = variants
    }

    /// Every number and rule of the compiled scenario.
    fileprivate var assumptions: [UInt8] {
      Array("scenario \(scenario.name)\n".utf8) + model.textBytes
    }

    /// Of these. Computed once: a shard asks for it several times.
    var digest: String {
      knownDigest.withLock { known in
        if let known { return known }
        let made = Manifest.sha256(assumptions)
        known = made
        return made
      }
    }
  }

  /// A point that is left out.
  package struct RefusedPoint: Sendable {
    package let file: String
    package let point: StudyPoint
    package let reason: Diagnostics
  }

  /// More points than this are a mistake, or a study for a cluster.
  package static let mostPoints = Limits.points

  package let members: [Member]
  package let settings: [Setting]
  /// Points that could not be compiled and are left out.
  package let refused: [RefusedPoint]
  /// Whether each point is compared with all before it, not with the first or the one it names.
  package var comparesAllPairs = false
  /// Whether it may be gone on with for more trials. Where not, what its points came to is kept as rows of
  /// tables alone.
  package var isExtensible = true
  /// What was read besides scenarios, such as the file that lists the points.
  private let otherInputs: [InputFile]
  /// Where files may lie that are named from outside the folder of a first one.
  package let root: FileSource?
  /// The points, each of all scenarios or of some.
  package let points: PointSet

  /// Loads and compiles the files, each with all of the settings, and with the values of all points.
  ///
  /// All files and points are looked at before anything is thrown. `jobs`: how many threads may
  /// compile points.
  package init(
    files: [String], settings: [Setting] = [], sweeps: [Sweep] = [], root: FileSource? = nil,
    keepsGoing: Bool = false, jobs: Int = 1
  ) throws(StudyError) {
    try Self.check(sweeps, settings)
    try self.init(
      files: files, settings: settings, points: PointSet(sweeps: sweeps), root: root,
      keepsGoing: keepsGoing, jobs: jobs)
  }

  /// The same with points that may be of some of the files alone, by position.
  ///
  /// `keepsGoing`: points that cannot be compiled are left out, as long as there are others.
  package init(
    files: [String], settings: [Setting] = [], points: PointSet, root: FileSource? = nil,
    inputs: [InputFile] = [], keepsGoing: Bool = false, jobs: Int = 1
  ) throws(StudyError) {
    var points = points
    var refused: [RefusedPoint] = []
    var members: [Member] = []
    var unreadable: [FileError] = []
    var wrong: [Diagnostic] = []
    for (place, file) in files.enumerated() {
      let own = points.points.of(scenario: place)
      // A plan has points that were looked at when it was made, unless some were to be left out.
      let areKnown = root?.kept != nil && !keepsGoing
      switch Self.loaded(file, settings, own, root, jobs, areKnown: areKnown) {
      case .member(let member): members.append(member)
      case .unreadable(let error): unreadable.append(error)
      case .invalid(let diagnostics):
        for one in diagnostics.all where !wrong.contains(one) { wrong.append(one) }
      }
      guard let member = members.last, member.file == file else { continue }
      let left = member.variants.refused
      if !left.isEmpty, keepsGoing, left.count < own.count {
        refused += left.map { RefusedPoint(file: file, point: $0.point, reason: $0.reason) }
        points = points.without(left.map(\.point.number), ofScenario: place, of: files.count)
      } else {
        for one in member.variants.wrong where !wrong.contains(one) { wrong.append(one) }
      }
    }
    if !unreadable.isEmpty { throw .unreadable(unreadable) }
    if !wrong.isEmpty { throw .invalid(Diagnostics(wrong)) }
    var first: [String: String] = [:]
    for member in members {
      let name = member.scenario.name
      if let other = first[name] { throw .sameName(other, member.file, scenario: name) }
      first[name] = member.file
    }
    self.members = members
    self.settings = settings
    self.root = root
    self.points = points
    otherInputs = inputs
    self.refused = refused
  }

  /// Throws what is wrong with the first of some points, by their values, with which anything is wrong; each
  /// is a point of all files.
  package func check(_ points: [[Setting]]) throws(StudyError) {
    let list = PointList(points.enumerated().map { StudyPoint(number: $0 + 1, values: $1) })
    if members.allSatisfy({ $0.variants.areSound(list) }) { return }
    for point in points {
      _ = try Self(files: members.map(\.file), settings: settings + point, root: root)
    }
  }

  private static func check(_ sweeps: [Sweep], _ settings: [Setting]) throws(StudyError) {
    for (k, sweep) in sweeps.enumerated() {
      if sweeps[..<k].contains(where: { Self.overlap($0.path, sweep.path) }) {
        throw .sweptTwice(path: sweep.path)
      }
      if settings.contains(where: { Self.overlap($0.path, sweep.path) }) {
        throw .setAndSwept(path: sweep.path)
      }
    }
    let count = StudyPoint.count(of: sweeps)
    if count.map({ $0 > mostPoints }) ?? true { throw .tooManyPoints(count, most: mostPoints) }
  }

  /// Whether one is part of the other: `parameters.p` and `parameters.p.value`.
  private static func overlap(_ a: String, _ b: String) -> Bool {
    a == b || a.hasPrefix(b + ".") || b.hasPrefix(a + ".")
  }

  private enum Loaded {
    case member(Member)
    case unreadable(FileError)
    case invalid(Diagnostics)
  }

  private static func loaded(
    _ file: String, _ settings: [Setting], _ points: PointList, _ root: FileSource?,
    _ jobs: Int, areKnown: Bool
  ) -> Loaded {
    do {
      // On one thread, where both need a large stack. The tables of the format are made while the file is read.
      let makesFormat = { withExtendedLifetime(ScenarioFile.format) {} }
      let (scenario, files, model, notes) = try onLargeStack(beside: makesFormat) { () throws in
        let (scenario, files) = try ScenarioFile.loaded(path: file, settings: settings, root: root)
        let (model, notes) = try scenario.lowered(isChecked: areKnown)
        return (scenario, files, model, notes)
      }
      let variants = PointVariants(
        file: file, files: files, settings: settings, points: points, root: root, jobs: jobs,
        areKnown: areKnown)
      return .member(
        Member(file: file, scenario: scenario, model: model, notes: notes, variants: variants))
    } catch let error as Diagnostics {
      return .invalid(error)
    } catch let error as FileError {
      return .unreadable(error)
    } catch {
      return .unreadable(FileError(path: file, reason: "\(error)"))
    }
  }

  /// By name of the scenario.
  package var titles: [String: String] {
    Dictionary(members.map { ($0.scenario.name, $0.scenario.title) }) { first, _ in first }
  }

  /// The measures that files mark for the screen, by name of the scenario.
  package var headlines: [String: [String]] {
    Dictionary(
      members.map { member in
        (member.scenario.name, member.scenario.headlines)
      }
    ) { first, _ in first }
  }

  /// Where the results go unless another folder is asked for.
  package var defaultFolder: String {
    let first = members.first?.scenario.name ?? "study"
    let start =
      members.count > 1
      ? "results/\(first)-and-\(members.count - 1)-more" : "results/\(first)"
    return points.isOne ? start : start + "-sweep"
  }

  /// The same for a question, by its command.
  package func folder(of question: String) -> String {
    let first = members.first?.scenario.name ?? "study"
    return members.count > 1
      ? "results/\(first)-and-\(members.count - 1)-more-\(question)"
      : "results/\(first)-\(question)"
  }

  /// How many points of scenarios are run.
  package var pointCount: Int {
    members.indices.reduce(0) { $0 + points.points.count(ofScenario: $1) }
  }

  /// Every file that was read, named relative to the folder of the scenario it belongs to.
  var inputs: [InputFile] {
    var result = otherInputs
    for member in members {
      for (k, input) in member.scenario.inputs.enumerated() {
        // Where the files lie on this machine is no part of what a run was made of.
        let path = k == 0 ? URL(fileURLWithPath: input.path).lastPathComponent : input.path
        let known = result.contains { $0.path == path && $0.bytes == input.bytes }
        if !known { result.append(InputFile(path: path, bytes: input.bytes)) }
      }
    }
    return result
  }

  /// Digest of the compiled scenarios: every number and rule, whoever filled it in.
  var assumptions: String {
    guard members.count != 1 else { return members[0].digest }
    return Manifest.sha256(Array(members.map(\.assumptions).joined()))
  }
}
