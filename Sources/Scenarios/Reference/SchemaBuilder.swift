import Sim

/// Turns shapes into schemas. Maps become definitions, so that equal ones stand once.
struct SchemaBuilder {
  /// Whether a file says all of an entry, or what is different.
  enum Extent {
    case whole, change
  }

  private let format: ScenarioFormat?
  private var definitions: [String: JSONText] = [:]
  private var names: [JSONText: String] = [:]

  /// `nil` for a format in which no names are declared.
  init(_ format: ScenarioFormat?) { self.format = format }

  func document(title: String, _ rest: [String: JSONText]) -> String {
    var whole = rest
    whole["$schema"] = .text("http://json-schema.org/draft-07/schema#")
    whole["title"] = .text(title)
    whole["type"] = .text("object")
    whole["$defs"] = .map(definitions)
    return JSONText.map(whole).document
  }

  /// `path` is that of the shape in a file, with `entry` for names that the analyst chooses.
  mutating func schema(_ shape: Format.Shape, at path: String, _ extent: Extent) -> JSONText {
    switch shape {
    case .text: return .type("string", "number", "boolean")
    case .expression: return defined(Self.expression, as: "expression")
    case .rate: return defined(Self.rate, as: "rate")
    case .flag: return .type("boolean")
    case .count(let range):
      var counts: [String: JSONText] = [
        "type": .text("integer"), "minimum": .integer(range.lowerBound),
      ]
      // Beyond this editors do not have whole numbers.
      if range.upperBound <= 1 << 53 { counts["maximum"] = .integer(range.upperBound) }
      return .map(counts)
    case .date: return defined(Self.date, as: "date")
    case .word: return defined(Self.name, as: "name")
    case .title: return defined(Self.title, as: "title")
    case .choice(let choice): return schema(choice)
    case .list(let element, let count):
      var list: [String: JSONText] = [
        "type": .text("array"), "items": schema(element, at: path, extent),
      ]
      if let count { (list["minItems"], list["maxItems"]) = (.integer(count), .integer(count)) }
      return .map(list)
    case .oneOrMore(let element):
      let one = schema(element, at: path, extent)
      return .any([one, .map(["type": .text("array"), "items": one])])
    case .named(let element, let names): return named(element, names, at: path, extent)
    case .record(let record): return self.record(record, at: path, extent, requiring: [])
    case .either(_, .record(let record)) where record.word != nil:
      return .any([
        .words([record.word ?? ""]), self.record(record, at: path, extent, requiring: []),
      ])
    case .either(let short, let long):
      return .any([schema(short, at: path, extent), schema(long, at: path, extent)])
    case .changes: return defined(Self.changes, as: "changes")
    }
  }

  private mutating func schema(_ choice: Format.Choice) -> JSONText {
    let words = defined(.words(choice.words), as: choice.what)
    return choice.isOpen ? .any([words, defined(Self.name, as: "name")]) : words
  }

  private mutating func named(
    _ element: Format.Shape, _ names: Format.Names, at path: String, _ extent: Extent
  ) -> JSONText {
    let entry = path.isEmpty ? "entry" : path + ".entry"
    var map: [String: JSONText] = [
      "type": .text("object"), "propertyNames": namesSchema(names, at: path),
      "additionalProperties": removable(element, schema(element, at: entry, extent), extent),
    ]
    if let limit = names.limit { map["maxProperties"] = .integer(limit) }
    return .map(map)
  }

  /// What names may be that are chosen here.
  private mutating func namesSchema(_ names: Format.Names, at path: String) -> JSONText {
    if names.indexed {
      return .map(["pattern": .text("^[a-z][a-z0-9_]*(\\[[^\\[\\]]*\\])?$")])
    }
    let name = defined(Self.name, as: "name")
    var taken: Set<String> = path == "outcomes" ? [ReservedWords.allTrials] : []
    if let format, let kind = Declarations.Kind(rawValue: path) {
      taken = format.words
      if kind == .issue { taken.formUnion(format.textWords) }
    }
    guard !taken.isEmpty else { return name }
    let words = defined(.words(taken.sorted()), as: kindName(path))
    return .map(["allOf": .list([name, .map(["not": words])])])
  }

