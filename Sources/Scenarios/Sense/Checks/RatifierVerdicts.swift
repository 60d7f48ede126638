import Sim

/// A ratifier that refuses nearly all that is signed, or is asked too late.
struct RatifierVerdicts: SenseCheck {
  /// The share of signed texts above which it is reported, and of how many at least.
  private static let most = 0.9
  private static let fewest = 20

  /// Those whose vote comes so long after any signature that all trials have ended.
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    guard loaded.scenario.talks != nil else { return [] }
    let last = loaded.scenario.clock?.steps ?? 0
    return loaded.scenario.parties.compactMap { party in
      var (least, most) = (0.0, 0.0)
      // Each is asked after the one before.
      for ratifier in party.ratifiers {
        guard let after = ratifier.after else { continue }
        guard let ticks = loaded.ranges[after] else { return nil }
        let step = loaded.calendar.timescale.ticksInStep
        (least, most) = (least + ticks.lowerBound / step, most + ticks.upperBound / step)
        guard least > Double(last) else { continue }
        return SenseNote(
          .never, at: after, in: "parties.\(party.name.name).ratifiers.\(ratifier.name.name)",
          .voteBehindTheEnd(ratifier.name.name, Size(least: least...most), last: last))
      }
      return nil
    }
  }

  func ask(_ questions: inout Questions, of loaded: LoadedScenario) {
    guard loaded.scenario.talks != nil else { return }
    for (party, ratifier) in pairs(loaded) {
      questions.ask("happened(signed)")
      questions.ask(support(party, ratifier))
    }
  }

  private func pairs(_ loaded: LoadedScenario) -> [(Party, Ratifier)] {
    loaded.scenario.parties.flatMap { party in party.ratifiers.map { (party, $0) } }
  }

  /// The largest share in favour of a text as it was signed; −1 without one.
  private func support(_ party: Party, _ ratifier: Ratifier) -> String {
    "highest(if(fires(signed), \(party.name.name).ratifiers.\(ratifier.name.name).support, -1))"
  }

  func notes(of loaded: LoadedScenario, answers: Answers) -> [SenseNote] {
    pairs(loaded).compactMap { party, ratifier in
      let needs = ratifier.needs.map(\.plainNumber) ?? 0.5
      guard let needs, let all = answers.values(support(party, ratifier)) else { return nil }
      let signed = all.filter { $0 >= 0 }
      let refused = signed.count { $0 < needs }
      guard signed.count >= Self.fewest,
        Double(refused) >= Self.most * Double(signed.count)
      else { return nil }
      return SenseNote(
        .verdict, at: ratifier.name,
        in: "parties.\(party.name.name).ratifiers.\(ratifier.name.name)",
        .verdict(
          ratifier.name.name,
          .init(
            signed: signed.count, refused: refused,
            mean: signed.reduce(0, +) / Double(signed.count), needs: needs)))
    }
  }
}
