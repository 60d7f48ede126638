import Sim

/// What expressions read of a party, as `ukraine.margin`: one row each.
struct PartyWord: Sendable {
  enum Form { case number, condition, role }

  typealias Read = @Sendable (Compiler, _ party: Int, Expression, Scope) throws -> Typed

  let name: String
  let form: Form
  /// For the reference.
  let meaning: String
  let stage: Stage
  let need: Word.Need
  let read: Read

  init(
    _ name: String, _ meaning: String, _ form: Form = .number, decided stage: Stage = .world,
    needs need: Word.Need = .nothing, _ read: @escaping Read
  ) {
    self.name = name
    self.form = form
    self.meaning = meaning
    self.stage = stage
    self.need = need
    self.read = read
  }

  /// A number that the talks keep for each party.
  static func kept(
    _ name: String, _ meaning: String, needs need: Word.Need = .talks,
    _ quantity: @escaping @Sendable (Int) -> TalkQuantity
  ) -> PartyWord {
    PartyWord(name, meaning, decided: quantity(0).stage, needs: need) { compiler, p, _, scope in
      Typed(try compiler.negotiation.talkRead(quantity(p), scope).0, .number)
    }
  }

  static func never(
    _ name: String, _ meaning: String, decided stage: Stage = .world, _ message: String
  ) -> PartyWord {
    PartyWord(name, meaning, decided: stage) { _, _, e, _ in throw e.error(message) }
  }
}

enum PartyWords {
  static let all: [PartyWord] =
    [
      .kept("utility", "what the terms of the draft are worth") { .utility($0) },
      .kept("value", "utility with gains, losses, red lines and authorship") { .value($0) },
      PartyWord(
        "accepts", "it would sign the draft", .condition, decided: .judgement, needs: .talks
      ) { compiler, p, _, scope in
        if let acceptance = scope.acceptance { return Typed(acceptance[p], .condition) }
        return Typed(try compiler.negotiation.talkRead(.accepts(p), scope).0, .condition)
      },
      .kept("margin", "value and tolerance, less no deal") { .margin($0) },
      // What no deal is worth is known without talks.
      .kept("no_deal", "what no deal is worth", needs: .nothing) { .noDeal($0) },
      .kept("reference", "what gains and losses are counted from") { .reference($0) },
      .kept("tolerance", "its mood: what it adds to the value") { .tolerance($0) },
      .never("ideal", "ideal[issue]: its best term", "write ideal[issue]"),
      .never("weight", "weight[issue]: how much the issue counts", "write weight[issue]"),
      PartyWord("capability", "as given; 1 if left out") { compiler, p, _, scope in
        Typed(try compiler.parties.capability(p, scope.phase), .number)
      },
      PartyWord("role", "as given, to be compared with a word", .role) { compiler, p, _, _ in
        compiler.parties.role(of: p)
      },
      PartyWord(
        "needed", "the draft cannot be carried without it", .condition, needs: .talks
      ) { compiler, p, _, scope in
        Typed(try compiler.parties.isNeeded(p, scope), .condition)
      },
    ]
    + Bargaining.quantities.filter(\.isRead).map { quantity in
      PartyWord(quantity.name, quantity.meaning, decided: .text, needs: .talks) {
        compiler, p, e, scope in
        guard compiler.negotiation.talksKeep(quantity.name) else { throw e.error(quantity.refusal) }
        return Typed(try compiler.negotiation.talkRead(.own(quantity.name, p), scope).0, .number)
      }
    }

  /// Not offered where a name is nearly another: a part of what must be written.
  static let parts: [PartyWord] = [
    .never(
      "ratifiers", "ratifiers.name.support: the share in favour", decided: .signing,
      "write ratifiers.name.support")
  ]

  private static let byName = Dictionary(
    uniqueKeysWithValues: (all + parts).map { ($0.name, $0) })

  static func named(_ name: String) -> PartyWord? { byName[name] }
}
