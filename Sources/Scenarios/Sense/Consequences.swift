/// What follows from another note needs none of its own.
enum Consequences {
  /// Words that are true only once something was agreed.
  private static let agreement: Set = [
    "settled", "core_settled", "settled_for", "agreed", "signed", "ratified", "rejected",
    "settlement_breaks",
  ]
  /// What a scenario with a known answer may well do: `verify` says what is meant.
  private static let ofKnownAnswers: Set<NoteKind> = [
    .never, .noAgreement, .noStart, .noVeto, .veto, .leftOpen, .noOrder, .verdict, .atBound,
    .coarse,
    .range, .decides,
  ]

  /// Each note once, without those that follow from others.
  static func removed(from notes: [SenseNote], in loaded: LoadedScenario) -> [SenseNote] {
    var seen: Set<SenseNote> = []
    let isKnown = loaded.scenario.verification != nil
    let once = notes.filter {
      !(isKnown && ofKnownAnswers.contains($0.kind)) && seen.insert($0).inserted
    }
    let nothingAgreed = once.contains { note in
      if case .voteBehindTheEnd = note.cause { return true }
      return note.kind == .noAgreement
    }
    let isExplained = once.contains { $0.cause.explainsNoAgreement }
    let never = once.filter { $0.kind == .never }.map(\.path)
    // A run does not ask why an event never fires; the file may say that it need not.
    let expected = loaded.scenario.expected.filter { $0.word.name == NoteKind.never.rawValue }
    let neverFired = Set(
      (never + expected.map(\.path)).filter { $0.hasPrefix("events.") }.map {
        String($0.dropFirst("events.".count))
      })
    return once.filter { note in
      if isExplained, case .nothingAgreed = note.cause { return false }
      guard note.kind == .never else { return true }
      switch note.cause {
      case .cannotHold, .takenBy: return true
      default: break
      }
      let words = loaded.mentioned[note.path] ?? []
      if nothingAgreed, !words.isDisjoint(with: agreement) { return false }
      if note.path.hasPrefix("events.") {
        if case .eventNever(let name, _, _, let why) = note.cause, why.followsFromOthers {
          // Of two events that wait for each other both are reported.
          return words.intersection(neverFired).allSatisfy { other in
            loaded.mentioned["events.\(other)"]?.contains(name) ?? false
          }
        }
        return true
      }
      return words.isDisjoint(with: neverFired)
    }
  }
}

extension SenseCause {
  /// What a check of its trials says better.
  var isProvisional: Bool {
    switch self {
    case .nothingAgreed(_, _, let misses, let rule): misses.isEmpty && rule == nil
    case .noDealAboveOne(_, let size), .noDealBelowZero(_, let size): !size.isExact
    default: false
    }
  }
}

extension SenseCause {
  /// Whether it says by itself why nothing is agreed.
  fileprivate var explainsNoAgreement: Bool {
    switch self {
    case .crossingLines, .constraintsApart, .noDealAboveOne, .noStart(.allOpen),
      .noStart(.neverMeet):
      true
    // A text that does not move can be agreed as it stands.
    case .noDealBeyond(_, .above, let share): share >= 1
    default: false
    }
  }
}

extension SenseCause.NeverEvent {
  fileprivate var followsFromOthers: Bool {
    switch self {
    case .window, .condition, .trigger: true
    default: false
    }
  }
}
