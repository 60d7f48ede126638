import Testing

/// Every error about names, types and functions, word for word; each with its place in `m: "…"`.
struct NameErrorTests {
  private static let world = """
    clock: {start: 2026-01-01, step: week, steps: 4}
    parameters: {pressure: 1}
    definitions: {gap: 1, spread: {each: issue, value: "x[issue]"}}
    issues: {army: {status_quo: 0}, land: {status_quo: 0}}
    parties: {russia: {role: belligerent, ideal: 1}, europe: {role: ally, ideal: 0}}
    plans: {peace_plan: {terms: {army: 0.5}}}
    state:
      x: {each: issue, start: 0}
      y: {each: [issue, party], start: 0}
      tension: {start: 0}
      on_strike: {start: true}
      mood: {start: stall, markov: {stall: {}, grind: {}}}
    events: {leak: {rate: 0.1 per week}}

    """

  private func expect(_ text: String, _ column: Int, _ message: String, talks: String = "") throws {
    let body = Self.world + talks + "measures:\n  m: \"\(text)\""
    let found = try modelErrors(body)
    let line = 17 + (talks.isEmpty ? 0 : 1)
    #expect(
      found == ["a.yaml:\(line):\(column + 6): error: measures.m: \(message)"], "\(found)")
  }

  private static let unread: [(String, Int, String)] = [
    ("tensio", 1, "unknown name 'tensio'; did you mean 'tension'?"),
    ("zzzz", 1, "unknown name 'zzzz'"),
    ("presure + 1", 1, "unknown name 'presure'; did you mean 'pressure'?"),
    ("1 + wek", 5, "unknown name 'wek'; did you mean 'week'?"),
    ("leak", 1, "'leak' is an event; write happened(leak), fires(leak) or since(leak)"),
    ("army", 1, "'army' is an issue; write draft.army or another text's"),
    ("russia", 1, "'russia' is a party; write russia.utility or another of its quantities"),
    ("peace_plan", 1, "'peace_plan' is a plan; write peace_plan.issue for one of its terms"),
    ("tension[army]", 1, "'tension' has no index; write 'tension'"),
    ("x", 1, "'x' has one value for each issue; write x[issue]"),
    ("y", 1, "'y' has one value for each issue, party; write y[issue, party]"),
    ("x[russia]", 1, "'x' has one value for each issue, and 'russia' is a party"),
    ("y[army]", 1, "'y' has one value for each issue, party; write y[issue, party]"),
    ("y[russia, army]", 1, "'y' has one value for each issue, and 'russia' is a party"),
    ("spread", 1, "'spread' has one value for each issue; write spread[issue]"),
    ("gap[army]", 1, "'gap' has no index; write 'gap'"),
    ("pressure[army]", 1, "'pressure' is a parameter and has no index; write 'pressure'"),
    ("x[1]", 3, "an index is the name of an issue, a party or a plan"),
    ("x[arm]", 3, "'arm' is no issue, party or plan; did you mean 'army'?"),
    ("x[tension]", 3, "'tension' is no issue, party or plan"),
    ("zzzz[army]", 1, "unknown name 'zzzz'"), ("weighted_mean", 1, "write weighted_mean[issue]"),
    ("weighted_mean[russia]", 1, "write weighted_mean[issue]"),
    ("peace_plan[russia]", 1, "write peace_plan[issue]"),
    ("peace_plan.arm", 1, "a text has no 'arm'; did you mean 'army'?"),
    ("peace_plan.zzzz", 1, "a text has no 'zzzz'"),
    ("peace_plan.open_issues[army]", 1, "of a text, only written_by[party] has an index"),
    ("peace_plan.written_by", 1, "write written_by[party]"),
    ("russia.ideal", 1, "write ideal[issue]"), ("russia.ideal[europe]", 1, "write ideal[issue]"),
    ("russia.no_deal[army]", 1, "'no_deal' has no index; only ideal and weight have"),
    ("russia.ideals", 1, "a party has no 'ideals'; did you mean 'ideal'?"),
    ("russia.zzzz", 1, "a party has no 'zzzz'"),
    ("russia.utility", 1, "'utility' is judged in talks, and this scenario has none"),
    ("russia.ratifiers", 1, "write ratifiers.name.support"),
    ("russia.ratifiers.duma.support", 1, "'russia' has no ratifiers"),
    ("mood.a.b", 1, "only a name can have a member"),
    ("draft.authorship", 1, "'draft' belongs to talks, and this scenario has none"),
    (
      "tension.army[land]", 1,
      "only a text's written_by and a party's ideal and weight have an index"
    ), ("tension.level", 1, "'tension' has no 'level'"), ("zzzz.level", 1, "unknown name 'zzzz'"),
    ("peace_plan.text.authorship", 1, "only a name can have a member"),
    ("draft", 1, "'draft' is a text; write draft.issue for one of its terms"),
    ("draft.army", 1, "'draft' belongs to talks, and this scenario has none"),
    ("agreed.army", 1, "'agreed' belongs to talks, and this scenario has none"),
    ("status_quo", 1, "'status_quo' is a text; write status_quo.issue for one of its terms"),
    ("text.army", 1, "'text' can be read only where a party judges a text"),
    ("talks", 1, "write talks.secrecy"),
    ("talks.secrecy", 1, "'talks' belongs to talks, and this scenario has none"),
    (
      "talks.access", 1,
      "of the talks, expressions can read talks.secrecy and talks.violations; there is no 'access'"
    ),
    ("issues", 1, "'issues' stands after 'in' only: sum(E for i in issues)"),
    ("parties + 1", 1, "'parties' stands after 'in' only: sum(E for i in parties)"),
    ("default", 1, "'default' can be read only where a party's built-in value is replaced"),
    ("settled", 1, "'settled' belongs to talks, and this scenario has none"),
    ("breach", 1, "'breach' belongs to talks, and this scenario has none"),
    ("zone", 1, "'zone' belongs to talks, and this scenario has none"),
    ("ratified", 1, "'ratified' belongs to talks, and this scenario has none"),
    (
      "happened(settlement_breaks)", 10,
      "'settlement_breaks' belongs to talks, and this scenario has none"
    ),
    ("truce_begins", 1, "'truce_begins' belongs to talks, and this scenario has none"),
    ("outcome + 1", 1, "'+' needs a number, but this is a label"),
    ("sum(i for i in issues)", 5, "'i' is army; read something of it, as 'x[i]'"),
    (
      "sum(1 for i in issues where i != arm)", 34, "'arm' is no issue; did you mean 'army'?"
    ), ("sum(1 for i in issues where i != russia)", 34, "'russia' is no issue"),
    ("sum(1 for p in parties where zzzz == p)", 30, "'zzzz' is no party"),
    (
      "sum(1)", 1,
      "'sum' goes over issues, parties or plans; write sum(x for i in parties), with i in x"
    ),
    (
      "mean(tension, tension)", 1,
      "'mean' goes over issues, parties or plans; write mean(x for i in parties), with i in x"
    ),
    ("sum(1 for i in isues)", 1, "'isues' is none of issues, parties, plans"),
    ("sum(1 for army in issues)", 1, "'army' has a meaning already; take another name after 'for'"),
    ("sum(1 for step in issues)", 1, "'step' has a meaning already; take another name after 'for'"),
    (
      "sum(true for i in issues)", 5,
      "'sum' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ), ("any(1 for i in issues)", 5, "'any' needs a condition, but this is a number"),
    ("sum(1 for i in issues where 1)", 29, "'where' needs a condition, but this is a number"),
    ("count(1 for i in issues)", 7, "'count' needs a condition, but this is a number"),
    // Types.
    (
      "1 + true", 5,
      "'+' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "1 week + 1", 1,
      "'+' needs a number, but this is a duration; 'steps(d)', 'days(d)' or 'weeks(d)' makes a number of a duration"
    ),
    (
      "1 + 1 week", 5,
      "'+' needs a number, but this is a duration; 'steps(d)', 'days(d)' or 'weeks(d)' makes a number of a duration"
    ), ("mood + 1", 1, "'+' needs a number, but this is a label"),
    ("date + 1", 1, "'+' needs a number, but this is a date"),
    ("date + date", 1, "'+' needs a number, but this is a date"),
    (
      "1 week - 2026-01-01", 1,
      "'-' needs a number, but this is a duration; 'steps(d)', 'days(d)' or 'weeks(d)' makes a number of a duration"
    ),
    (
      "1 week * 1 week", 1,
      "'*' needs a number, but this is a duration; 'steps(d)', 'days(d)' or 'weeks(d)' makes a number of a duration"
    ),
    (
      "1 / (1 week)", 5,
      "'/' needs a number, but this is a duration; 'steps(d)', 'days(d)' or 'weeks(d)' makes a number of a duration"
    ),
    ("-true", 2, "'-' needs a number, but this is a condition"),
    ("-date", 2, "'-' needs a number, but this is a date"),
    ("not 1", 5, "'not' needs a condition, but this is a number"),
    ("1 and true", 1, "'and' needs a condition, but this is a number"),
    ("true or 1", 9, "'or' needs a condition, but this is a number"),
    ("1 < true", 1, "'<' compares a number with a condition"),
    (
      "1 < 1 week", 1,
      "'<' compares a number with a duration; write a duration such as '26 weeks', or make a number with 'weeks(d)'"
    ), ("date > 3", 1, "'>' compares a date with a number"),
    ("true < false", 1, "conditions have no order; compare them with '==' or '!='"),
    ("mood < mood", 1, "labels have no order; compare them with '==' or '!='"),
    ("mood == 1", 1, "'==' compares a label with a number"),
    ("mood == stal", 9, "'stal' is none of stall, grind; did you mean 'stall'?"),
    ("stal == mood", 1, "'stal' is none of stall, grind; did you mean 'stall'?"),
    ("mood == tension", 1, "'==' compares a label with a number"),
    (
      "on_strike + 1", 1,
      "'+' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "2 ^ true", 5,
      "'^' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    ("if(1, 2, 3)", 4, "'if' needs a condition, but this is a number"),
    (
      "if(true, 1, true)", 1,
      "both values of 'if' must be of one type, but they are a number and a condition"
    ), ("if(true, 1)", 1, "write if(condition, a, b); here 2 arguments are given"),
    ("if(true)", 1, "write if(condition, a, b); here 1 argument is given"),
    ("mood", 1, "a measure is a number or a condition, but this is a label"),
    (
      "date", 1,
      "a measure is a number or a condition, but this is a date"
    ),
    (
      "1 week", 1,
      "a measure is a number or a condition, but this is a duration; 'weeks(d)' or 'steps(d)' makes a number of a duration"
    ),
    (
      "5 rounds", 3,
      "'rounds' is no unit of time; use days, weeks, months, quarters, years or steps"
    ),
    (
      "3 fortnights", 3,
      "'fortnights' is no unit of time; use days, weeks, months, quarters, years or steps"
    ),
    // Functions.
    ("foo(1)", 1, "there is no function 'foo'"),
    ("logg(1)", 1, "there is no function 'logg'; did you mean 'log'?"),
    (
      "tension(1)", 1,
      "there is no function 'tension'; 'tension' is a name, write it without parentheses"
    ), ("abs(1, 2)", 1, "write abs(x); here 2 arguments are given"),
    ("abs()", 1, "write abs(x); here 0 arguments are given"),
    (
      "abs(true)", 5,
      "'abs' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ), ("abs(x=1)", 7, "'abs' takes no named arguments; write abs(x)"),
    ("min()", 1, "write min(a, b, …); here 0 arguments are given"),
    (
      "min(true, false)", 5,
      "'min' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    ("max(1, 1 week)", 8, "'max' needs values of one type, but these are a number and a duration"),
    ("clamp(1, 2)", 1, "write clamp(x, low, high); here 2 arguments are given"),
    (
      "clamp(1, true, 2)", 10,
      "'clamp' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "exp(true)", 5,
      "'exp' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "log(true)", 5,
      "'log' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "sqrt(true)", 6,
      "'sqrt' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "logit(true)", 7,
      "'logit' needs a number, but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    ("floor(date)", 7, "'floor' needs a number, but this is a date"),
    ("weeks(5)", 7, "'weeks' needs a duration, but this is a number"),
    ("days(true)", 6, "'days' needs a duration, but this is a condition"),
    ("weeks()", 1, "write weeks(duration); here 0 arguments are given"),
    ("by(mood)", 1, "write by(label, name=value, …)"),
    ("by(tension, stall=1)", 4, "'by' needs a label, but this is a number"),
    ("by(mood, stall=1)", 1, "'by' says nothing for grind; add otherwise="),
    ("by(mood, stall=1, grin=2)", 24, "'grin' is none of stall, grind; did you mean 'grind'?"),
    ("by(mood, stall=1, grind=true)", 1, "the values of 'by' must be of one type"),
    ("by(stall=1, grind=2)", 1, "write by(label, name=value, …)"),
    ("previous()", 1, "write previous(x) or previous(x, 4)"),
    ("previous(tension, 0)", 19, "how many steps back must be a whole number from 1 to 1,000"),
    ("previous(tension, 1001)", 19, "how many steps back must be a whole number from 1 to 1,000"),
    (
      "previous(tension, tension)", 19, "how many steps back must be a whole number from 1 to 1,000"
    ), ("previous(leak)", 10, "'previous' needs a value or a condition, not an event"),
    ("count(1)", 7, "'count' needs an event or a condition, but this is a number"),
    ("count(leak, leak)", 1, "write count(x)"),
    ("fires(tension)", 7, "'fires' needs the name of an event"),
    ("happened(tension > 1)", 10, "'happened' needs the name of an event"),
    ("since(on_strike)", 7, "'on_strike' is a condition, not an event; write held_for(on_strike)"),
    ("happened(on_strike)", 10, "'on_strike' is a condition, not an event; write ever(on_strike)"),
    (
      "fires(on_strike)", 7,
      "'on_strike' is a condition, not an event; write on_strike and not previous(on_strike)"
    ),
    ("fires(leack)", 7, "there is no event 'leack'; did you mean 'leak'?"),
    ("first(tension)", 7, "'first' needs an event or a condition, but this is a number"),
    ("date_of(tension)", 9, "'date_of' needs an event or a condition, but this is a number"),
    ("held_for(leak)", 10, "'held_for' needs a value or a condition, not an event"),
    ("held_for(tension)", 10, "'held_for' needs a condition, but this is a number"),
    ("longest(tension)", 9, "'longest' needs a condition, but this is a number"),
    ("highest(leak)", 9, "'highest' needs a value or a condition, not an event"),
    ("highest(on_strike)", 9, "'highest' needs a number, but this is a condition"),
    ("lowest(mood)", 8, "'lowest' needs a number, but this is a label"),
    (
      "if(mood, 1, 2)", 4,
      "'if' needs a condition, but this is a label; compare it, as in mood == grind"
    ),
    (
      "not mood", 5,
      "'not' needs a condition, but this is a label; compare it, as in mood == grind"
    ),
    ("total(date)", 7, "'total' needs a number, but this is a date"),
    ("average(on_strike)", 9, "'average' needs a number, but this is a condition"),
    ("ever(1, 2)", 1, "write ever(x)"),
    ("distance(peace_plan)", 1, "write distance(text, text)"),
    ("distance(peace_plan, 1)", 1, "write distance(text, text)"),
    ("utility(peace_plan, russia)", 1, "write utility(party, text)"),
    ("margin(russia)", 1, "write margin(party, text)"),
  ]

  @Test(arguments: unread)
  func `what cannot be read`(text: String, column: Int, message: String) throws {
    try expect(text, column, message)
  }

  @Test(arguments: [
    (
      "fires(settled)", 7,
      "'settled' is a condition, not an event; write settled and not previous(settled)"
    ),
    ("fighting", 1, "'fighting' needs two parties with role: belligerent"),
    ("draft", 1, "'draft' is a text; write draft.issue for one of its terms"),
    ("agreed", 1, "'agreed' is a text; write agreed.issue for one of its terms"),
    ("signed", 1, "'signed' is an event; write happened(signed), fires(signed) or since(signed)"),
    (
      "truce_breaks", 1,
      "'truce_breaks' is an event; write happened(truce_breaks), fires(truce_breaks) or since(truce_breaks)"
    ),
    (
      "settled_for >= 26", 1,
      "'>=' compares a duration with a number; write a duration such as '26 weeks', or make a number with 'weeks(d)'"
    ),
    (
      "talks.acces", 1,
      "of the talks, expressions can read talks.secrecy and talks.violations; there is no 'acces'"
    ),
    ("text.army", 1, "'text' can be read only where a party judges a text"),
    ("text.authorship", 1, "'text' can be read only where a party judges a text"),
    ("draft.written_by[army]", 1, "of a text, only written_by[party] has an index"),
    ("draft.armee", 1, "a text has no 'armee'"),
    ("draft.authorship", 1, "'text.authorship' can be read only where a party judges a text"),
    ("russia.agrees", 1, "a party has no 'agrees'"),
  ])
  func `what talks do not tell`(text: String, column: Int, message: String) throws {
    try expect(
      text, column, message, talks: "talks: {protocol: single_text, opening: peace_plan}\n")
  }
}
