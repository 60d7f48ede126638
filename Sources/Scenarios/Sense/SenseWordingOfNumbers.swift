import Sim

extension SenseCause {
  /// The wording of what is about agreement and numbers.
  var numbersAndTalks: String {
    switch self {
    case .crossingLines(let issue, let below, let least, let above, let most):
      "no term of '\(issue)' can be agreed: '\(below)' accepts none below \(Self.number(least)), '\(above)' none "
        + "above \(Self.number(most)), and both lines are hard. Move a line, or give it a 'slope' in place of 'hard'."
    case .idealBeyondLine(let party, let issue, let isAbove, let limit, let ideal):
      "'\(party)' accepts no '\(issue)' \(isAbove ? "above" : "below") \(Self.number(limit)), and its own ideal there is "
        + "\(ideal.wording). A line under '\(isAbove ? "above" : "below")' rules out what lies "
        + "\(isAbove ? "above" : "below") it; '\(isAbove ? "below" : "above")' may be meant."
    case .voteBehindTheEnd(let name, let steps, let last):
      "'\(name)' votes \(steps.wording) steps after a signature, and every trial ends by step \(last), so it never "
        + "does, and nothing that it must agree to comes into force. Look at 'after', or give the clock more steps."
    case .noDealAboveOne(let party, let value):
      "no deal is worth \(value.wording) to '\(party)', and no text is worth more than 1, so it accepts none. "
        + "Worths run from 0 to 1, like those of texts."
    case .noDealBelowZero(let party, let value):
      "no deal is worth \(value.wording) to '\(party)', and no text is worth less than 0, so it accepts every "
        + "text within its hard lines. Worths run from 0 to 1, like those of texts."
    case .noDealBeyond(let party, let side, let share):
      "no deal was worth \(side == .above ? "more than 1" : "less than 0") to '\(party)' in "
        + (share >= 1 ? "all trials" : "\(Self.whole(share)) % of trials")
        + ", and no text is. Worths run from 0 to 1, like those of texts."
    case .nothingAgreed(let trials, let most, let misses, let rule):
      "nothing was agreed in \(Self.grouped(trials)) trials, so in at most \(Self.percent(most)) %."
        + (rule.map(Self.rule) ?? "") + Self.misses(misses, isAll: rule == nil)
    case .constraintsApart(let constraints): Self.constraints(constraints)
    case .valuesWithoutOrder(let issue, let word):
      "the values of '\(issue)' have no order, and '\(word)' goes by how far apart they stand in their "
        + "list, so another order of the list gives another result. Write 'ordered: true' if it is an order, "
        + "or take a protocol that tries all values, such as 'nash'."
    case .noStart(.allOpen):
      "the draft starts with every issue open, and an open issue does not move. Name a plan under "
        + "'opening', or give terms there."
    case .noStart(.neverMeet): "the chance of a round is 0, so the parties never meet."
    case .noStart(.nobodyPulls):
      "nobody has access to the draft and nothing tilts it, so it never moves. Give parties 'access', or "
        + "the mediator a 'tilt'."
    case .noStart(.noStepSize): "'step_size' is 0, so the draft never moves."
    case .loneBelligerent(let one, let lost):
      "'\(one)' is the only belligerent, so a text needs its consent and not that of "
        + lost.map { "'\($0)'" }.listed()
        + ". Give each side that can refuse 'role: belligerent', or use another word."
    case .vetoOfMediator(let name, let role):
      "'\(name)' has the role of \(role), but nobody is a belligerent, so every text needs the consent of all "
        + "parties, its own too. Give those who must consent 'role: belligerent', or say what carries a text under "
        + "'carried_when'."
    case .coreLeftOpen(let text, let issues):
      "\(text) says nothing of \(issues.map { "'\($0)'" }.listed()), so it leaves \(issues.count == 1 ? "this core issue" : "these core issues") "
        + "open, and is 'settled' all the same. Give it a term, write {open: true} if that is meant, or read "
        + "'core_settled' where a deal counts."
    case .wideTolerance(let party, let size):
      "the judgements of '\(party)' vary by a standard deviation of \(size.wording), and worths run from 0 to 1: "
        + "it accepts and refuses whatever the text says."
    case .stepPastAll(let size, let percent):
      "'step_size' is \(size.wording), and 1 is all that a meeting can do: the draft is at once where the parties "
        + "pull it." + (percent.map { " If \($0) % is meant, write \($0)%." } ?? "")
    case .accessPastAll(let party, let size, let percent):
      "the access \(party.map { "of '\($0)'" } ?? "of each party") is \(size.wording), and 1 is in full: the step "
        + "of a meeting is that many times as long."
        + (percent.map { " If \($0) % is meant, write \($0)%." } ?? "")
    case .verdict(let name, let facts): Self.verdict(name, facts)
    case .worthOutside(let value, let issue, let party, let size):
      "'\(value)' of '\(issue)' is worth \(size.wording) to '\(party)'. Worths run from 0, as bad as can be, "
        + "to 1, as good as the ideal. Divide them by the largest, or shift them."
    case .alwaysFails(let reason):
      "\(reason), whatever is drawn, so every trial that reads this fails. Look at the numbers in it."
    case .negativeCost(let value):
      "a cost of \(value.wording) is a gain: it is taken off what fighting is worth. Write it without "
        + "the sign if it is to hurt."
    case .costBelowZero(let share):
      "the cost was below 0 in \(Self.whole(share)) % of trials, and a cost below 0 is a gain: it is taken off "
        + "what fighting is worth. Look at its signs, or hold it at 0 with max(0, …)."
    case .discountAboveOne(let value):
      "a truce that is worth \(value.wording) less than the status quo is worth less than anything, so none is "
        + "agreed. Worths run from 0 to 1."
    case .loneWeight(let issue):
      "'\(issue)' has all of the weight, so no other issue counts. Give the others a weight if they matter."
    case .loneVote(let party, let votes, let all):
      "'\(party)' has \(Self.number(votes)) of \(Self.number(all)) votes and decides alone. The votes of the "
        + "others change nothing."
    case .atBound(let share, let low, let high):
      "it stood at its bounds, \(Self.number(low)) and \(Self.number(high)), in \(Self.whole(share)) % of steps. Its "
        + "moves may be too large for 'within', or the bounds too narrow."
    case .certainInAStep(let chance, let rate, let unit):
      "a rate of \(rate.wording) per \(unit) happens within a step with chance \(Self.rounded(chance))"
        + (rate.isExact ? "" : " or more") + ", and "
        + "counts once. Take a shorter step, or look at the unit of the rate."
    case .shockBeyondRange(let sd, let range):
      "a shock of \(sd.wording) in each step is larger than the whole range of 'within', \(Self.number(range)). "
        + "The state will jump from bound to bound."
    case .delayRoundedUp(let written, let step):
      "a delay of \(written) is rounded up to one \(step), the shortest there is. Take a shorter step if it "
        + "matters."
    case .manyFailed(let failed, let all, let message):
      "\(Self.grouped(failed)) of \(Self.grouped(all)) trials failed, and shares are of the others. The first: "
        + "\(message)."
    case .foundForm(let found): Self.form(found)
    case .amountOnLine(let written, let low, let high, let scale, let plain):
      "\(written) is read on the line from \(low) to \(high): it is \(Self.number(scale)) of the way. For "
        + "\(Self.number(plain)) of the way write \(Self.number(plain))."
    case .percentInside(let written, let low, let high):
      "the percentages in '\(written)' are shares of the way from \(low) to \(high). An amount on that line "
        + "stands alone. Write shares as numbers, as 0.05, to make that plain."
    case .percentBeside(let written, let term, let low, let high, let plain, let scale):
      "beside '\(term)' \(written) is \(Self.number(plain)) of the way from \(low) to \(high): amounts are read "
        + "on that line only where terms are written. For the amount \(written) write \(Self.number(scale)); for the "
        + "share write \(Self.number(plain)) to make it plain."
    case .endsInTwoUnits(let low, let high):
      "the ends are '\(low)' and '\(high)', which are two units, so no amount can be written on the line. "
        + "Give both ends one unit, or describe them in words."
    default: ""
    }
  }

