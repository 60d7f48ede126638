import Sim

/// Who must consent to a text, in words.
extension Scenario {
  /// One thought each: who signs, what else a signature takes, who ratifies, when fighting halts.
  package var consentInWords: [String] {
    guard let talks else {
      return parties.isEmpty
        ? [] : ["Nobody is asked: the scenario has no talks, and texts are only judged."]
    }
    return [signatures(talks)] + conditions(talks) + ratifications(talks)
  }

  private func signatures(_ talks: Talks) -> String {
    if let rule = talks.carriedWhen { return "A text is carried when \(rule)." }
    if let quota = talks.expression("quota") {
      let votes =
        switch talks.perParty("votes") {
        case nil: "each party has one"
        case .all(let e): "each party has \(e)"
        case .each(let entries):
          entries.map { "\($0.name.name) \($0.value)" }.joined(separator: ", ")
        }
      return "A plan is carried by \(quota) of the votes: \(votes)."
    }
    let names = parties.map(\.name.name)
    let rivals = parties.filter(\.isBelligerent).map(\.name.name)
    guard !rivals.isEmpty else { return "Every party must accept: \(names.listed())." }
    let others = parties.filter { !$0.isBelligerent && deliversAlone($0) }.map { party in
      let issues = party.delivers.filter { delivers($0, alone: party) }.map(\.name)
      return "; \(party.name.name) must where the text settles \(issues.listed("or"))"
    }
    return
      "Every belligerent must accept: \(rivals.listed())\(others.joined()). A party that is asked has a "
      + "veto."
  }

  private func conditions(_ talks: Talks) -> [String] {
    var lines: [String] = []
    if talks.truceDiscount != nil {
      lines.append("A truce needs every belligerent, and no text.")
    }
    return lines
  }

  private func ratifications(_ talks: Talks) -> [String] {
    let chains = parties.filter { !$0.ratifiers.isEmpty }.map { party in
      let links = party.ratifiers.map { ratifier in
        var parts = ["needs \(ratifier.needs.map { "\($0)" } ?? "0.5 (default)")"]
        parts.append("after \(ratifier.after.map { "\($0)" } ?? "0 steps (default)")")
        if let deadline = ratifier.deadline { parts.append("deadline \(deadline)") }
        return "\(ratifier.name.name) (\(parts.joined(separator: ", ")))"
      }
      return "\(party.name.name): \(links.joined(separator: ", then "))"
    }
    guard !chains.isEmpty else { return ["Nobody ratifies: a text is in force once it is signed."] }
    let asked =
      talks.carriedWhen == nil ? "where the party's consent was needed" : "whoever carried the text"
    return ["Ratified afterwards, \(asked): \(chains.joined(separator: "; "))."]
  }
}
