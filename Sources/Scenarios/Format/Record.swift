import Sim

/// A key of a map and the part of the entry that it fills.
struct Field<Entry>: Sendable {
  var key: Format.Key
  let read: @Sendable (YAMLCursor) -> ((inout Entry) -> Void)?

  /// A value that an entry may go without, or that has a standard one, and `fill`, which puts it into the entry.
  ///
  /// Not a key path: of each one that a program uses, the runtime must make a type first, which took a twentieth
  /// of the time of `simrun validate`.
  init<Value>(
    _ name: String, _ form: Form<Value>, _ fill: @escaping @Sendable (inout Entry, Value) -> Void,
    required: Bool = false, perStep: Format.PerStep = .no, _ meaning: String
  ) {
    key = Format.Key(name, form.shape, required: required, perStep: perStep, meaning)
    read = { cursor in
      cursor[name].flatMap(form.read).map { value in { fill(&$0, value) } }
    }
  }

  /// A key that fills nothing here.
  init(unread name: String, _ shape: Format.Shape, required: Bool = false, _ meaning: String) {
    key = Format.Key(name, shape, required: required, meaning)
    read = { _ in nil }
  }

  /// Something else that is read of a map: its own keys are `key`s of other fields.
  init(key: Format.Key, _ read: @escaping @Sendable (YAMLCursor) -> ((inout Entry) -> Void)?) {
    self.key = key
    self.read = read
  }
}

/// What an entry cannot be made without: one key or several, and what is read of them.
struct Part<Value>: Sendable {
  let keys: [Format.Key]
  let alternatives: [Format.Alternatives]
  let read: @Sendable (YAMLCursor) -> Value?

  private init(
    _ keys: [Format.Key], _ alternatives: [Format.Alternatives] = [],
    _ read: @escaping @Sendable (YAMLCursor) -> Value?
  ) {
    self.keys = keys
    self.alternatives = alternatives
    self.read = read
  }

  static func key(
    _ name: String, _ form: Form<Value>, perStep: Format.PerStep = .no, _ meaning: String
  ) -> Part {
    Part([Format.Key(name, form.shape, required: true, perStep: perStep, meaning)]) {
      $0[name].flatMap(form.read)
    }
  }

  /// A key that may be missing.
  static func optional<Wrapped>(
    _ name: String, _ form: Form<Wrapped>, perStep: Format.PerStep = .no, _ meaning: String
  ) -> Part where Value == Wrapped? {
    Part([Format.Key(name, form.shape, perStep: perStep, meaning)]) {
      .some($0[name].flatMap(form.read))
    }
  }

  /// Keys that are read together.
  static func keys(
    _ keys: [Format.Key], _ read: @escaping @Sendable (YAMLCursor) -> Value?
  ) -> Part { Part(keys, [], read) }

  /// Parts that exclude each other; `what` says what they are.
  static func one(of parts: [Part], _ what: String, required: Bool = true) -> Part {
    let alternatives = Format.Alternatives(
      what: what, groups: parts.map { $0.keys.map(\.name) }, required: required)
    return Part(parts.flatMap(\.keys), [alternatives]) { cursor in
      parts.first { part in part.keys.contains { cursor[$0.name] != nil } }?.read(cursor)
    }
  }

  /// With a value for what is not there or cannot be read.
  func otherwise(_ value: Value) -> Part where Value: Sendable {
    Part(keys, alternatives) { [read] in read($0) ?? value }
  }

  /// Several parts, all of them read, so that all that is wrong with them comes out together.
  static func all<A, B>(
    _ a: Part<A>, _ b: Part<B>, _ make: @escaping @Sendable (A, B) -> Value?
  ) -> Part {
    Part(a.keys + b.keys, a.alternatives + b.alternatives) { cursor in
      let (x, y) = (a.read(cursor), b.read(cursor))
      guard let x, let y else { return nil }
      return make(x, y)
    }
  }