  private static func misses(_ misses: [Miss], isAll: Bool) -> String {
    if misses.isEmpty {
      return isAll ? " 'simrun check' says who was furthest from accepting." : ""
    }
    return misses.map(miss).joined()
      + " Look at what no deal is worth, at red lines and at what the talks start from."
  }

  private static func rule(_ rule: RuleOfAgreement) -> String {
    switch rule {
    case .unknown: " 'carried_when' says what carries a text: look at it."
    case .held: " 'carried_when' held in some trials, but never as a text was signed."
    case .part(let text): " The part '\(text)' of 'carried_when' never held."
    case .neverTogether:
      " Each part of 'carried_when' held in some trials, but never all at once. They may contradict each "
        + "other."
    case .never: " 'carried_when' never held: look at the rule."
    }
  }

  private static func constraints(_ written: [String]) -> String {
    written.count == 1
      ? "no text keeps to \(written[0]), so nothing can be agreed. Terms run from 0 to 1. Look at its numbers."
      : "no text keeps to \(written.listed()) at once, so nothing can be agreed. Terms run from 0 to 1. Leave "
        + "one out, or look at their numbers."
  }

  private static func miss(_ miss: Miss) -> String {
    switch miss.how {
    case .worth(let below, let issue):
      " '\(miss.party)' never came to accept: at best a draft was worth \(number(below)) less to it than no deal"
        + (issue.map { ", and most of what it lacked was on '\($0)'." } ?? ".")
    case .hardLine:
      " No draft was within the hard red lines of '\(miss.party)' and worth enough to it."
    case .accepts(let trials):
      " '\(miss.party)' would have accepted in \(grouped(trials)), but not with the others."
    }
  }

  private static func verdict(_ name: String, _ facts: RatifierFacts) -> String {
    "'\(name)' would refuse \(grouped(facts.refused)) of \(grouped(facts.signed)) signed texts: the share in "
      + "favour is \(whole(facts.mean)) % on average and needs \(whole(facts.needs)) %. The moods of "
      + "negotiators do not reach voters. Look at 'slope', 'margin' and 'needs'."
  }

  static func whole(_ share: Double) -> String { number((share * 100).rounded()) }

  static func rounded(_ value: Double) -> String {
    number((value * 1000).rounded(.down) / 1000)
  }
}
