import Sim

/// Reads the columns that a scenario's `data` section names.
struct DataReader<Access: FileAccess> {
  let access: Access
  let chain: FileChain
  let findings: Findings
  /// Every file that was read, once.
  private(set) var inputs: [InputFile] = []
  private var files: [String: OpenedFile] = [:]

  init(access: Access, chain: FileChain, findings: Findings) {
    self.access = access
    self.chain = chain
    self.findings = findings
  }

  private static var standIn: [Double] { (0..<100).map(Double.init) }

  /// What cannot be read is among the findings; other numbers stand in for it, none of them often, so
  /// that the rest is still checked.
  mutating func columns(_ root: FileNode) -> [DataColumn] {
    var columns: [DataColumn] = []
    for entry in YAMLCursor(root, findings)["data"]?.entries ?? [] {
      let name = entry.named
      columns.append(
        DataColumn(
          name: name,
          sample: EmpiricalSample(name: name.name, values: values(entry) ?? Self.standIn)))
    }
    return columns
  }

  private mutating func values(_ entry: YAMLCursor) -> [Double]? {
    guard let (file, column) = DataFormat.column.read(entry), let name = file.text,
      let header = column.text
    else { return nil }
    let opened: OpenedFile
    do {
      opened = try open(name, from: file.node)
    } catch {
      file.error(FileCause.unreadable(error))
      return nil
    }
    do {
      return try CSVColumn(opened.input.bytes).values(named: header)
    } catch {
      switch error {
      case .column(let cause):
        column.error(CSVCause.ofColumn(cause, file: opened.shown))
      case .place(let problem):
        findings.add(problem.diagnostic(in: opened.shown, path: entry.path))
      }
      return nil
    }
  }

  /// Relative to the file of the scenario that names it; a setting speaks for the first one.
  private mutating func open(_ name: String, from node: FileNode) throws(FileError) -> OpenedFile {
    let opened = try access.data(name, of: chain.opened[max(0, node.file.order)])
    guard opened.input.bytes.count <= Limits.dataBytes else {
      throw FileError(
        path: name, reason: "it is larger than \(Limits.dataBytes) bytes, which is the limit")
    }
    if let known = files[opened.identity] { return known }
    files[opened.identity] = opened
    inputs.append(opened.input)
    return opened
  }
}
