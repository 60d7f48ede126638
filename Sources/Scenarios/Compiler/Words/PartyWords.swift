import Sim

/// What expressions read of a party, as `ukraine.margin`: one row each.
struct PartyWord: Sendable {
  enum Form { case number, condition, role }

  typealias Read = @Sendable (Compiler, _ party: Int, Expression, Scope) throws -> Typed

  let name: String
  let form: Form
  let stage: Stage
  let need: Word.Need
  let read: Read

  init(
    _ name: String, _ form: Form = .number, decided stage: Stage = .world,
    needs need: Word.Need = .nothing, _ read: @escaping Read
  ) {
    self.name = name
    self.form = form
    self.stage = stage
    self.need = need
    self.read = read
  }

  /// A number that the talks keep for each party.
  static func kept(
    _ name: String, needs need: Word.Need = .talks,
    _ quantity: @escaping @Sendable (Int) -> TalkQuantity
  ) -> PartyWord {
    PartyWord(name, decided: quantity(0).stage, needs: need) { compiler, p, _, scope in
      Typed(try compiler.negotiation.talkRead(quantity(p), scope).0, .number)
    }
  }

  static func never(_ name: String, decided stage: Stage = .world, _ message: String) -> PartyWord {
    PartyWord(name, decided: stage) { _, _, e, _ in throw e.error(message) }
  }
}

enum PartyWords {
  static let all: [PartyWord] =
    [
      .kept("utility") { .utility($0) },
      .kept("value") { .value($0) },
      PartyWord("accepts", .condition, decided: .judgement, needs: .talks) {
        compiler, p, _, scope in
        if let acceptance = scope.acceptance { return Typed(acceptance[p], .condition) }
        return Typed(try compiler.negotiation.talkRead(.accepts(p), scope).0, .condition)
      },
      .kept("margin") { .margin($0) },
      // What no deal is worth is known without talks.
      .kept("no_deal", needs: .nothing) { .noDeal($0) },
      .kept("reference") { .reference($0) },
      .kept("tolerance") { .tolerance($0) },
      .never("ideal", "write ideal[issue]"),
      .never("weight", "write weight[issue]"),
      PartyWord("capability") { compiler, p, _, scope in
        Typed(try compiler.parties.capability(p, scope.phase), .number)
      },
      PartyWord("role", .role) { compiler, p, _, _ in compiler.parties.role(of: p) },
      PartyWord("needed", .condition, needs: .talks) { compiler, p, _, scope in
        Typed(try compiler.parties.isNeeded(p, scope), .condition)
      },
    ]
    + Bargaining.quantities.filter(\.isRead).map { quantity in
      PartyWord(quantity.name, decided: .text, needs: .talks) { compiler, p, e, scope in
        guard compiler.negotiation.talksKeep(quantity.name) else { throw e.error(quantity.refusal) }
        return Typed(try compiler.negotiation.talkRead(.own(quantity.name, p), scope).0, .number)
      }
    }

  /// Not offered where a name is nearly another: a part of what must be written.
  private static let parts: [PartyWord] = [
    .never("ratifiers", decided: .signing, "write ratifiers.name.support")
  ]

  private static let byName = Dictionary(
    uniqueKeysWithValues: (all + parts).map { ($0.name, $0) })

  static func named(_ name: String) -> PartyWord? { byName[name] }
}
