import Sim

/// Reads scenario files.
package struct ScenarioFile {
  /// What may stand in a file: the sections, and the protocols, processes and acts
  /// on the draft there are.
  static let format = ScenarioFormat(
    protocols: Bargaining.formats, processes: Processes.all.map { $0.format },
    acts: TextActs.all.map { $0.format },
    words: Words.reserved.union(MemoryFunction.names), textWords: TextWords.all)

  /// The scenario that a file describes, with what it extends and with settings laid over it.
  ///
  /// - Throws: `FileError` if the file cannot be read, `Diagnostics` with all that is wrong in it
  ///   and the files that it extends.
  /// `root`: where files may lie that are named from outside the first one's folder.
  package static func load(
    path: String, settings: [Setting] = [], root: FileSource? = nil
  ) throws -> Scenario {
    try loaded(path: path, settings: settings, root: root).scenario
  }

  /// The same, and the files as they were read. `files`: those of this path that were read before, for other
  /// settings.
  static func loaded(
    path: String, settings: [Setting] = [], root: FileSource? = nil, files: FileChain? = nil
  ) throws -> (scenario: Scenario, files: FileChain) {
    try load(DiskAccess(path: path, allowed: root), settings: settings, files: files)
  }

  /// The same for texts in memory. `others` are files that the text may extend, by name.
  package static func load(
    text: String, name: String, others: [String: String] = [:], settings: [Setting] = []
  ) throws -> Scenario {
    let texts = others.merging([name: text]) { _, first in first }
    return try load(TextAccess(name: name, texts: texts), settings: settings).scenario
  }

  /// What the files say, merged, with settings and the defaults of parties laid over it. The scenario must be
  /// one that loads.
  static func written(
    path: String, settings: [Setting] = [], root: FileSource? = nil
  ) throws -> FileNode {
    try onLargeStack { () throws in
      let access = DiskAccess(path: path, allowed: root)
      let findings = Findings()
      let chain = try FileChain(access, findings: findings)
      guard chain.isComplete, let (written, _) = merged(chain, settings, findings) else {
        throw findings.diagnostics(files: chain.files)
      }
      return ScenarioReader(format: format, root: written, findings: findings).filled
    }
  }

  private static func load(
    _ access: some FileAccess, settings: [Setting], files: FileChain? = nil
  ) throws -> (scenario: Scenario, files: FileChain) {
    try onLargeStack {
      let findings = Findings()
      // Of those that were read before nothing is wrong, or there would be no scenario.
      let chain = try files ?? FileChain(access, findings: findings)
      return (try read(chain, access, settings, findings), chain)
    }
  }

  private static func read(
    _ chain: FileChain, _ access: some FileAccess, _ settings: [Setting], _ findings: Findings
  ) throws -> Scenario {
    guard chain.isComplete, let (written, levels) = merged(chain, settings, findings) else {
      throw findings.diagnostics(files: chain.files)
    }
    let units = IssueUnits(format.record, findings)
    let root = FormatCheck(format: format.record, findings: findings).checked(
      units.converted(written), key: chain.roots[0])
    guard !findings.areOfSize else { throw findings.diagnostics(files: chain.files) }
    var scenario = ScenarioReader(format: format, root: root, findings: findings).read()
    scenario.percentTerms = units.percentages
    scenario.inputs = chain.inputs
    var data = DataReader(
      access: access, chain: chain, clock: scenario.clock, findings: findings)
    scenario.data = data.entries(root)
    scenario.inputs += data.inputs
    StructureCheck(
      format: format, scenario: scenario, root: root, levels: levels, findings: findings
    ).check()
    LeverCheck(format: format.record, findings: findings).check(scenario, root: root)
    guard !findings.areOfSize else { throw findings.diagnostics(files: chain.files) }
    let variations = VariationReader(format: format, findings: findings).variations(
      of: root, levels: levels)
    scenario.verification?.variations = variations
    guard findings.isEmpty else {
      // What can be said of the expressions that did load comes out in the same pass.
      let more = Compiler(scenario, isVerifying: true).allProblems()
      let followOn = FollowOn(scenario: scenario, root: root, findings: findings)
      for problem in more where !findings.speak(of: problem) && !followOn.explains(problem) {
        findings.add(problem)
      }
      throw findings.diagnostics(files: chain.files)
    }
    return scenario
  }

  /// The oldest file first, each younger one over it, settings last. `levels` are what was laid
  /// over one another, from the youngest to the oldest.
  static func merged(
    _ chain: FileChain, _ settings: [Setting], _ findings: Findings
  ) -> (root: FileNode, levels: [FileNode])? {
    guard let oldest = chain.roots.last else { return nil }
    let merge = Merge(format: format.record, findings: findings)
    // Merged with nothing: `before:` orders outcomes and `remove` is refused in one file too.
    var root = merge.merge(oldest, over: oldest.with(.map([])))
    for child in chain.roots.dropLast().reversed() {
      root = merge.merge(child, over: root)
    }
    var levels = chain.roots
    let reader = SettingReader(format: format.record, findings: findings)
    for setting in settings {
      guard let node = reader.node(setting, for: root) else { continue }
      root = merge.applying(node, over: root)
      levels.insert(node, at: 0)
    }
    StepChange(format: format.record, findings: findings).check(root, levels: levels)
    return (root, levels)
  }
}