  static func all<A, B, C>(
    _ a: Part<A>, _ b: Part<B>, _ c: Part<C>, _ make: @escaping @Sendable (A, B, C) -> Value?
  ) -> Part {
    all(a, Part<(B, C)>.all(b, c) { ($0, $1) }) { make($0, $1.0, $1.1) }
  }

  static func all<A, B, C, D>(
    _ a: Part<A>, _ b: Part<B>, _ c: Part<C>, _ d: Part<D>,
    _ make: @escaping @Sendable (A, B, C, D) -> Value?
  ) -> Part {
    all(Part<(A, B)>.all(a, b) { ($0, $1) }, Part<(C, D)>.all(c, d) { ($0, $1) }) {
      make($0.0, $0.1, $1.0, $1.1)
    }
  }
}

extension Part where Value == Void {
  /// Nothing: every key may be left out.
  static var nothing: Part { .keys([]) { _ in () } }
}

extension Form {
  /// A map: the part that its entry is made of, and what fills the rest. Everything is read,
  /// whether or not there is an entry to fill. Errors name keys in this order.
  ///
  /// `short` is the key whose value may stand in place of the map.
  static func record<Parts>(
    _ part: Part<Parts>, _ fields: [Field<Value>] = [], short: String? = nil, word: String? = nil,
    own: (@Sendable (inout Value, [NumberOfOwn]) -> Void)? = nil,
    make: @escaping @Sendable (YAMLCursor, Parts) -> Value?
  ) -> Form {
    let record = Format.Record(
      keys: part.keys + fields.map(\.key), alternatives: part.alternatives, short: short,
      word: word, takesOwn: own != nil)
    let shape: Format.Shape =
      if let key = short.flatMap(record.key) {
        .either(key.shape, .record(record))
      } else {
        .record(record)
      }
    return Form(shape) { cursor in
      let cursor = short.map(cursor.short) ?? cursor
      let fills = fields.compactMap { $0.read(cursor) }
      guard let parts = part.read(cursor), var entry = make(cursor, parts) else { return nil }
      for fill in fills { fill(&entry) }
      if let own {
        own(
          &entry,
          cursor.entries.filter { record.isOwn($0.named.name) }.compactMap { number in
            number.expression.map { NumberOfOwn(name: number.named, value: $0) }
          })
      }
      return entry
    }
  }
}

extension Field where Entry == Scenario {
  /// A section of entries under names that the analyst chooses.
  static func section<Element>(
    _ name: String, _ element: Form<Element>,
    _ fill: @escaping @Sendable (inout Scenario, [Element]) -> Void,
    limit: Int? = nil, _ meaning: String
  ) -> Field {
    Field(name, .named(element, Format.Names(what: name, limit: limit)), fill, meaning)
  }
}

// MARK: Keys that many entries have

extension Field {
  static func about(_ fill: @escaping @Sendable (inout Entry, String) -> Void) -> Field {
    Field("about", .text, fill, "free text")
  }

  static func source(_ fill: @escaping @Sendable (inout Entry, String) -> Void) -> Field {
    Field("source", .text, fill, "where it comes from, or 'coding'")
  }

  static func unit(_ fill: @escaping @Sendable (inout Entry, String) -> Void) -> Field {
    Field("unit", .text, fill, "the unit, as results print it")
  }

  /// Silences notes of sense about the entry. Its words are read apart, by `EntryWords`.
  static var expect: Field {
    var field = Field(
      unread: "expect",
      .oneOrMore(
        .choice(Format.Choice(what: "note", words: NoteKind.allCases.map(\.rawValue)))),
      "notes of sense that are not wanted here")
    field.key.isListed = false
    return field
  }

  /// Where nothing keeps them.
  static var about: Field { Field(unread: "about", .text, "free text") }
  static var source: Field {
    Field(unread: "source", .text, "where it comes from, or 'coding'")
  }
}
