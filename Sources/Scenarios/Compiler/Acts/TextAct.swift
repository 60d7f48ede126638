import Sim

/// Something that an event does to the draft in its step. One file each, and one line in `TextActs.all`:
/// protocols do not know of acts.
protocol TextAct: SendableMetatype {
  /// What a file says of it.
  static var format: TextActFormat { get }
  /// Whether it moves terms of the text.
  static var movesTerms: Bool { get }
  /// Whether it settles what the text leaves open.
  static var closesIssues: Bool { get }

  /// The draft after it. `path`: what it draws is called by it.
  static func changed(
    _ text: Text, by change: EventEntry.Change, _ path: String, _ texts: Texts
  ) throws -> Text
  /// What it does, as `reopens army and land`.
  static func inWords(_ change: EventEntry.Change) -> String
}

extension TextAct {
  static var movesTerms: Bool { false }
  static var closesIssues: Bool { false }

  /// A value that the format requires.
  static func required<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw AlreadyReported() }
    return value
  }
}

/// The acts on the draft that there are.
enum TextActs {
  static let all: [any TextAct.Type] = [Rewrite.self, Reopen.self, Settle.self]

  private static let byWord = Dictionary(all.map { ($0.format.word, $0) }) { first, _ in first }

  static func of(_ change: EventEntry.Change) -> (any TextAct.Type)? { byWord[change.word] }
}

extension EventEntry {
  private func changes(_ does: (any TextAct.Type) -> Bool) -> Bool {
    acts.contains {
      if case .change(let change) = $0.act { TextActs.of(change).map(does) ?? false } else { false }
    }
  }

  /// Whether one of its acts moves terms of the text on the table.
  var movesTerms: Bool { changes { $0.movesTerms } }

  /// Whether one of its acts settles what the text leaves open.
  var closesIssues: Bool { changes { $0.closesIssues } }

  /// Whether it moves terms, or lays a plan, whose terms then are those of the text.
  var setsTerms: Bool { movesTerms || laysPlan }

  /// Whether it lays a plan on the table.
  var laysPlan: Bool {
    acts.contains { if case .table = $0.act { true } else { false } }
  }
}

extension EventEntry.IssueChoice {
  var inWords: String {
    switch self {
    case .named(let names): names.map(\.name).listed()
    case .mostContested(let count, _, let losers):
      (count == 1 ? "the issue" : "the \(count) issues") + " that cost "
        + (losers.isEmpty ? "those who must consent" : losers.map(\.name).listed()) + " most"
    }
  }
}
