import Sim

/// What talks and plans declare for others to read, and nothing reads.
struct UnreadQuantities: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    guard let talks = loaded.scenario.talks else { return [] }
    var notes: [SenseNote] = []
    func note(_ e: Expression?, _ cause: SenseCause) {
      if let e { notes.append(SenseNote(.unused, at: e, in: "talks", cause)) }
    }
    if !loaded.mentions("secrecy") {
      note(talks.secrecy, .unreadQuantity(key: "secrecy", readAs: "talks.secrecy"))
    }
    if !loaded.mentions("balanced") {
      note(talks.balance?.high, .unreadQuantity(key: "balance", readAs: "balanced"))
    }
    if loaded.scenario.parties.allSatisfy({ $0.reference == nil }) {
      note(talks.publicTexts?.first, .publicToNobody)
    }
    return notes + means(talks, loaded)
  }

  /// Means of enforcement, at the first place of each.
  private func means(_ talks: Talks, _ loaded: LoadedScenario) -> [SenseNote] {
    let given =
      talks.enforcement.map { ($0.name, "talks") }
      + loaded.scenario.plans.flatMap { plan in
        plan.enforcement.map { ($0.name, "plans.\(plan.name.name)") }
      }
    var seen = loaded.scenario.meansWithEffect
    return given.compactMap { name, path in
      guard !loaded.mentions(name.name), seen.insert(name.name).inserted else { return nil }
      return SenseNote(.unused, at: name, in: path, .unreadMeans(name.name))
    }
  }
}

extension Talks.Publicity {
  fileprivate var first: Expression? {
    switch self {
    case .all(let e): e
    case .split(let plans, let drafts): plans ?? drafts
    }
  }
}

extension Scenario {
  /// The means of enforcement that a breach or durability counts.
  fileprivate var meansWithEffect: Set<String> {
    var names: Set<String> = []
    for hazard in [durability?.settlement, durability?.truce].compactMap(\.self) {
      names.formUnion(hazard.enforcement.map(\.name.name))
    }
    if case .composed(_, let enforcement, _) = talks?.breach {
      names.formUnion(enforcement.map(\.name.name))
    }
    return names
  }
}
