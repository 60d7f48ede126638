import Sim

/// Step 0, the world as it starts, or any later step.
enum Phase: Hashable { case initial, step }

/// What an index variable stands for, by position in the scenario.
enum Element: Hashable {
  case issue(Int)
  case party(Int)
  case plan(Int)

  /// As messages call it.
  var kind: String {
    switch self {
    case .issue: "issue"
    case .party: "party"
    case .plan: "plan"
    }
  }

  var described: String { kind == "issue" ? "an issue" : "a \(kind)" }
}

/// Something that has a value at each step: what names resolve to.
enum Entity: Hashable {
  case state(Int, [Element])
  /// After its process, before any event.
  case stateMoved(Int, [Element])
  /// Before the effects of an event, after those of earlier ones in the file.
  case stateBefore(Int, [Element], event: Int)
  case eventFires(Int)
  case eventHappened(Int)
  case eventCount(Int)
  case eventLastStep(Int)
  case eventFirstStep(Int)
  case eventFirstDate(Int)
  /// The condition of a `when` trigger as it stands at the end of a step.
  case eventWhen(Int)
  /// `fires` of an event so many steps back, as a bit pattern of 50 steps a word.
  case history(EventName, word: Int)
  /// A memory function of an expression: position in `Compiler.recollections`.
  case recollection(Int)
  case talk(TalkQuantity)
}

/// An event that expressions and delays can name: declared, or one of the talks.
enum EventName: Hashable {
  case declared(Int)
  case talk(TalkEvent)
}

/// The quantities of the talks, each decided at its stage of a step.
enum TalkQuantity: Hashable {
  // Values.
  case noDeal(Int)
  case tolerance(Int)
  case latent(Int)
  case reference(Int)
  case bestSeen(Int)
  // Is there a round?
  case suspended
  case met
  case rounds
  /// Rounds since the talks began, or began anew.
  case roundsAnew
  // The text.
  case draftTerm(Int)
  case draftOpen(Int)
  case draftShare(Int)
  case tabled(Int)
  /// What a protocol keeps for each party beside the text, by its name.
  case own(String, Int)
  // Judgement of the draft.
  case utility(Int)
  case value(Int)
  case margin(Int)
  case accepts(Int)
  case maxGap
  // Signing.
  case fires(TalkEvent)
  case happened(TalkEvent)
  case count(TalkEvent)
  case lastStep(TalkEvent)
  case firstStep(TalkEvent)
  case firstDate(TalkEvent)
  case agreedTerm(Int)
  case agreedOpen(Int)
  case agreedShare(Int)
  case settled
  case truce
  /// The talks are over for good.
  case brokenOff
  case after(AfterQuantity)
}

/// The order within one step. What an expression reads from a later stage, or from its own, is as
/// it stood at the end of the last step.
enum Stage: Int, Comparable, Hashable {
  case world, values, round, text, judgement, signing, end

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Where an expression is read, which settles what its names mean.
struct Scope {
  /// An entry does not see its own work.
  enum View: Hashable {
    case world
    case own(state: Int)
    case trigger(event: Int)
    /// The condition of `when` as a step left it: states as they are, events as a trigger saw them.
    case triggerAtEnd
    case effects(event: Int)
  }

  /// Where draws are allowed, and how their sites are called.
  struct Drawing {
    var path: String
    var eachStep: Bool
    /// What the path names of an expression that is written once and drawn for several: a party of
    /// the defaults, an issue.
    var elements: [String]
    /// By offset of the call in the text: its number among those of its family.
    var numbers: [Int: Int]
    /// Offsets of calls whose `id` an earlier one has.
    var repeatedIDs: Set<Int> = []
  }

  /// The text a party judges.
  struct Judged {
    var text: Text
    var party: Int
  }

  var phase: Phase
  var stage: Stage
  var view = View.world
  var indices: [String: Element] = [:]
  var drawing: Drawing?
  var judged: Judged?
  /// Of a constraint: what the names of issues mean, the terms of a text.
  var terms: [NodeID]?
  /// What `default` means.
  var builtIn: Typed?
  /// What `outcome` means.
  var outcome: Typed?
  /// What `p.accepts` means, by party, where it is asked which parties together carry a text that
  /// leaves nothing open.
  var acceptance: [NodeID]?
  /// Whether that is asked before there is a text.
  var isSearching = false
  /// Whether the expression stands within a sum.
  var isSumming = false

  func at(_ stage: Stage) -> Scope {
    var copy = self
    copy.stage = stage
    return copy
  }
}

/// A text as nodes, by issue and by party.
struct Text: Hashable {
  var terms: [NodeID]
  var open: [NodeID]
  /// By party: the share of the text that it wrote.
  var shares: [NodeID]
  /// The plan whose enforcement holds for it.
  var origin = Origin.none
}
