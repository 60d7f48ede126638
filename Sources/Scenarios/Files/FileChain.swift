import Sim

/// The first file of a scenario and those it extends, read but not merged.
struct FileChain: Sendable {
  private(set) var files: [SourceFile] = []
  /// The first file's, then its parent's, and so on.
  private(set) var roots: [FileNode] = []
  private(set) var inputs: [InputFile] = []
  /// The same files as they were opened.
  private(set) var opened: [OpenedFile] = []
  /// Whether every file could be read and is of this version.
  private(set) var isComplete = true

  init(_ access: some FileAccess, findings: Findings) throws(FileError) {
    opened = [try access.first()]
    while let last = opened.last {
      guard let root = read(last, findings) else {
        isComplete = false
        return
      }
      roots.append(root)
      guard let extends = root["extends"], let path = extends.text else { return }
      do {
        opened.append(try parent(path, of: opened, access))
      } catch {
        findings.add(extends.error(path: "extends", error))
        isComplete = false
        return
      }
    }
  }

  private func parent(
    _ path: String, of opened: [OpenedFile], _ access: some FileAccess
  ) throws(FileCause) -> OpenedFile {
    guard opened.count <= Limits.extendsDepth, let last = opened.last else {
      throw .extendsTooDeep
    }
    let parent: OpenedFile
    do {
      parent = try access.parent(path, of: last)
    } catch {
      throw .unreadable(error)
    }
    guard !opened.contains(where: { $0.identity == parent.identity }) else {
      throw .extendsInACircle(opened.map(\.input.path) + [path])
    }
    return parent
  }

  private mutating func read(_ opened: OpenedFile, _ findings: Findings) -> FileNode? {
    inputs.append(opened.input)
    let text = FileText(opened.input, name: opened.shown, order: files.count)
    let file = text.file
    files.append(file)
    if let problem = text.problem {
      findings.add(problem)
      return nil
    }
    if inputs.reduce(0, { $0 + $1.bytes.count }) > Limits.allFilesBytes {
      findings.add(file.error(line: 1, column: 1, path: "", FileCause.tooLargeTogether))
      return nil
    }
    var reader = YAMLReader(file: file, findings: findings)
    guard let root = reader.read() else { return nil }
    guard root.entries != nil else {
      findings.add(
        root.error(path: "", FormatCause.expected("a map", found: root.described)))
      return nil
    }
    return hasKnownVersion(root, findings) ? root : nil
  }

  /// Nothing else can be said about a file whose language is another.
  private func hasKnownVersion(_ root: FileNode, _ findings: Findings) -> Bool {
    guard let format = root["format"] else {
      if root["batch"] != nil {
        findings.add(root.error(path: "", FileCause.isBatch))
        return false
      }
      if root["calibration"] != nil {
        findings.add(root.error(path: "", FileCause.isTargets))
        return false
      }
      findings.add(
        root.error(path: "", FileCause.noVersion(known: Format.version)))
      return false
    }
    guard format.text == Format.version else {
      findings.add(
        format.error(
          path: "format", FileCause.unknownVersion(format.described, known: Format.version)))
      return false
    }
    return true
  }
}
