internal import Foundation
public import Sim

/// Scenario files that are run together and share one folder of results.
public struct Study: Sendable {
  public struct Member: Sendable {
    /// The path as given.
    public let file: String
    public let scenario: Scenario
    public let model: Model
    public let notes: [Note]
  }

  public let members: [Member]
  public let settings: [Setting]

  /// Loads and compiles the files, each with all of the settings.
  ///
  /// All files are looked at before anything is thrown.
  public init(files: [String], settings: [Setting] = []) throws(StudyError) {
    var members: [Member] = []
    var unreadable: [FileError] = []
    var wrong: [Diagnostic] = []
    for file in files {
      switch Self.loaded(file, settings) {
      case .member(let member): members.append(member)
      case .unreadable(let error): unreadable.append(error)
      case .invalid(let diagnostics):
        for one in diagnostics.all where !wrong.contains(one) { wrong.append(one) }
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
  }

  private enum Loaded {
    case member(Member)
    case unreadable(FileError)
    case invalid(Diagnostics)
  }

  private static func loaded(_ file: String, _ settings: [Setting]) -> Loaded {
    do {
      let scenario = try ScenarioFile.load(path: file, settings: settings)
      let (model, notes) = try scenario.lowered()
      return .member(Member(file: file, scenario: scenario, model: model, notes: notes))
    } catch let error as Diagnostics {
      return .invalid(error)
    } catch let error as FileError {
      return .unreadable(error)
    } catch {
      return .unreadable(FileError(path: file, reason: "\(error)"))
    }
  }

  /// Where the results go unless told otherwise.
  public var defaultFolder: String {
    let first = members.first?.scenario.name ?? "study"
    return members.count > 1
      ? "results/\(first)-and-\(members.count - 1)-more" : "results/\(first)"
  }

  /// Every file that was read, named relative to the folder of the scenario it belongs to.
  var inputs: [InputFile] {
    var result: [InputFile] = []
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
    let texts = members.map { "scenario \($0.scenario.name)\n\($0.model.text)" }
    return Manifest.sha256(Array(texts.joined().utf8))
  }
}
