import Sim

/// Whether the keys of `talks` are those of their protocol, and what they name is there.
struct ProtocolCheck {
  let scenario: Scenario
  let references: References
  let findings: Findings

  func check(_ talks: Talks, written: FileNode?) {
    guard let type = Bargaining.named(talks.protocolName.name) else { return }
    for entry in written?.entries ?? [] {
      let owners = Bargaining.owners(of: entry.name)
      guard !owners.isEmpty, !owners.contains(type.word) else { continue }
      findings.add(
        entry.key.error(
          path: "talks.\(entry.name)",
          "'\(entry.name)' belongs to \(owners.joined(separator: ", ")), and the protocol is \(type.word)"
        ))
    }
    for key in type.keys where key.required && written?[key.name] == nil {
      findings.add(
        talks.protocolName.error("\(type.word) needs '\(key.name)' (\(key.meaning))"))
    }
    // What a key of a wrong shape lacks is no second mistake.
    let keysAreRead = !type.keys.contains { $0.required && findings.speakOf("talks.\($0.name)") }
    for key in type.keys {
      switch (talks.settings[key.name], key.shape) {
      case (.perParty(let value), _): references.requireEach(value, .party)
      case (.words(let names), _): for name in names { references.require(name, .party) }
      case (.word(let name), .word): references.require(name, .party)
      default: break
      }
    }
    if type.word != SingleText.word {
      for (what, isEmpty) in [
        ("issues", references.declared.all(.issue).isEmpty),
        ("parties", references.declared.all(.party).isEmpty),
      ] where isEmpty {
        findings.add(talks.protocolName.error("\(type.word) needs \(what)"))
      }
    }
    if keysAreRead { type.check(talks, in: scenario).forEach(findings.add) }
    checkKnowledge(talks)
  }

  /// Only a protocol that weighs what it does not know can keep a parameter from someone.
  private func checkKnowledge(_ talks: Talks) {
    guard talks.protocolName.name != TakeItOrLeaveIt.word else { return checkProposer(talks) }
    for parameter in scenario.parameters {
      guard let first = parameter.knownTo.first else { continue }
      findings.add(
        first.error(
          "'known_to' matters to \(TakeItOrLeaveIt.word) only; "
            + "in '\(talks.protocolName.name)' all parameters are known"))
    }
  }

  private func checkProposer(_ talks: Talks) {
    let proposer = talks.word("proposer")?.name
    for name in scenario.parameters.flatMap(\.knownTo) where name.name == proposer {
      findings.add(
        name.error(
          "'\(name.name)' makes the offer: 'known_to' names who knows what the proposer does not"))
    }
  }
}
