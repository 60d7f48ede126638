import Sim
import Yams

/// Reads one file's text into nodes and refuses what the language has no use for: anchors, tags,
/// merge keys, empty values, duplicate keys, several documents.
struct YAMLReader {
  let file: SourceFile
  let findings: Findings
  private var repairs: YAMLRepairs
  private var nodes = 0

  init(file: SourceFile, findings: Findings) {
    self.file = file
    self.findings = findings
    repairs = YAMLRepairs(for: file)
  }

  /// `nil` when the file cannot be read as YAML at all; why is among the findings.
  mutating func read() -> FileNode? {
    if let (line, column) = AnchorScan.aliasedAnchor(in: file) {
      findings.add(file.error(line: line, column: column, path: "", Self.anchors))
      return nil
    }
    if let problem = OddIndent.problem(in: file) {
      findings.add(problem)
      return nil
    }
    guard let root = compose() else { return nil }
    return convert(root, path: "", depth: 1)
  }

  /// Yams refuses duplicate keys and brackets in flow collections wholesale. Both are mended in a
  /// copy of the text and reported, with their exact places, when the nodes are converted.
  private mutating func compose() -> Node? {
    let written = { [file] in YAMLText(file.lines) }
    var mended: YAMLText?
    if AnchorScan.mayHaveAlias(file) { mended = YAMLRepairs.withoutAnchors(written()) }
    while true {
      do {
        let text = mended?.joined ?? (file.hasPlainLines ? file.text : written().joined)
        guard let node = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
          findings.add(file.error(line: 1, column: 1, path: "", FileCause.empty))
          return nil
        }
        return node
      } catch let error as YamlError {
        var text = mended ?? written()
        if repairs.mend(error, in: &text) {
          mended = text
          continue
        }
        report(error)
        return nil
      } catch {
        findings.add(
          file.error(line: 1, column: 1, path: "", FileCause.notYAML("this is not valid YAML")))
        return nil
      }
    }
  }

  private func report(_ error: YamlError) {
    let (place, message) = YAMLProblem(file: file).describe(error)
    findings.add(
      file.error(line: place.line, column: place.column, path: "", FileCause.notYAML(message)))
  }

  private static let anchors = FileCause.notYAML(YAMLProblem.anchors)

  private mutating func convert(_ node: Node, path: String, depth: Int) -> FileNode? {
    let mark = YAMLPlace(node.mark)
    let column = file.characterColumn(line: mark.line, scalarColumn: mark.column)
    let first = file.character(line: mark.line, column: column)
    func place(_ content: FileNode.Content) -> FileNode {
      FileNode(content: content, file: file, line: mark.line, column: column)
    }
    func refuse(_ cause: FileCause) -> FileNode? {
      findings.add(file.error(line: mark.line, column: column, path: path, cause))
      return nil
    }
    if first == "&" || first == "*" { return refuse(Self.anchors) }
    if first == "!" {
      return refuse(.notYAML(YAMLProblem.tags(file.characters(mark.line) ?? [], column: column)))
    }
    nodes += 1
    guard nodes <= Limits.nodes else {
      return nodes == Limits.nodes + 1
        ? refuse(.tooManyValues) : nil
    }
    switch node {
    case .scalar(let scalar):
      return convert(scalar, first: first, path: path, at: place(.scalar("", .plain)))
    case .mapping, .sequence:
      guard depth <= Limits.depth else {
        return refuse(.tooDeep)
      }
      if case .mapping(let mapping) = node {
        return place(.map(entries(mapping, path: path, depth: depth, flow: first == "{")))
      }
      let items = (node.sequence ?? []).compactMap {
        convert($0, path: path, depth: depth + 1)
      }
      return place(.list(first == "[" ? CutExpressions.rejoin(items, path: path, findings) : items))
    case .alias:
      return refuse(Self.anchors)
    }
  }

  private func convert(
    _ scalar: Node.Scalar, first: Character?, path: String, at place: FileNode
  ) -> FileNode? {
    let style: FileNode.Style =
      switch first {
      case "'", "\"": .quoted
      case "|", ">": .block
      default: .plain
      }
    let text = repairs.restored(scalar.string, at: YAMLPlace(scalar.mark))
    let node = place.with(.scalar(text, style))
    if text.utf8.count > Limits.scalarBytes {
      findings.add(
        node.error(path: path, FileCause.textTooLong(text.utf8.count)))
      return nil
    }
    return node
  }

  private mutating func entries(
    _ mapping: Node.Mapping, path: String, depth: Int, flow: Bool
  ) -> [FileNode.Entry] {
    var entries: [FileNode.Entry] = []
    for (key, value) in mapping {
      guard let keyNode = convert(key, path: path, depth: depth + 1) else { continue }
      guard let name = keyNode.text else {
        findings.add(keyNode.error(path: path, FileCause.keyIsNoWord))
        continue
      }
      guard name != "<<" else {
        findings.add(
          keyNode.error(path: path, FileCause.mergeKey)
        )
        continue
      }
      let valuePath = path.isEmpty ? name : "\(path).\(name)"
      if let cut = repairs.cutExpression(at: YAMLPlace(key.mark)) {
        findings.add(keyNode.error(path: path, FileCause.cutExpression("\"\(cut)\": …")))
      }
      guard let valueNode = convert(value, path: valuePath, depth: depth + 1) else { continue }
      if let cut = repairs.cutExpression(at: YAMLPlace(value.mark)) {
        findings.add(
          valueNode.error(path: valuePath, FileCause.cutExpression("\(name): \"\(cut)\"")))
      }
      entries.append(FileNode.Entry(key: keyNode, value: valueNode))
    }
    if flow { entries = CutExpressions.rejoin(entries, path: path, findings) }
    return checked(entries, path: path)
  }

  /// Without repeated keys and empty values, both of which are reported.
  private func checked(_ entries: [FileNode.Entry], path: String) -> [FileNode.Entry] {
    var firsts: [String: FileNode] = [:]
    var kept: [FileNode.Entry] = []
    for entry in entries {
      if let first = firsts[entry.name] {
        findings.add(
          entry.key.error(
            path: path,
            FileCause.writtenTwice(entry.name, line: first.line, column: first.column))
        )
        continue
      }
      firsts[entry.name] = entry.key
      if case .scalar("", .plain) = entry.value.content {
        findings.add(entry.key.error(path: path, Self.lone(entry, after: kept.last)))
        continue
      }
      kept.append(entry)
    }
    return kept
  }

  /// What a key without a value may be: in braces YAML cuts a number at its comma.
  private static func lone(_ entry: FileNode.Entry, after last: FileNode.Entry?) -> FileCause {
    let name = entry.name
    // The comma stands right before it, with a digit on its other side.
    if let before = last?.value, let digits = before.text, before.line == entry.key.line,
      before.column + digits.count + 1 == entry.key.column,
      let meant = CommaGroups.plain("\(digits),\(name)")
    {
      return .cutThousands(name, meant: meant)
    }
    return !name.isEmpty && name.allSatisfy(\.isNumber) ? .cutNumber(name) : .noValue(name)
  }
}
