import Sim

/// An entry of a scenario, by its section and its place there.
enum Declared: Equatable {
  case parameter(Int)
  case definition(Int)
  case state(Int)
  case event(Int)
  case issue(Int)
  case party(Int)
  case plan(Int)
  case data(Int)
}

/// What a name stands for where it is read. It carries what must be known of it before anything is
/// built: which entry it is, or the row of its word, with its form and the stage at which it is decided.
enum Reference {
  case declared(Declared)
  /// An index variable.
  case element(Element)
  case word(Word)
  case unknown

  var isKnown: Bool { if case .unknown = self { false } else { true } }

  var declared: Declared? { if case .declared(let entry) = self { entry } else { nil } }

  var word: Word? { if case .word(let word) = self { word } else { nil } }

  /// An issue, a party or a plan, by its own name or by an index variable.
  var element: Element? {
    switch self {
    case .element(let element): element
    case .declared(.issue(let k)): .issue(k)
    case .declared(.party(let k)): .party(k)
    case .declared(.plan(let k)): .plan(k)
    default: nil
    }
  }

  /// An event of the file, or one of the talks.
  var event: EventName? {
    switch self {
    case .declared(.event(let k)): .declared(k)
    case .word(let word): if case .event(let event) = word.form { .talk(event) } else { nil }
    default: nil
    }
  }

  /// A text that the language knows by a word.
  var text: TextName? {
    if case .word(let word) = self, case .text(let text) = word.form { text } else { nil }
  }
}

/// Every name that means something in a scenario: its entries and the words of the language. This is the
/// one place where the text of a name is looked up; readers ask what reference it is.
struct Vocabulary {
  private var entries: [String: Declared] = [:]
  private var words = Words.byName
  private let stepWord: String

  init(_ scenario: Scenario, stepWord: String) {
    self.stepWord = stepWord
    words[stepWord] = Word(stepWord, .number, "the number of the step") { compiler, _, scope in
      compiler.expressions.stepNumber(scope)
    }
    func add(_ names: [Named], _ entry: (Int) -> Declared) {
      for (k, name) in names.enumerated() { entries[name.name] = entry(k) }
    }
    add(scenario.parameters.map(\.name), Declared.parameter)
    // A family by its own name: the first of it.
    for (k, parameter) in scenario.parameters.enumerated().reversed() {
      if let family = parameter.member?.of { entries[family] = .parameter(k) }
    }
    add(scenario.definitions.map(\.name), Declared.definition)
    add(scenario.states.map(\.name), Declared.state)
    add(scenario.events.map(\.name), Declared.event)
    add(scenario.issues.map(\.name), Declared.issue)
    add(scenario.parties.map(\.name), Declared.party)
    add(scenario.plans.map(\.name), Declared.plan)
    add(scenario.data.map(\.name), Declared.data)
  }

  /// `indices`: the index variables where the name stands. No variable is called as an entry or a word.
  func reference(_ name: String, _ indices: [String: Element] = [:]) -> Reference {
    if let entry = entries[name] { return .declared(entry) }
    if let element = indices[name] { return .element(element) }
    return words[name].map(Reference.word) ?? .unknown
  }

  /// What may have been meant by a name that is not known.
  var all: [String] { entries.keys.sorted() + Words.names.sorted() + [stepWord] }
}