  private func kindName(_ path: String) -> String {
    switch path {
    case "issues": "words of texts and of the language"
    case "outcomes": "words of results"
    default: "words of the language"
    }
  }

  mutating func record(
    _ record: Format.Record, at path: String, _ extent: Extent, requiring more: [String]
  ) -> JSONText {
    var properties: [String: JSONText] = [:]
    for key in record.keys where key.built {
      let inner = path.isEmpty ? key.name : "\(path).\(key.name)"
      let value = schema(key.shape, at: inner, extent)
      properties[key.name] = removable(
        key.shape, value, extent, described: Self.sentence(key.meaning))
    }
    var map: [String: JSONText] = [
      "type": .text("object"), "properties": .map(properties),
      "additionalProperties": record.takesOwn
        ? defined(Self.expression, as: "expression") : .flag(false),
    ]
    let required = more + (extent == .whole ? Self.required(record) : [])
    if !required.isEmpty { map["required"] = .list(Set(required).sorted().map(JSONText.text)) }
    var rules = record.alternatives.flatMap { Self.rules($0, of: record, extent) }
    if path == "talks", extent == .whole, let format { rules += Self.rules(of: format.protocols) }
    if !rules.isEmpty { map["allOf"] = .list(rules) }
    guard !path.isEmpty else { return .map(map) }
    return defined(.map(map), as: (extent == .change ? "changed." : "") + path)
  }

  /// In a variant `remove` may stand in place of what it inherits.
  private func removable(
    _ shape: Format.Shape, _ schema: JSONText, _ extent: Extent, described text: String? = nil
  ) -> JSONText {
    var value = schema
    switch (extent, shape) {
    case (.whole, _), (.change, .text), (.change, .expression), (.change, .rate): break
    case (.change, _): value = .any([schema, .words([Merge.remove])])
    }
    guard let text, case .map(var map) = value else { return value }
    map["description"] = .text(text)
    return .map(map)
  }

  /// The same schema stands once, under the name that it first had.
  private mutating func defined(_ schema: JSONText, as wanted: String) -> JSONText {
    if let known = names[schema] { return .reference(known) }
    let base = wanted.replacing(" ", with: "_")
    var name = base
    var number = 1
    while definitions[name] != nil {
      number += 1
      name = "\(base)_\(number)"
    }
    names[schema] = name
    definitions[name] = schema
    return .reference(name)
  }

  private static func sentence(_ meaning: String) -> String {
    meaning.prefix(1).uppercased() + meaning.dropFirst()
  }
}

// MARK: Keys that need or exclude each other

extension SchemaBuilder {
  /// Keys that stand whatever else does.
  fileprivate static func required(_ record: Format.Record) -> [String] {
    record.keys.filter { key in
      key.required && key.built && !record.alternatives.contains { $0.group(of: key.name) != nil }
    }.map(\.name)
  }

  /// Of the groups exactly one, with the keys that it needs and none of the others'. A variant may leave
  /// all out and need not say a group whole.
  fileprivate static func rules(
    _ alternatives: Format.Alternatives, of record: Format.Record, _ extent: Extent
  ) -> [JSONText] {
    var branches = alternatives.groups.map { group in
      let others = alternatives.groups.filter { $0 != group }.flatMap { $0 }
      guard extent == .whole else {
        return JSONText.map(["properties": .map(Self.removed(others))])
      }
      var branch: [String: JSONText] = [:]
      if !others.isEmpty { branch["not"] = .has(anyOf: others) }
      let needed = group.filter { record.key($0)?.required == true }
      if !needed.isEmpty { branch["required"] = .list(needed.map(JSONText.text)) }
      return JSONText.map(branch)
    }
    if extent == .whole, !alternatives.required {
      branches.append(.map(["not": .has(anyOf: alternatives.groups.flatMap { $0 })]))
    }
    return [.any(branches)]
  }

