package import Sim

/// Where a batch file says what is read only with the scenarios, so that what is wrong in it is said there.
package struct BatchPlaces: Sendable {
  /// By `path=value`, and by path: the first place.
  private var values: [String: SourceText] = [:]
  private var shown: [String: SourceText] = [:]
  private let record: SourceText?

  init(_ batch: BatchFormat.Batch) {
    record = batch.record?.scalar.source
    let names = batch.show + batch.points.flatMap(\.show)
    for name in names where shown[name.text ?? ""] == nil {
      shown[name.text ?? ""] = name.scalar.source
    }
    let blocks = batch.points.flatMap { [$0.set, $0.product, $0.zip, $0.sample?["over"]] }
    for map in [batch.set] + blocks {
      for entry in map?.entries ?? [] { add(entry) }
    }
  }

  private mutating func add(_ entry: YAMLCursor) {
    let (path, source) = (entry.named.name, entry.named.source)
    for key in [path] + entry.items.compactMap({ $0.text.map { "\(path)=\($0)" } })
    where values[key] == nil {
      values[key] = source
    }
  }

  /// What is wrong with values of the batch file, at their places in it.
  package func placed(_ problems: Diagnostics) -> Diagnostics {
    // Several values of a path have one place.
    var seen: Set<Diagnostic> = []
    return Diagnostics(problems.all.map(placed).filter { seen.insert($0).inserted })
  }

  private func placed(_ problem: Diagnostic) -> Diagnostic {
    let prefix = Setting.Origin.batch.rawValue
    guard problem.position.file.hasPrefix(prefix) else { return problem }
    let written = String(problem.position.file.dropFirst(prefix.count))
    guard let source = values[written] ?? values[String(written.prefix { $0 != "=" })] else {
      return problem
    }
    return Diagnostic(source, at: 0, problem.cause)
  }

  /// Why something cannot be shown.
  package func problem(ofShown name: String, _ message: String) -> Diagnostics {
    Diagnostics([shown[name]].compactMap { $0 }.map { Diagnostic($0, at: 0, message) })
  }

  /// Why what is to be recorded is nothing that can be.
  package func problemOfRecord(_ message: String) -> Diagnostics {
    Diagnostics([record].compactMap { $0 }.map { Diagnostic($0, at: 0, message) })
  }
}
