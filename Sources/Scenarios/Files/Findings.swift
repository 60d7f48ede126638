import Sim

/// What is wrong so far. One per load, so that all errors of all files come out together.
final class Findings {
  private var found: [Diagnostic] = []
  private var seen: Set<Place> = []

  /// A default that fills twelve parties is wrong once.
  private struct Place: Hashable {
    var position: SourcePosition
    var message: String
  }

  var isEmpty: Bool { found.isEmpty }

  /// So many that no more need a suggestion: looking for one takes time.
  var areMany: Bool { found.count > Limits.errorsShown }

  func add(_ diagnostic: Diagnostic) {
    let place = Place(position: diagnostic.position, message: diagnostic.message)
    if seen.insert(place).inserted { found.append(diagnostic) }
  }

  /// Whether something is said already of this place, or of what holds it or is held by it.
  func speak(of problem: Diagnostic) -> Bool {
    found.contains { said in
      said.position == problem.position || said.path == problem.path
        || said.path.hasPrefix(problem.path + ".") || problem.path.hasPrefix(said.path + ".")
    }
  }

  /// Whether something is said of an entry or of what it holds.
  func speakOf(_ path: String) -> Bool {
    found.contains { $0.path == path || $0.path.hasPrefix(path + ".") }
  }

  /// Whether something is said of a key, wherever it stands, or of what it holds.
  func speakOf(key: String) -> Bool {
    found.contains { $0.path.split(separator: ".").contains { $0 == key } }
  }

  func add(_ diagnostics: Diagnostics) { diagnostics.all.forEach(add) }

  /// In the order of the files, then of the places; what stands on the command line comes last.
  func diagnostics(files: [SourceFile]) -> Diagnostics {
    var order: [String: Int] = [:]
    for file in files where order[file.name] == nil { order[file.name] = file.order }
    let rank = { (d: Diagnostic) in order[d.position.file] ?? Int.max }
    let sorted = found.enumerated().sorted { a, b in
      let (x, y) = (rank(a.element), rank(b.element))
      if x != y { return x < y }
      if a.element.position != b.element.position {
        return a.element.position < b.element.position
      }
      return a.offset < b.offset
    }.map(\.element)
    guard sorted.count > Limits.errorsShown else { return Diagnostics(sorted) }
    let more = sorted.count - Limits.errorsShown
    return Diagnostics(
      sorted.prefix(Limits.errorsShown) + [
        Diagnostic(
          sorted[Limits.errorsShown].position, path: "",
          "\(more) more \(more == 1 ? "error" : "errors"), from here on, not shown "
            + "(the limit is \(Limits.errorsShown))")
      ])
  }
}