  private static func removed(_ keys: [String]) -> [String: JSONText] {
    Dictionary(keys.map { ($0, JSONText.words([Merge.remove])) }) { first, _ in first }
  }

  /// What each protocol needs, and what belongs to others.
  fileprivate static func rules(of protocols: [ProtocolFormat]) -> [JSONText] {
    let all = Set(protocols.flatMap { $0.keys.map(\.key.name) })
    return protocols.map { own in
      let keys = own.keys.map(\.key)
      let others = all.subtracting(keys.map(\.name)).sorted()
      let needed = keys.filter(\.required).map(\.name)
      var then: [String: JSONText] = ["not": .has(anyOf: others)]
      if !needed.isEmpty { then["required"] = .list(needed.map(JSONText.text)) }
      let condition: [String: JSONText] = [
        "properties": .map(["protocol": .words([own.word])]),
        "required": .list([.text("protocol")]),
      ]
      return .map(["if": .map(condition), "then": .map(then)])
    }
  }
}

// MARK: Scalars

extension SchemaBuilder {
  fileprivate static let name = JSONText.map([
    "type": .text("string"), "pattern": .text("^[a-z][a-z0-9_]*$"),
    "maxLength": .integer(Limits.nameLength), "not": .words(ReservedWords.grammar.sorted()),
    "description": .text("A name: small letters, digits and underscores, with a letter first"),
  ])

  fileprivate static let title = JSONText.map([
    "type": .text("string"), "pattern": .text("^[a-z][a-z0-9_-]*$"),
    "maxLength": .integer(Limits.nameLength),
  ])

  fileprivate static let date = JSONText.map([
    "type": .text("string"),
    "pattern": .text("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
    "description": .text("A date such as 2026-06-01"),
  ])

  fileprivate static let changes = JSONText.map([
    "type": .text("object"), "minProperties": .integer(1),
    "description": .text("Dotted paths and what stands there, as in {parameters.p: 0.4}"),
  ])

  /// Editors offer the examples, so all distributions are among them.
  fileprivate static let expression = JSONText.map([
    "type": .list([.text("number"), .text("string"), .text("boolean")]), "minLength": .integer(1),
    "description": .text("A number, an expression, or one of the distributions below"),
    "examples": .list(DistributionForms.all.flatMap(\.calls).map(JSONText.text)),
  ])

  fileprivate static let rate = JSONText.map([
    "type": .list([.text("number"), .text("string")]), "minLength": .integer(1),
    "description": .text("A number or an expression, with a unit of time, as in 0.08 per week"),
    "examples": .list(["day", "week", "month", "quarter", "year"].map { .text("0.1 per \($0)") }),
  ])
}

extension JSONText {
  fileprivate static func type(_ names: String...) -> JSONText {
    .map(["type": names.count == 1 ? .text(names[0]) : .list(names.map(JSONText.text))])
  }

  /// One of some words; an editor reads `1` as a number.
  fileprivate static func words(_ words: [String]) -> JSONText {
    .map([
      "enum": .list(
        words.flatMap { word in
          Int(word).map { [.integer($0), .text(word)] } ?? [.text(word)]
        })
    ])
  }

  fileprivate static func any(_ schemas: [JSONText]) -> JSONText { .map(["anyOf": .list(schemas)]) }

  fileprivate static func reference(_ name: String) -> JSONText {
    .map(["$ref": .text("#/$defs/\(name)")])
  }

  /// A map that has one of some keys.
  fileprivate static func has(anyOf keys: [String]) -> JSONText {
    .any(keys.map { .map(["required": .list([.text($0)])]) })
  }
}
