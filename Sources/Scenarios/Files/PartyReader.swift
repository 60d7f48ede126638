import Sim

/// Reads one entry of `parties`, filled from `party_defaults`.
struct PartyReader {
  let defaults: YAMLCursor?

  func party(_ entry: (name: Named, value: YAMLCursor)) -> Party? {
    let cursor = filled(entry.value)
    var party = Party(name: entry.name)
    party.role = cursor["role"]?.name
    party.ideal = cursor["ideal"]?.perElement
    party.weight = cursor["weight"]?.perElement
    party.curvature = cursor["curvature"]?.expression
    party.capability = cursor["capability"]?.expression
    party.redLines = cursor["red_lines"]?.entries.compactMap(redLine) ?? []
    party.noDeal = cursor["no_deal"].flatMap(noDeal)
    party.tolerance = cursor["tolerance"].flatMap(tolerance)
    party.reference = cursor["reference"].map { reference in
      Party.Reference(
        catchesUp: reference["catches_up"]?.expression,
        lossAversion: reference["loss_aversion"]?.expression,
        strength: reference["strength"]?.expression)
    }
    party.delivers = cursor["delivers"]?.names ?? []
    party.utility = cursor["utility"]?.expression
    party.value = cursor["value"]?.expression
    party.accepts = cursor["accepts"]?.expression
    party.ratifiers = cursor["ratifiers"]?.entries.map(AftermathReader.ratifier) ?? []
    party.afterBreach = cursor["after_breach"]?.expression
    party.about = cursor["about"]?.text
    party.source = cursor["source"]?.text
    return party
  }

  private func filled(_ cursor: YAMLCursor) -> YAMLCursor {
    guard let defaults else { return cursor }
    return YAMLCursor(
      node: Merge(findings: cursor.findings).fill(cursor.node, from: defaults.node),
      path: cursor.path, findings: cursor.findings)
  }

  private func redLine(_ entry: (name: Named, value: YAMLCursor)) -> Party.RedLine? {
    let cursor = entry.value
    let slope = cursor["slope"]
    let hard = cursor["hard"]?.flag ?? false
    let side: Party.RedLine.Side = cursor["above"] != nil ? .above : .below
    guard let limit = (cursor["above"] ?? cursor["below"])?.expression else { return nil }
    if hard, let slope, let written = cursor["hard"]?.node {
      let isInherited = written.file !== slope.node.file
      let place = written.file.isSetting ? "" : ", line \(written.line)"
      slope.error(
        isInherited
          ? "a hard red line has no 'slope', and 'hard: true' comes from "
            + "\(written.file.name)\(place): write 'hard: false' beside the slope"
          : "a hard red line is never accepted: it has no 'slope'")
    } else if !hard, slope == nil, cursor.isMap {
      cursor.findings.add(entry.name.error("give 'hard: true' or a 'slope'"))
    }
    return Party.RedLine(
      issue: entry.name, side: side, limit: limit, slope: slope?.expression, hard: hard)
  }

  private func noDeal(_ cursor: YAMLCursor) -> Party.NoDeal? {
    guard cursor.isMap else { return cursor.expression.map { .value($0) } }
    if let text = cursor["text"] { return text.name.map { .text($0) } }
    let (chance, cost) = (cursor["win_chance"]?.expression, cursor["cost"]?.expression)
    let (win, lose) = (cursor["win"]?.expression, cursor["lose"]?.expression)
    guard let chance, let cost else { return nil }
    return .fighting(winChance: chance, cost: cost, win: win, lose: lose)
  }

  private func tolerance(_ cursor: YAMLCursor) -> Party.Tolerance? {
    let (sd, persistence) = (cursor["sd"]?.expression, cursor["persistence"]?.rate)
    guard let sd, let persistence else { return nil }
    return Party.Tolerance(sd: sd, persistence: persistence.value, per: persistence.per)
  }
}
