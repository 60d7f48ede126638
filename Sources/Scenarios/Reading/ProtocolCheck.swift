import Sim

/// Whether the keys of `talks` are those of their protocol, and what they name is there.
struct ProtocolCheck {
  let protocols: [ProtocolFormat]
  let scenario: Scenario
  let references: References
  let findings: Findings

  func check(_ talks: Talks, written: FileNode?) {
    guard let own = protocols.first(where: { $0.word == talks.protocolName.name }) else { return }
    for entry in written?.entries ?? [] {
      let owners = protocols.filter { $0.keys.contains { $0.key.name == entry.name } }.map(\.word)
      guard !owners.isEmpty, !owners.contains(own.word) else { continue }
      findings.add(
        entry.key.error(
          path: "talks.\(entry.name)",
          ReadingCause.notOfProtocol(key: entry.name, owners: owners, word: own.word)))
    }
    let keys = own.keys.map(\.key)
    for key in keys where key.required && written?[key.name] == nil {
      findings.add(
        talks.protocolName.error(
          ReadingCause.protocolNeeds(word: own.word, key: key.name, meaning: key.meaning)))
    }
    // What a key of a wrong shape lacks is no second mistake.
    let keysAreRead = !keys.contains { $0.required && findings.speakOf("talks.\($0.name)") }
    for key in keys {
      switch (talks.protocolValues[key.name], key.shape) {
      case (.perParty(let value), _): references.requireEach(value, .party)
      case (.words(let names), _): for name in names { references.require(name, .party) }
      case (.word(let name), .word): references.require(name, .party)
      default: break
      }
    }
    if own.needsIssues {
      for (what, isEmpty) in [
        ("issues", references.declared.all(.issue).isEmpty),
        ("parties", references.declared.all(.party).isEmpty),
      ] where isEmpty {
        findings.add(
          talks.protocolName.error(ReadingCause.protocolNeedsAny(word: own.word, what: what)))
      }
    }
    if keysAreRead { own.check(talks, scenario).forEach(findings.add) }
    if !own.weighsUnknowns { checkKnowledge(talks) }
  }

  /// Only a protocol that weighs what it does not know can keep a parameter from someone.
  private func checkKnowledge(_ talks: Talks) {
    let weighing = protocols.filter(\.weighsUnknowns).map(\.word).joined(separator: ", ")
    for parameter in scenario.parameters {
      guard let first = parameter.knownTo.first else { continue }
      findings.add(
        first.error(
          ReadingCause.knownTo(only: weighing, word: talks.protocolName.name)))
    }
  }
}
