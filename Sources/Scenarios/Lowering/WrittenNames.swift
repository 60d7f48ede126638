import Sim

/// What a file declares, whether or not its entry could be read.
///
/// When some entries are wrong, others are still checked; what they miss only because of the wrong
/// ones is no error of theirs.
struct WrittenNames {
  private var names: Set<String> = []
  private var sections: Set<String> = []

  init(_ root: FileNode) {
    let cursor = YAMLCursor(node: root, path: "", findings: Findings())
    for section in cursor.entries {
      sections.insert(section.name.name)
      for entry in section.value.entries { names.insert(entry.name.name) }
    }
  }

  /// Whether a problem may be nothing but the consequence of an entry that was left out.
  func explain(_ problem: Diagnostic, in scenario: Scenario) -> Bool {
    if problem.message.hasSuffix("and this scenario has none"), sections.contains("talks"),
      scenario.talks == nil
    {
      return true
    }
    // The structure of groups is checked where the file is read.
    if problem.message.hasPrefix("the group '") || problem.message.hasSuffix("can compete") {
      return true
    }
    if let name = Self.unknownName(problem.message) {
      return names.contains(name) || TalkEvent(rawValue: name) != nil
    }
    // About an entry as a whole, which may lack what could not be read.
    let places =
      scenario.issues.map(\.name) + scenario.parties.map(\.name) + scenario.plans.map(\.name)
    return places.contains { $0.source.position(of: 0) == problem.position }
  }

  private static func unknownName(_ message: String) -> String? {
    for start in ["unknown name '", "there is no event '", "there is no text '", "'"] {
      guard message.hasPrefix(start) else { continue }
      let name = message.dropFirst(start.count).prefix { $0 != "'" }
      let rest = message.dropFirst(start.count + name.count)
      if start == "'",
        !["' is no issue", "' is not a value", "' is no number"].contains(where: rest.hasPrefix)
      {
        return nil
      }
      return String(name)
    }
    return nil
  }
}
