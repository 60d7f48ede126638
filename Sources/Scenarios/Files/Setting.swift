import Sim

/// `--set path=value`, one value of a `--sweep`, or what a batch file gives a point: the last word on one entry of a scenario.
package struct Setting: Hashable, Sendable, CustomStringConvertible {
  /// Dotted: `parties.ukraine.weight.territory`.
  package var path: String
  package var value: String
  /// The number is an input of the compiled scenario, so that each point of a study can give its own.
  var input: StudyInput?
  /// Where it is written.
  private let origin: Origin

  package enum Origin: String, CaseIterable, Sendable {
    case set = "--set "
    case sweep = "--sweep "
    case against = "--against "
    case forced = "--do "
    /// A signal that a question adds.
    case rule = "rule "
    /// A set of parameters that is tried.
    case calibration = "calibrate "
    /// A choice among sets with weights.
    case ensemble = "--ensemble "
    /// In a file that lists points.
    case batch = "batch "
    /// A choice that a search tries.
    case lever = "lever "
  }

  package init(path: String, value: String, of origin: Origin = .set) {
    self.path = path
    self.value = value
    self.origin = origin
  }

  init(swept path: String, value: String) {
    self.init(path: path, value: value, of: .sweep)
  }

  /// Whether it may name an entry that is not there yet.
  var addsEntry: Bool {
    origin == .rule || origin == .ensemble && path == Self.ensembleDraw
  }

  /// Whether somebody wrote it, so that it is shown beside the results.
  package var isTyped: Bool { origin != .rule && origin != .ensemble }

  /// Whether it is a choice among sets with weights.
  package var isOfEnsemble: Bool { origin == .ensemble }

  /// Whether trials without it are the same.
  var isOfQuestion: Bool { origin == .rule }

  /// The parameter that says which set a trial draws.
  static let ensembleDraw = "parameters.ensemble_draw"

  /// How a place begins that is none in a file.
  static let options = Origin.allCases.map(\.rawValue)

  /// A choice among many sets is too long to show.
  package var description: String {
    origin == .ensemble ? "\(origin.rawValue)\(path)" : "\(origin.rawValue)\(path)=\(value)"
  }
}

/// Turns settings into nodes that merge like a file that extends the scenario.
struct SettingReader {
  let format: Format.Record
  let findings: Findings

  /// What is read before settings are laid over the files, and the name that results carry.
  private static let settled: Set = ["format", "scenario", "extends"]

  /// `nil` when there is no such path in the scenario or its format.
  func node(_ setting: Setting, for root: FileNode) -> FileNode? {
    let file = SourceFile(name: setting.description, order: -1, text: setting.value)
    guard var path = checked(setting, root: root, file: file), let value = value(setting, file)
    else { return nil }
    if let short = shortKey(value, at: path, in: root) {
      path.append(short)
    }
    func leaf(_ content: FileNode.Content) -> FileNode {
      FileNode(content: content, file: file, line: 1, column: 1)
    }
    return Self.nested(value, at: path, leaf)
  }

  /// `value` under the keys of `path`; `place` gives a node its place.
  static func nested(
    _ value: FileNode, at path: [String], _ place: (FileNode.Content) -> FileNode
  ) -> FileNode {
    path.reversed().reduce(value) { inner, key in
      place(.map([.init(key: place(.scalar(key, .plain)), value: inner)]))
    }
  }

  /// A list or map is YAML, anything else a scalar as it stands.
  private func value(_ setting: Setting, _ file: SourceFile) -> FileNode? {
    if setting.value.hasPrefix("[") || setting.value.hasPrefix("{") {
      var reader = YAMLReader(file: file, findings: findings)
      return reader.read()
    }
    guard !setting.value.isEmpty else {
      findings.add(file.error(line: 0, column: 0, path: "", FileCause.noSetValue))
      return nil
    }
    return FileNode(
      content: .scalar(setting.value, .plain), file: file, line: 1, column: 1, input: setting.input)
  }

  private func checked(_ setting: Setting, root: FileNode, file: SourceFile) -> [String]? {
    let path = Self.parts(of: setting.path)
    if setting.addsEntry { return path }
    guard let problem = self.problem(with: path, in: root) else { return path }
    findings.add(file.error(line: 0, column: 0, path: "", problem))
    return nil
  }

  static func parts(of path: String) -> [String] {
    path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  /// Entries must be there; keys of the format may be new.
  func problem(with path: [String], in root: FileNode) -> FileCause? {
    if let first = path.first, Self.settled.contains(first) {
      return .settled(first)
    }
    var node: FileNode? = root
    var shape: Format.Shape? = .record(format)
    for (index, key) in path.enumerated() {
      let keys = shape?.record?.builtKeys ?? []
      let entries = node?.entries?.map(\.name) ?? []
      guard entries.contains(key) || keys.contains(key) else {
        var hint = ""
        if index == 0, let whole = elsewhere(path, in: root) {
          hint += "; did you mean \(whole.map { "'\($0)'" }.joined(separator: " or "))?"
        } else if let near = nearest(key, in: entries + keys) {
          var suggestion = path
          suggestion[index] = near
          hint += "; did you mean '\(suggestion.joined(separator: "."))'?"
        } else if !entries.isEmpty {
          let place = path.prefix(index).joined(separator: ".")
          hint += "; \(place.isEmpty ? "the file" : "'\(place)'") has "
          hint += entries.prefix(20).joined(separator: ", ")
        }
        return .noPath(path.joined(separator: "."), hint: hint)
      }
      node = node?[key]
      shape = shape?.child(key)
    }
    return nil
  }

  /// The paths of what stands by this name in a section, for one who leaves the section out: up to
  /// two. What is spelt nearly so is looked for only where no section is.
  private func elsewhere(_ path: [String], in root: FileNode) -> [String]? {
    guard let name = path.first else { return nil }
    let sections = format.builtKeys.filter { !Self.settled.contains($0) }.map { section in
      let own = root[section]?.entries?.map(\.name) ?? []
      let keys = Format.Shape.record(format).child(section)?.record?.builtKeys ?? []
      return (section, own + keys)
    }
    func whole(_ section: String, _ name: String) -> String {
      ([section, name] + path.dropFirst()).joined(separator: ".")
    }
    let exact = sections.filter { $0.1.contains(name) }.map { whole($0.0, name) }
    if !exact.isEmpty { return Array(exact.prefix(2)) }
    guard nearest(name, in: sections.map(\.0)) == nil else { return nil }
    let near = sections.compactMap { section, names in
      nearest(name, in: names).map { whole(section, $0) }
    }
    return near.isEmpty ? nil : Array(near.prefix(2))
  }

  /// `value`, where a parameter is a map and only its value is given.
  func shortKey(_ value: FileNode, at path: [String], in root: FileNode) -> String? {
    guard value.entries == nil, !Merge.isRemoval(value) else { return nil }
    var node: FileNode? = root
    var shape: Format.Shape? = .record(format)
    for key in path {
      node = node?[key]
      shape = shape?.child(key)
    }
    return node?.entries == nil ? nil : shape?.record?.short
  }
}
