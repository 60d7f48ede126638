internal import Foundation

/// A scenario with some values changed, as a file that extends it. What it extends is copied beside it, so that it
/// can be run where it lies.
package enum ChangedScenario {
  /// What a folder of such a file may hold.
  package static let names =
    [file, "base.yaml"] + (2...(Limits.extendsDepth + 1)).map { "base-\($0).yaml" }
  package static let file = "best.yaml"

  package struct File: Sendable {
    package let name: String
    package let bytes: [UInt8]
  }

  /// `path`: of the scenario; `settings`: what is laid over it, the last one over the others. `heading`: lines of
  /// the comment on top. `called`: what its title says after that of the scenario. A scenario with data files is
  /// not copied: the file then names it where it is, which `--root` must allow.
  package static func files(
    of path: String, root: FileSource?, settings: [Setting], heading: [String],
    called: String? = nil,
    in folder: String
  ) throws -> (files: [File], needsRoot: Bool) {
    let findings = Findings()
    let chain = try FileChain(DiskAccess(path: path, allowed: root), findings: findings)
    guard chain.isComplete, let merged = ScenarioFile.merged(chain, [], findings)?.root else {
      throw findings.diagnostics(files: chain.files)
    }
    let name = merged["scenario"]?.text ?? "scenario"
    let copies = merged["data"] == nil ? copies(of: chain) : nil
    let base = copies == nil ? relative(path, to: folder) : "base.yaml"
    var lines = heading.map { "# \($0)" }
    lines += ["format: \(Format.version)", "scenario: \(name)-best"]
    if let called, let title = merged["title"]?.text {
      lines.append("title: \(written("\(title) – \(called)"))")
    }
    lines.append("extends: \(written(base))")
    lines += tree(of: settings, over: merged).lines(0)
    let text = lines.joined(separator: "\n") + "\n"
    return (
      [File(name: file, bytes: Array(text.utf8))] + (copies ?? []), copies == nil
    )
  }

  /// The files of a chain under names of their own; `nil` where one names the next in a way that cannot be
  /// changed as text.
  private static func copies(of chain: FileChain) -> [File]? {
    var files: [File] = []
    for (place, input) in chain.inputs.enumerated() {
      var text = String(decoding: input.bytes, as: UTF8.self)
      if place < chain.inputs.count - 1 {
        guard let line = text.range(of: #"(?m)^extends:.*$"#, options: .regularExpression) else {
          return nil
        }
        text.replaceSubrange(line, with: "extends: base-\(place + 2).yaml")
      }
      files.append(
        File(name: place == 0 ? "base.yaml" : "base-\(place + 1).yaml", bytes: Array(text.utf8)))
    }
    return files
  }

  private static func relative(_ path: String, to folder: String) -> String {
    func whole(_ path: String) -> String {
      URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
    return FileSource.relative(whole(path), to: whole(folder))
  }

  /// As a scalar of YAML.
  static func written(_ value: String) -> String {
    let isPlain = value.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "_.+-/%".contains($0))
    }
    if isPlain && !value.isEmpty || "[{".contains(value.first ?? " ") { return value }
    let escaped = value.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"")
    return "\"\(escaped)\""
  }

  /// Keys and what stands under them, in their order.
  private struct Tree {
    var value: String?
    var entries: [(key: String, tree: Tree)] = []

    mutating func set(_ path: ArraySlice<String>, _ value: String) {
      guard let key = path.first else {
        self.value = value
        return
      }
      if !entries.contains(where: { $0.key == key }) { entries.append((key, Tree())) }
      for place in entries.indices where entries[place].key == key {
        entries[place].tree.set(path.dropFirst(), value)
      }
    }

    func lines(_ depth: Int) -> [String] {
      entries.flatMap { key, tree -> [String] in
        let start = String(repeating: "  ", count: depth) + key + ":"
        if let value = tree.value { return [start + " " + ChangedScenario.written(value)] }
        return [start] + tree.lines(depth + 1)
      }
    }
  }

  private static func tree(of settings: [Setting], over root: FileNode) -> Tree {
    let findings = Findings()
    let reader = SettingReader(format: ScenarioFile.format.record, findings: findings)
    let source = SourceFile(name: "", order: 0, text: "")
    var tree = Tree()
    for setting in settings {
      var path = SettingReader.parts(of: setting.path)
      let value = FileNode(
        content: .scalar(setting.value, .plain), file: source, line: 1, column: 1)
      if let short = reader.shortKey(value, at: path, in: root) { path.append(short) }
      tree.set(path[...], setting.value)
    }
    return tree
  }
}
