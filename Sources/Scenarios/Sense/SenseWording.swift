internal import Foundation
import Sim

extension SenseCause {
  /// What was seen, why it may be wrong and what to try: one thought a sentence.
  var wording: String {
    switch self {
    case .unread("state", let name):
      "nothing reads '\(name)'. It is followed in timeline.csv and changes no other result. Read it in "
        + "an expression, or remove it."
    case .unread("data", let name):
      "no expression draws from '\(name)'. Draw from it with empirical(\(name)), or remove it."
    case .unread("table", let name):
      "no expression draws from '\(name)'. Draw from its columns, as with empirical(\(name).x), or "
        + "remove it."
    case .unread(_, let name):
      "nothing reads '\(name)', so it changes no result. Read it in an expression, or remove it."
    case .unreadOwn(let name, let near):
      "'\(name)' is a number of your own, and nothing reads it"
        + (near.map { "; did you mean '\($0)'?" } ?? ". No key is called so.")
    case .idleEvent(let name):
      "'\(name)' changes no state, does nothing in the talks, and nothing reads it. Give it effects or "
        + "acts, or read it, as in happened(\(name))."
    case .unreadPlan(let name, let tabled, let reason): Self.plan(name, tabled, reason)
    case .withoutEffect(let name):
      "'\(name)' is mentioned, but no outcome, measure, signal or state depends on it. Look at where "
        + "it stands: it may be multiplied by 0, or read by what nothing reads."
    case .unreadQuantity(let key, let readAs):
      "nothing reads '\(readAs)', so '\(key)' changes no result. Read it in an expression, or remove it."
    case .unreadMeans(let name):
      "nothing reads the enforcement '\(name)', so it changes no result. Read it, as in "
        + "agreed.enforcement.\(name), give it an effect under 'breach' or 'durability', or remove it."
    case .publicToNobody:
      "'public' says which texts move reference points, and no party has a 'reference', so it changes no "
        + "result. Give a party one, or remove it."
    case .noOtherAuthors(let alone):
      "'text.authorship' is the share that other belligerents wrote, and there is no "
        + "\(alone ? "other belligerent" : "belligerent"), so it is always 0. Give parties 'role: belligerent', or read "
        + "text.written_by[…] of a party by its name."
    case .nobodyWrote:
      "no plan says who wrote it, so the shares that are read here are always 0. Give plans 'written_by'."
    case .penaltyWithoutAuthors:
      "the penalty reads neither text.authorship nor text.written_by, so every text loses as much, whoever "
        + "wrote it, and no deal loses nothing. Multiply it by what somebody wrote: text.written_by[…] of a "
        + "party by its name, or text.authorship, the share of other belligerents."
    case .salienceInElection:
      "in 'pce' a 'salience' changes something only where it is 0: any other multiplies all weights of its "
        + "party alike, and distances are weighted means. Say by 'weight' which issues matter more."
    case .outcomeNever(let name, let trials, let most, let rule):
      Self.never("'\(name)'", trials, most) + Self.outcome(name, rule)
    case .eventNever(let name, let trials, let most, let why):
      Self.never("'\(name)'", trials, most) + Self.event(why)
    case .signalNever(let name, let trials, let most, let part):
      Self.never("'\(name)'", trials, most)
        + (part.map { Self.part($0) + " Look at the condition." }
          ?? " Its condition is rare, or cannot hold.")
    case .takenBy(let earlier, let name):
      "'\(name)' can never come: '\(earlier)' stands before it and holds whenever it does, and the first rule "
        + "that holds decides. Put '\(name)' before '\(earlier)'."
    case .stillState(let name):
      "nothing moves '\(name)': it has no process, no event has an effect on it, and it starts alike in all "
        + "trials. Let something move it, or write it as a parameter."
    case .regimeNeverEntered(let label):
      "'\(label)' is never entered: the state does not start there, no regime that it comes to leads there, and "
        + "no event sets it. Give a chance of coming there, or remove it."
    case .cannotHold(let part): Self.part(part).trimmed + " Look at the condition."
    default: numbersAndTalks
    }
  }

  private static func never(_ what: String, _ trials: Int, _ most: Double) -> String {
    "\(what) came in none of \(grouped(trials)) trials, so in at most \(percent(most)) %."
  }

