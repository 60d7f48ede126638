internal import Foundation
import Sim

/// A batch file, read: scenarios, their points, and how they are run.
package struct BatchFile: Sendable {
  package let name: String
  package let title: String?
  /// Paths of scenario files, as commands take them.
  package let files: [String]
  package let settings: [Setting]
  package let points: PointSet
  package let trials: Int?
  package let seed: UInt64?
  /// As `--record` takes it.
  package let record: String?
  /// By outcome or class: the share whose crossings are looked for.
  package let crossings: [(name: String, share: Double)]
  /// By number of a point: what is to be shown of it.
  package let shown: [Int: [String]]
  package let input: InputFile
  package let places: BatchPlaces

  /// - Throws: `FileError` if it cannot be read, `Diagnostics` with all that is wrong in it.
  package init(path: String, root: FileSource? = nil) throws {
    let opened = try DiskAccess(path: path, allowed: root).first()
    let findings = Findings()
    guard opened.input.bytes.count <= Limits.fileBytes else {
      throw FileError(path: path, reason: FileCause.tooLarge.wording)
    }
    let text = FileText(opened.input, name: path)
    let source = text.file
    if let problem = text.problem {
      findings.add(problem)
      throw findings.diagnostics(files: [source])
    }
    var reader = YAMLReader(file: source, findings: findings)
    guard let root = reader.read() else { throw findings.diagnostics(files: [source]) }
    guard root.entries != nil, let record = BatchFormat.form.shape.record else {
      findings.add(root.error(path: "", FormatCause.expected("a map", found: root.described)))
      throw findings.diagnostics(files: [source])
    }
    if root["batch"] == nil, root["scenario"] != nil {
      findings.add(root.error(path: "", FileCause.isScenario))
      throw findings.diagnostics(files: [source])
    }
    let checked = FormatCheck(format: record, findings: findings).checked(root, key: root)
    let batch = BatchFormat.form.read(YAMLCursor(checked, findings))
    guard findings.isEmpty, let batch else { throw findings.diagnostics(files: [source]) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var list = BatchPoints(batch, folder: folder, findings: findings)
    list.read()
    name = batch.name
    title = batch.title
    files = list.files
    settings = batch.set.map(BatchPoints.settings) ?? []
    points = PointSet(listed: list.points)
    shown = list.shown
    trials = batch.trials
    seed = batch.seed.map(UInt64.init)
    self.record = batch.record?.text
    crossings = (batch.cross?.entries ?? []).compactMap { entry in
      guard let share = entry.text.flatMap(StudyInput.number), share > 0, share < 1 else {
        entry.error(BatchCause.noShare)
        return nil
      }
      return (entry.named.name, share)
    }
    places = BatchPlaces(batch)
    input = InputFile(
      path: URL(fileURLWithPath: path).lastPathComponent, bytes: opened.input.bytes)
    guard findings.isEmpty else { throw findings.diagnostics(files: [source]) }
  }
}

extension BatchFile {
  /// Whether a file is one, or one of targets, by its first key that says what it is.
  static func isBatch(at path: String) -> Bool {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return false }
    let first = FileText.withoutMark(text).split(whereSeparator: \.isNewline).first {
      $0.hasPrefix("batch:") || $0.hasPrefix("calibration:") || $0.hasPrefix("format:")
        || $0.hasPrefix("scenario:")
    }
    return first.map { $0.hasPrefix("batch:") || $0.hasPrefix("calibration:") } ?? false
  }
}

/// The points that the blocks of a batch file list.
private struct BatchPoints {
  private let batch: BatchFormat.Batch
  private let folder: String
  private let findings: Findings
  private(set) var files: [String] = []
  private(set) var points: [StudyPoint] = []
  private(set) var shown: [Int: [String]] = [:]
  /// By name: the first of its points.
  private var numbers: [String: Int] = [:]
  /// Names that are to be found once all points are there.
  private var wanted: [(point: Int, name: YAMLCursor)] = []

  init(_ batch: BatchFormat.Batch, folder: String, findings: Findings) {
    self.batch = batch
    self.folder = folder
    self.findings = findings
  }

  mutating func read() {
    if batch.points.isEmpty { batch.place.error(BatchCause.noPoints) }
    let common = Set(batch.scenarios.compactMap { place(of: $0) })
    for block in batch.points {
      let own = block.scenario.flatMap { place(of: $0) }.map { Set([$0]) }
      guard let scenarios = own ?? (common.isEmpty ? nil : common) else {
        block.place.error(BatchCause.noScenario)
        continue
      }
      add(block, scenarios)
    }
    for (at, name) in wanted where points.count <= Limits.points {
      guard let number = numbers[name.text ?? ""] else {
        name.error(
          BatchCause.noSuchPoint(
            name.text ?? "", nearest(name.text ?? "", in: numbers.keys.sorted())))
        continue
      }
      points[at].against = number
    }
  }

