import Sim

/// A name that the language has built in and that stands alone, as `broken_off`: one row of
/// `Words`.
struct Word: Sendable {
  /// What it needs of a scenario to mean anything.
  enum Need { case nothing, talks }

  /// What it is, as far as that can be said before anything is read.
  enum Form: Equatable {
    case number, condition, outcome, talks
    case event(TalkEvent)
    case text(TextName)
  }

  typealias Read = @Sendable (Compiler, Expression, Scope) throws -> Typed

  let name: String
  let form: Form
  /// For the reference.
  let meaning: String
  /// When in a step it is decided, if the talks decide it.
  let stage: Stage?
  let need: Need
  /// Its value where it is read, or the error that says what to write in its place.
  let read: Read

  init(
    _ name: String, _ form: Form, _ meaning: String, decided stage: Stage? = nil,
    needs need: Need = .nothing, _ read: @escaping Read
  ) {
    self.name = name
    self.form = form
    self.meaning = meaning
    self.stage = stage
    self.need = need
    self.read = read
  }

  /// A condition or a number that the talks keep.
  static func kept(
    _ name: String, _ form: Form, _ quantity: TalkQuantity, _ meaning: String
  ) -> Word {
    Word(name, form, meaning, decided: quantity.stage, needs: .talks) { compiler, _, scope in
      Typed(
        try compiler.negotiation.talkRead(quantity, scope).0,
        form == .condition ? .condition : .number)
    }
  }

  /// A name that cannot stand alone.
  static func never(
    _ name: String, _ form: Form, _ meaning: String, decided stage: Stage? = nil,
    needs need: Need = .nothing, _ message: String
  ) -> Word {
    Word(name, form, meaning, decided: stage, needs: need) { _, e, _ in throw e.error(message) }
  }
}

/// Every name that the language has built in. A new one is a row here or in `PartyWords`, its node
/// and its page in docs/language.md.
enum Words {
  /// Words that stand alone (semantics, section 7).
  static let all: [Word] = constants + ofTheClock + ofTexts + ofTheTalks + ofEvents + elsewhere

  static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  static let names = Set(byName.keys)

  /// Those that no entry may be called. A constant gives way to an entry of its name.
  static let reserved = names.subtracting(constants.map(\.name))

  private static let constants = [
    Word("pi", .number, "3.14159…, half the circle in radians; an entry may have the name") {
      compiler, _, _ in compiler.typed.number(.pi)
    }
  ]

  private static let ofTheClock = [
    Word("step", .number, "the number of the step; 0 at the start") { compiler, _, scope in
      compiler.expressions.stepNumber(scope)
    },
    Word("steps", .number, "how many steps the clock has") { compiler, _, _ in
      compiler.typed.number(Double(compiler.calendar.steps))
    },
    Word("date", .number, "the date of the step; the clock needs a start") { compiler, e, scope in
      guard let days = compiler.dayNumbers else {
        throw e.error(ScenarioCause.needsStart("date"))
      }
      return Typed(
        scope.phase == .initial
          ? compiler.typed.graph.constant(days[0]) : compiler.typed.graph.table(days), .date)
    },
  ]

  private static let ofTexts = TextName.allCases.map { text in
    let name = text.rawValue
    return Word.never(
      name, .text(text), text.meaning, decided: text.stage,
      "'\(name)' is a text; write \(name).issue for one of its terms")
  }

  private static let ofTheTalks =
    [
      Word.kept("talks_met", .condition, .met, "the parties met in this step"),
      .kept("rounds", .number, .rounds, "how often they have met"),
      .kept(
        "max_gap", .number, .maxGap,
        "how far the least content of the parties that must consent is from accepting"),
      .kept("settled", .condition, .settled, "a signed and ratified text is in force"),
      .kept("truce", .condition, .truce, "a general halt without a settlement"),
      .kept("broken_off", .condition, .brokenOff, "the talks are over for good"),
      Word(
        "breach", .number, "the chance that the draft would be broken", decided: .judgement,
        needs: .talks
      ) { compiler, e, scope in
        Typed(try compiler.aftermath.breach(e, scope), .number)
      },
      Word(
        "zone", .condition, "some text is worth no deal to all who must consent",
        decided: .judgement, needs: .talks
      ) { compiler, _, scope in
        Typed(try compiler.negotiation.zone(scope), .condition)
      },
      Word("halted", .condition, "truce or settled", decided: .signing, needs: .talks) {
        compiler, _, scope in
        Typed(try compiler.negotiation.halted(scope), .condition)
      },
      Word(
        "fighting", .condition, "neither truce nor settled; there are two belligerents",
        decided: .signing, needs: .talks
      ) { compiler, e, scope in
        guard compiler.parties.belligerents.count >= 2 else {
          throw e.error(NameCause.fightingOfTwo)
        }
        // Built first: the graph would be copied if it were asked while it grows.
        let halted = try compiler.negotiation.halted(scope)
        return Typed(compiler.typed.graph.not(halted), .condition)
      },
      Word(
        "core_settled", .condition, "settled, with no core issue open", decided: .signing,
        needs: .talks
      ) { compiler, _, scope in
        Typed(try compiler.negotiation.coreSettled(scope), .condition)
      },
      Word(
        "balanced", .condition,
        "in the text in force no belligerent is above 'high' while another is below 'low'",
        decided: .signing, needs: .talks
      ) { compiler, _, scope in
        Typed(try compiler.negotiation.balanced(scope), .condition)
      },
      Word(
        "hard_line_crossed", .condition, "the text in force is beyond a hard red line",
        decided: .signing, needs: .talks
      ) {
        compiler, _, scope in
        Typed(try compiler.negotiation.hardLineCrossed(scope), .condition)
      },
    ]
    + ["settled", "truce", "halted", "fighting"].map { word in
      Word(
        "\(word)_for", .number, "how long '\(word)' has held", decided: .signing, needs: .talks
      ) { compiler, e, scope in
        let held = Expression(.name(word), in: e.source, at: e.range)
        let argument = Expression.Argument(label: nil, value: held)
        return try compiler.expressions.recall(.heldFor, [argument], e, scope)
      }
    }

  private static let ofEvents = TalkEvent.allCases.map { event in
    let name = event.rawValue
    return Word.never(
      name, .event(event), event.meaning, decided: .signing, needs: .talks,
      "'\(name)' is an event; write happened(\(name)), fires(\(name)) or since(\(name))")
  }

  private static let weightedMean =
    "weighted_mean[issue]: the mean of the ideals, by capability times weight"

  /// Words that mean something only where they are given a meaning, or beside others.
  private static let elsewhere =
    [
      Word("default", .number, "in what replaces something built in: what would have stood") {
        _, e, scope in
        guard let value = scope.builtIn else {
          throw e.error(NameCause.defaultNowhere)
        }
        return value
      },
      Word("outcome", .outcome, "in measures: how the trial ended, as in outcome == freeze") {
        _, e, scope in
        guard let outcome = scope.outcome else {
          throw e.error(NameCause.outcomeInMeasures)
        }
        return outcome
      },
      .never("weighted_mean", .number, weightedMean, "write weighted_mean[issue]"),
      .never(
        "talks", .talks, "talks.secrecy, talks.violations: of the talks", "write talks.secrecy"),
    ]
    + ["issues", "parties", "plans"].map {
      .never(
        $0, .number, "after 'in': all of them",
        "'\($0)' stands after 'in' only: sum(E for i in \($0))")
    }
}
