import Sim

/// Reads `plans` and `talks`.
struct TalksReader {
  static func plan(_ entry: (name: Named, value: YAMLCursor)) -> Plan? {
    let cursor = entry.value
    var plan = Plan(name: entry.name)
    plan.tabled = cursor["tabled"].flatMap { tabled in
      tabled.date.map {
        ($0, Named(tabled.text ?? "", tabled.node.sourceText(path: tabled.path)))
      }
    }
    plan.writtenBy = cursor["written_by"]?.expressions.map { ($0.name, $0.value) } ?? []
    plan.terms = cursor["terms"].map(terms) ?? []
    plan.enforcement = cursor["enforcement"]?.expressions ?? []
    plan.about = cursor["about"]?.text
    plan.source = cursor["source"]?.text
    return plan
  }

  private static func terms(_ cursor: YAMLCursor) -> [(issue: Named, term: Plan.Term)] {
    cursor.entries.compactMap { issue, value in term(value).map { (issue, $0) } }
  }

  private static func term(_ cursor: YAMLCursor) -> Plan.Term? {
    guard cursor.isMap else { return cursor.expression.map { .value($0) } }
    if let open = cursor["open"], open.text == "false" {
      open.error("a term that is not left open is a number")
      return nil
    }
    return .open(expected: cursor["expected"]?.expression)
  }

  func talks(_ entry: (name: Named, value: YAMLCursor)) -> Talks? {
    let cursor = entry.value
    guard let word = cursor["protocol"]?.name, let type = Bargaining.named(word.name) else {
      return nil
    }
    var talks = Talks(name: entry.name, protocolName: word)
    talks.opening = cursor["opening"].flatMap { opening in
      opening.isMap
        ? Talks.Opening.terms(Self.terms(opening)) : opening.name.map { Talks.Opening.plan($0) }
    }
    talks.access = cursor["access"]?.perElement
    talks.round = cursor["round"]?["probability"]?.rate
    talks.stepSize = cursor["step_size"]?.expression
    talks.noise = cursor["noise"]?.expression
    talks.tilt = cursor["tilt"].flatMap { tilt in
      guard let party = tilt["toward"]?.name, let by = tilt["by"]?.expression else { return nil }
      return (party, by)
    }
    talks.secrecy = cursor["secrecy"]?.expression
    talks.publicTexts = cursor["public"].flatMap(publicity)
    talks.authorshipPenalty = cursor["authorship_penalty"]?.expression
    talks.openIssuesSettledWhen = cursor["open_issues"]?["settled_when"]?.expression
    talks.truceDiscount = cursor["truce_track"]?["discount"]?.expression
    talks.carriedWhen = cursor["carried_when"]?.expression
    talks.breach = cursor["breach"].flatMap(AftermathReader.breach)
    talks.halt = cursor["halt"]?.name
    talks.enforcement = cursor["enforcement"]?.expressions ?? []
    talks.balance = cursor["balance"].flatMap { balance in
      let (high, low) = (balance["high"]?.expression, balance["low"]?.expression)
      guard let high, let low else { return nil }
      return (high, low)
    }
    // The keys of the single text are read above.
    if type.word != SingleText.word {
      for key in type.keys {
        talks.settings[key.name] = cursor[key.name].flatMap { setting($0, key.shape) }
      }
    }
    return talks
  }

  /// What a protocol's key was given, read as its shape says.
  private func setting(_ cursor: YAMLCursor, _ shape: Format.Shape) -> Talks.Setting? {
    switch shape {
    case .expression: cursor.expression.map { .expression($0) }
    case .flag: .flag(cursor.flag)
    case .count: cursor.count.map { .count($0) }
    case .word, .choice: cursor.name.map { .word($0) }
    case .list, .oneOrMore: .words(cursor.names)
    case .named: .perParty(.each(cursor.expressions))
    case .either: cursor.perElement.map { .perParty($0) }
    default: nil
    }
  }

  private func publicity(_ cursor: YAMLCursor) -> Talks.Publicity? {
    guard cursor.isMap else { return cursor.expression.map { .all($0) } }
    return .split(plans: cursor["plans"]?.expression, drafts: cursor["drafts"]?.expression)
  }
}