  private mutating func add(_ block: BatchFormat.Block, _ scenarios: Set<Int>) {
    if let name = block.name {
      if numbers[name] != nil { block.place.error(BatchCause.nameTwice(name)) }
      numbers[name] = points.count + 1
    }
    guard points.count <= Limits.points else { return }
    let show = (block.show.isEmpty ? batch.show : block.show).compactMap(\.text)
    let common = block.set.map(Self.settings) ?? []
    let set = Set(common.map(\.path))
    let values = values(of: block)
    if let twice = values.first?.first(where: { set.contains($0.path) }) {
      block.place.error(BatchCause.setAndVaried(twice.path))
    }
    for values in values {
      var point = StudyPoint(
        number: points.count + 1, values: common + values, name: block.name, scenarios: scenarios)
      if let against = block.against { wanted.append((points.count, against)) }
      if !show.isEmpty { shown[point.number] = show }
      point.against = nil
      points.append(point)
    }
    if points.count > Limits.points {
      block.place.error(BatchCause.tooManyPoints(points.count))
    }
  }

  private func values(of block: BatchFormat.Block) -> [[Setting]] {
    if let product = block.product { return combinations(sweeps(product), product) }
    if let zip = block.zip { return together(sweeps(zip), zip) }
    if let sample = block.sample {
      guard let read = BatchFormat.sample.read(sample) else { return [] }
      return SampledPoints(read).points
    }
    return [[]]
  }

  private mutating func place(of cursor: YAMLCursor) -> Int? {
    guard let text = cursor.text else { return nil }
    let path = text.hasPrefix("/") ? text : folder + text
    if let known = files.firstIndex(of: path) { return known }
    files.append(path)
    return files.count - 1
  }

  static func settings(_ map: YAMLCursor) -> [Setting] {
    map.entries.compactMap { entry in
      entry.text.map { Setting(path: entry.named.name, value: $0, of: .batch) }
    }
  }

  /// `[0.2, 0.5]`, `0:1:11` or one value.
  private func sweeps(_ map: YAMLCursor) -> [Sweep] {
    map.entries.compactMap { entry in
      let texts = entry.items.compactMap(\.text)
      do throws(Sweep.Problem) {
        return try Sweep(path: entry.named.name, written: texts)
      } catch {
        entry.error(BatchCause.values(error))
        return nil
      }
    }
  }

  private func combinations(_ sweeps: [Sweep], _ place: YAMLCursor) -> [[Setting]] {
    let count = StudyPoint.count(of: sweeps)
    guard let count, count <= Limits.points else {
      place.error(BatchCause.tooManyPoints(count))
      return []
    }
    return StudyPoint.all(of: sweeps).map { point in
      point.values.map { Setting(path: $0.path, value: $0.value, of: .batch) }
    }
  }

  private func together(_ sweeps: [Sweep], _ place: YAMLCursor) -> [[Setting]] {
    let counts = Set(sweeps.map(\.values.count))
    guard counts.count <= 1, let count = counts.first else {
      if counts.count > 1 {
        place.error(
          BatchCause.unequal(sweeps.map { "\($0.path) has \($0.values.count)" }))
      }
      return []
    }
    return (0..<count).map { k in
      sweeps.map { Setting(path: $0.path, value: $0.values[k], of: .batch) }
    }
  }
}

/// What can be wrong in a batch file beside the shape of its entries.
enum BatchCause: Cause {
  case noScenario
  case noSuchPoint(String, String?)
  case nameTwice(String)
  case values(Sweep.Problem)
  case unequal([String])
  case tooManyPoints(Int?)
  case noShare
  case noDistribution(String)
  case emptyRange(String)
  case rangeTooLarge
  case tooWide
  case noPoints
  case tooManyDimensions(Int)
  case setAndVaried(String)

  var wording: String {
    switch self {
    case .noScenario:
      "these points have no scenario: name one here, or 'scenarios' for all blocks"
    case .noSuchPoint(let name, let near):
      "there is no point named '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? "")
    case .nameTwice(let name): "two blocks are named '\(name)'"
    case .values(let problem): problem.description
    case .unequal(let counts):
      "values that go together must be as many as each other: \(counts.joined(separator: ", "))"
    case .tooManyPoints(let count):
      "there are \(count.map { "\($0)" } ?? "too many") points; \(Limits.points) is the most"
    case .noPoints: "there are no points: list at least one"
    case .tooManyDimensions(let count):
      "Sobol's sequence has up to \(SobolSequence.mostDimensions) paths, but there are \(count)"
    case .setAndVaried(let path):
      "'\(path)' is set for all points of the block and varied within it; keep one of the two"
    case .noShare: "expected a share between 0 and 1, as 0.3 or 30%"
    case .emptyRange(let text): "a range is two numbers, the lower one first, but this is \(text)"
    case .rangeTooLarge: WrittenNumber.rangeLimit
    case .tooWide: "some of its values are too large to be numbers"
    case .noDistribution(let text):
      "expected a range low:high or a distribution of plain numbers, as normal(0.4, 0.1), but this is "
        + "\(text)"
    }
  }
}
