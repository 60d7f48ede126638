import Sim

/// A description of the scenario format: what may stand where.
///
/// The reader, the checks of keys and shapes, the paths of `--set`, and what must be said again
/// where the step changes all go by one such description, `ScenarioFormat`. Each section states its
/// part in a file of its own.
enum Format {
  static let version = "1"

  indirect enum Shape: Sendable {
    /// Free text.
    case text
    /// A number, a distribution or any expression.
    case expression
    /// An expression that `per unit` may follow.
    case rate
    case flag
    case count(ClosedRange<Int>)
    case date
    /// A name, of the analyst's choice or declared elsewhere.
    case word
    /// The name of the scenario itself, which may have hyphens.
    case title
    case choice(Choice)
    case list(of: Shape, count: Int?)
    /// A list, or its only element alone.
    case oneOrMore(Shape)
    /// Entries under names that the analyst chooses.
    case named(Shape, Names)
    case record(Record)
    /// A scalar for short, or a map.
    case either(Shape, Shape)
    /// Dotted paths of the scenario and what stands there instead.
    case changes
  }

  /// One of a fixed set of words.
  struct Choice: Sendable {
    /// What is chosen: `protocol`.
    var what: String
    var words: [String]
    /// Any other name will do too, unless it is nearly one of the words.
    var isOpen = false
    /// Words that need an argument: what they need and how that is written.
    var needing: [String: String] = [:]
  }

  struct Names: Sendable {
    /// What there is one of under each name, in plural: `parties`.
    var what: String
    var limit: Int?
    /// `offer[army]` as well as `offer`.
    var indexed = false
    /// A key that holds such entries elsewhere, but not here.
    var notUnder: String?
  }

  struct Record: Sendable {
    var keys: [Key]
    var alternatives: [Alternatives] = []
    /// The key that the short form of an entry gives: `x: 1` is `x: {value: 1}`.
    var short: String?
    /// A word that stands in place of the map: `x: otherwise`.
    var word: String?
    /// Whether any other key is a number of the analyst's own.
    var takesOwn = false

    func key(_ name: String) -> Key? { keys.first { $0.name == name } }

    /// Whether a key is a number of the analyst's own: none of the keys, and none misspelt.
    func isOwn(_ name: String) -> Bool {
      takesOwn && key(name) == nil && NameRule.problem(with: name) == nil
        && nearest(name, in: builtKeys) == nil && lengthened(name, in: builtKeys) == nil
    }

    /// What can be written.
    var builtKeys: [String] { keys.filter(\.built).map(\.name) }
    /// What errors offer.
    var listedKeys: [String] { keys.filter { $0.built && $0.isListed }.map(\.name) }
  }

  struct Key: Sendable {
    var name: String
    var shape: Shape
    /// In one of several alternatives: required when that one is chosen.
    var required = false
    var built = true
    /// Whether errors name it among the keys that are known.
    var isListed = true
    /// Whether the numbers under it mean something else where a step lasts longer.
    var perStep = PerStep.no
    var meaning: String

    init(
      _ name: String, _ shape: Shape, required: Bool = false, built: Bool = true,
      perStep: PerStep = .no, _ meaning: String
    ) {
      self.name = name
      self.shape = shape
      self.required = required
      self.built = built
      self.perStep = perStep
      self.meaning = meaning
    }
  }

  enum PerStep: Sendable {
    case no
    case always
    /// Per step unless `per unit` follows.
    case unlessPer
  }

  /// Keys that exclude each other, in groups that go together: `after` with `delay`, or `rate`.
  struct Alternatives: Sendable {
    /// What they are: `trigger`.
    var what: String
    var groups: [[String]]
    var required: Bool

    var first: [String] { groups.compactMap(\.first) }

    func group(of key: String) -> [String]? { groups.first { $0.contains(key) } }

    /// The keys that a use of `key` drops from what was there before.
    func excluded(by key: String) -> [String] {
      guard let own = group(of: key) else { return [] }
      return groups.filter { $0 != own }.flatMap { $0 }
    }
  }
}

extension Format.Shape {
  /// What is asked for, in an error.
  var expected: String {
    switch self {
    case .text: "a text"
    case .expression, .rate: "a number or an expression"
    case .flag: "true or false"
    case .count: "a whole number"
    case .date: "a date"
    case .word, .title, .choice: "a name"
    case .list: "a list"
    case .oneOrMore: "a name or a list of names"
    case .named, .record: "a map"
    case .changes: "a map of paths, as in {parameters.p: 0.4}"
    case .either(let short, _): "\(short.expected), or a map"
    }
  }

  var takesScalar: Bool {
    switch self {
    case .list, .named, .record, .changes: false
    case .either(let short, let long): short.takesScalar || long.takesScalar
    case .oneOrMore(let element): element.takesScalar
    default: true
    }
  }

  /// The record of a map that stands here, if it is one.
  var record: Format.Record? {
    switch self {
    case .record(let record): record
    case .either(_, let long): long.record
    default: nil
    }
  }

  /// The shape under a key of a map that stands here; `nil` for an unknown key.
  func child(_ key: String) -> Format.Shape? {
    switch self {
    case .record(let record): record.key(key)?.shape ?? (record.isOwn(key) ? .expression : nil)
    case .named(let element, _): element
    case .either(_, let long): long.child(key)
    default: nil
    }
  }
}