  private static func plan(_ name: String, _ tabled: String?, _ reason: PlanReason) -> String {
    switch reason {
    case .withoutTalks:
      "nothing reads the plan '\(name)', and there are no talks. Read it, as in \(name).issue, or add "
        + "'talks'."
    case .protocolTakesNone(let word):
      "nobody sees the plan '\(name)'"
        + (tabled.map {
          ". It lies on the table from \($0), but '\(word)' takes up no plan from there"
        }
          ?? "")
        + ". Name it under 'opening', or let an event lay it before the parties with "
        + "'acts: [{table: \(name)}]'."
    case .neverTabled(let word, let hasDates):
      "the plan '\(name)' never comes to the table, so '\(word)' cannot choose it. "
        + (hasDates ? "Give it a date under 'tabled', name" : "Name")
        + " it under 'opening', or let an event lay it there with 'acts: [{table: \(name)}]'."
    }
  }

  private static func outcome(_ name: String, _ rule: NeverRule) -> String {
    switch rule {
    case .shadowed(let held, let takers): shadowed(name, held, takers)
    case .parts(let part): self.part(part) + " Look at the rule."
    case .heldBefore(let trials):
      " Its rule held in some step of \(grouped(trials)), but never at the end. Write 'as_soon_as' if "
        + "it is to end the trial, or ever(…) if it is enough that it held."
    case .neverTogether:
      " Each part of its rule held in some trials, but never all at once. They may contradict each "
        + "other, or be rare together."
    case .rare:
      " Its rule never held. It is rare, or cannot hold. Look at the rule, or run more trials."
    }
  }

  private static func event(_ why: NeverEvent) -> String {
    switch why {
    case .window(let part): self.part(part) + " Its window, 'while', was never open."
    case .condition(let part): self.part(part) + " Look at its 'when'."
    case .heldFromTheStart:
      " The condition under 'when' held from the start, and an event fires when it becomes true."
    case .trigger(let name): " It comes after '\(name)', which never fired either."
    case .behindTheEnd(let step, let last):
      " It is due in step \(step), but every trial ended by step \(last)."
    case .zeroChance: " Its rate or probability is 0."
    }
  }

  /// ` 'unrest > 2' never held: 'unrest' is held within 0 and 1.`
  private static func part(_ part: NeverPart) -> String {
    switch part.why {
    case .seen: " '\(part.text)' held in none of them."
    case .clock(let word, let steps):
      " '\(part.text)' cannot hold: '\(word)' runs from 0 to \(grouped(steps))."
    case .within(let state, let low, let high):
      " '\(part.text)' cannot hold: '\(state)' is held within \(number(low)) and \(number(high))."
    }
  }

  // MARK: Numbers and lists

  /// A share in percent, rounded up in its second digit so that it stays a bound.
  static func percent(_ share: Double) -> String {
    let value = share * 100
    guard value > 0, value < 100 else { return number(value) }
    let unit = pow(10, (log10(value)).rounded(.down) - 1)
    return number((value / unit - 1e-9).rounded(.up) * unit)
  }

  /// With three digits at most.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "\(Int(value.isFinite ? value : 0))" }
    let text = String(format: "%.3g", locale: nil, value)
    guard let plain = Double(text), abs(plain) >= 1e-4, abs(plain) < 1e15 else { return text }
    return plain == plain.rounded() ? grouped(Int(plain)) : "\(plain)"
  }

  static func grouped(_ number: Int) -> String { number.inGroups }

  /// Names the takers of most trials, and counts the others.
  private static func shadowed(
    _ name: String, _ held: Int, _ takers: [SenseCause.Taker]
  ) -> String {
    let shown = takers.prefix(takers.count > mostTakers + 1 ? mostTakers : takers.count)
    let others = takers.dropFirst(shown.count)
    let trials = others.reduce(0) { $0 + $1.trials }
    let took =
      shown.map { "'\($0.name)' took \(grouped($0.trials))" }
      + (others.isEmpty ? [] : ["\(grouped(others.count)) others took \(grouped(trials))"])
    let before =
      shown.map { "'\($0.name)'" }
      + (others.isEmpty ? [] : ["the \(grouped(others.count)) others"])
    return " Its rule held in \(grouped(held)), and \(took.listed()) of them: the first rule that "
      + "holds decides. Put '\(name)' before \(before.listed()), or say in its rule what is different."
  }

  private static let mostTakers = 4
}
