import Sim

/// What is wrong so far. One per load, so that all errors of all files come out together.
final class Findings {
  private var found: [Diagnostic] = []
  private var seen: Set<Place> = []
  private var places: Set<SourcePosition> = []
  private var paths: Set<String> = []
  /// The paths of what holds something that is wrong.
  private var holders: Set<String> = []
  /// Whether there is more of something than there may be: what else is wrong would take too long
  /// to find.
  private(set) var areOfSize = false

  /// A default that fills twelve parties is wrong once.
  private struct Place: Hashable {
    var position: SourcePosition
    var cause: AnyHashable
  }

  var isEmpty: Bool { found.isEmpty }

  /// So many that no more need a suggestion: looking for one takes time.
  var areMany: Bool { found.count > Limits.errorsShown }

  func add(_ diagnostic: Diagnostic) {
    let place = Place(position: diagnostic.position, cause: AnyHashable(diagnostic.cause))
    guard seen.insert(place).inserted else { return }
    found.append(diagnostic)
    places.insert(diagnostic.position)
    guard paths.insert(diagnostic.path).inserted else { return }
    for (offset, character) in zip(diagnostic.path.indices, diagnostic.path) where character == "."
    {
      holders.insert(String(diagnostic.path[..<offset]))
    }
  }

  /// The same of a limit that is passed.
  func addLimit(_ diagnostic: Diagnostic) {
    add(diagnostic)
    areOfSize = true
  }

  /// Whether something is said already of this place, or of what holds it or is held by it.
  func speak(of problem: Diagnostic) -> Bool {
    if places.contains(problem.position) || paths.contains(problem.path)
      || holders.contains(problem.path)
    {
      return true
    }
    return zip(problem.path.indices, problem.path).contains { offset, character in
      character == "." && paths.contains(String(problem.path[..<offset]))
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

  /// The entries of sections of which, or in which, something is said.
  var entries: Set<String> {
    Set(found.compactMap { $0.path.split(separator: ".").dropFirst().first.map(String.init) })
  }

  var causes: [any Cause] { found.map(\.cause) }

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
    return Diagnostics(shown: sorted)
  }
}

extension Diagnostics {
  /// As many as are shown, and how many there are more.
  init(shown sorted: [Diagnostic]) {
    guard sorted.count > Limits.errorsShown else {
      self.init(sorted)
      return
    }
    let more = sorted.count - Limits.errorsShown
    self.init(
      sorted.prefix(Limits.errorsShown) + [
        Diagnostic(
          sorted[Limits.errorsShown].position, path: "",
          ScenarioCause.more(more, limit: Limits.errorsShown))
      ])
  }
}
