import Sim

/// What a file says of one way to negotiate: how the text is made is the protocol's own affair.
struct ProtocolFormat: Sendable {
  /// As `talks.protocol` names it.
  let word: String
  /// The keys of `talks` that this protocol reads and others may not.
  let keys: [Field<Talks>]
  /// Whether there is nothing to negotiate without issues and parties.
  let needsIssues: Bool
  /// Whether it weighs what a party does not know, so that `known_to` matters.
  let weighsUnknowns: Bool
  /// What is wrong with the talks, beyond the shape of the keys.
  let check: @Sendable (Talks, Scenario) -> [Diagnostic]

  /// Every key that some protocol has, each once; `ProtocolCheck` asks for those it requires. It is
  /// read as the protocol of the talks says.
  static func fields(of protocols: [ProtocolFormat]) -> [Field<Talks>] {
    var known: Set<String> = []
    return protocols.flatMap(\.keys).map(\.key).filter { known.insert($0.name).inserted }.map {
      key in
      var optional = key
      optional.required = false
      return Field(key: optional) { cursor in
        let own = protocols.first { $0.word == cursor["protocol"]?.text }
        return own?.keys.first { $0.key.name == key.name }?.read(cursor)
      }
    }
  }
}

extension Field where Entry == Talks {
  /// A key whose value only its protocol reads, by its name.
  static func own(
    _ name: String, _ form: Form<Talks.ProtocolValue>, required: Bool = false, _ meaning: String
  ) -> Field {
    Field(name, form, { $0.protocolValues[name] = $1 }, required: required, meaning)
  }
}

extension Form where Value == Talks.ProtocolValue {
  static var ownExpression: Form { Form<Expression>.expression.map(Value.expression) }
  static var ownFlag: Form { Form<Bool>.flag.map(Value.flag) }
  static var ownWord: Form { Form<Named>.word.map(Value.word) }
  static var ownWords: Form { Form<[Named]>.words().map(Value.words) }
  static var perParty: Form { Form<PerElement>.perElement("parties").map(Value.perParty) }

  static func ownCount(_ range: ClosedRange<Int>) -> Form {
    Form<Int>.count(range).map(Value.count)
  }

  /// One of a few words.
  static func one(of words: [String], _ what: String) -> Form {
    Form<Named>.choice(Format.Choice(what: what, words: words)).map(Value.word)
  }

  /// An expression for each party by its name.
  static var eachParty: Form {
    Form<[NamedExpression]>.expressions(for: "parties").map { .perParty(.each($0)) }
  }
}
