import Sim

/// Makes the values of a scenario from merged and checked nodes. An entry that cannot be read is
/// left out; why is among the findings.
struct ScenarioReader {
  let root: YAMLCursor

  func read() -> Scenario {
    let name = root["scenario"]?.text ?? ""
    var scenario = Scenario(name: name, title: root["title"]?.text ?? name)
    scenario.about = root["about"]?.text
    scenario.clock = root["clock"].flatMap(clock)
    scenario.parameters = section("parameters", parameter)
    scenario.correlations = section("correlations", correlation)
    scenario.issues = section("issues", issue)
    scenario.partyDefaultPlaces = root["party_defaults"].map { Self.places(in: $0.node) } ?? []
    scenario.parties = section("parties", PartyReader(defaults: root["party_defaults"]).party)
    scenario.definitions = section("definitions", definition)
    scenario.states = section("state", StateReader().state)
    scenario.events = section("events", EventReader().event)
    scenario.plans = section("plans", TalksReader.plan)
    scenario.talks = root.entries.first { $0.name.name == "talks" }.flatMap(TalksReader().talks)
    scenario.durability = root.entries.first { $0.name.name == "durability" }
      .flatMap(AftermathReader.durability)
    scenario.outcomes = section("outcomes", outcome)
    scenario.measures = section("measures", measure)
    scenario.signals = section("signals", signal)
    scenario.verification = root.entries.first { $0.name.name == "verify" }
      .flatMap(VerificationReader().verification)
    return scenario
  }

  /// Where the scalars of a node stand.
  private static func places(in node: FileNode) -> Set<SourcePosition> {
    switch node.content {
    case .scalar: [node.sourceText(path: "").position(of: 0)]
    case .list(let items): items.reduce(into: []) { $0.formUnion(places(in: $1)) }
    case .map(let entries): entries.reduce(into: []) { $0.formUnion(places(in: $1.value)) }
    }
  }

  private func section<Entry>(
    _ name: String, _ read: ((name: Named, value: YAMLCursor)) -> Entry?
  ) -> [Entry] {
    root[name]?.entries.compactMap(read) ?? []
  }

  private func clock(_ cursor: YAMLCursor) -> Clock? {
    guard let word = cursor["step"]?.name?.name, let steps = cursor["steps"]?.count else {
      return nil
    }
    let step: Clock.Step =
      switch word {
      case "day": .day
      case "week": .week
      case "month": .month
      case "quarter": .quarter
      case "year": .year
      default: .word(word)
      }
    let start = cursor["start"]?.date
    if start != nil, case .word = step {
      cursor["step"]?.error(
        "a clock with a start steps by day, week, month, quarter or year, not by '\(word)'")
      return nil
    }
    return Clock(start: start, step: step, steps: steps)
  }

  private func parameter(_ entry: (name: Named, value: YAMLCursor)) -> Parameter? {
    guard let value = entry.value.shortOr("value")?.expression else { return nil }
    return Parameter(
      name: entry.name, value: value, unit: entry.value["unit"]?.text,
      about: entry.value["about"]?.text, source: entry.value["source"]?.text,
      knownTo: entry.value["known_to"]?.names ?? [])
  }

  private func correlation(_ entry: (name: Named, value: YAMLCursor)) -> Correlation? {
    let cursor = entry.value
    guard let pair = cursor["between"] ?? cursor["shocks"],
      let value = (cursor["spearman"] ?? cursor["pearson"])?.expression
    else { return nil }
    return Correlation(
      name: entry.name, between: pair.names, ofShocks: cursor["between"] == nil,
      kind: cursor["spearman"] != nil ? .spearman : .pearson, value: value)
  }

  private func issue(_ entry: (name: Named, value: YAMLCursor)) -> Issue? {
    let cursor = entry.value
    return Issue(
      name: entry.name, low: cursor["low"]?.text, high: cursor["high"]?.text,
      unit: cursor["unit"]?.text, statusQuo: cursor["status_quo"]?.expression,
      core: cursor["core"]?.flag ?? false, levels: cursor["levels"]?.items.compactMap(\.expression),
      about: cursor["about"]?.text,
      source: cursor["source"]?.text)
  }

  private func definition(_ entry: (name: Named, value: YAMLCursor)) -> Definition? {
    guard let value = entry.value.shortOr("value")?.expression else { return nil }
    return Definition(
      name: entry.name, value: value, each: entry.value["each"]?.elements ?? [],
      about: entry.value["about"]?.text, source: entry.value["source"]?.text)
  }

  private func outcome(_ entry: (name: Named, value: YAMLCursor)) -> OutcomeRule? {
    let cursor = entry.value
    let rule: OutcomeRule.Rule
    if OutcomeOrder.isOtherwise(cursor.node) {
      rule = .otherwise
    } else if !cursor.isMap {
      cursor.error(
        "expected 'otherwise', or a map with 'as_soon_as' or 'at_end', "
          + "but this is \(FormatCheck.kind(of: cursor.node))")
      return nil
    } else if let condition = cursor["as_soon_as"]?.expression {
      rule = .asSoonAs(condition)
    } else if let condition = cursor["at_end"]?.expression {
      rule = .atEnd(condition)
    } else {
      return nil
    }
    return OutcomeRule(
      name: entry.name, rule: rule, className: cursor["class"]?.text, about: cursor["about"]?.text)
  }

  private func measure(_ entry: (name: Named, value: YAMLCursor)) -> Measure? {
    guard let value = entry.value.shortOr("value")?.expression else { return nil }
    return Measure(
      name: entry.name, value: value, unit: entry.value["unit"]?.text,
      about: entry.value["about"]?.text)
  }

  private func signal(_ entry: (name: Named, value: YAMLCursor)) -> Signal? {
    guard let condition = entry.value.shortOr("when")?.expression else { return nil }
    return Signal(name: entry.name, condition: condition, about: entry.value["about"]?.text)
  }
}
