/// What holds where a scenario does not say: by the place of the entry, then by key.
///
/// The places are paths of the format with `*` for a name that the analyst chooses. What is required or
/// only explains (`about`, `source`, `expect`, `unit`) has no default.
enum Defaults {
  /// What only explains, or says how results are shown.
  static let unsaid: Set = [
    "about", "source", "expect", "unit", "before", "headline", "follow", "each",
  ]

  static let all: KeyValuePairs<String, KeyValuePairs<String, String>> = [
    "": ["clock": "none, one look at step 0"],
    "clock": ["start": "none, steps have no dates"],
    "parameters.*": ["known_to": "all parties"],
    "data.*": [
      "separator": "the one that gives the columns",
      "decimal": "point, or comma if numbers need it",
    ],
    "issues.*": [
      "low": "not named", "high": "not named", "status_quo": "none", "core": "false",
      "levels": "any term from 0 to 1", "values": "none, a scale", "ordered": "false",
    ],
    "parties.*": [
      "role": "none", "ideal": "none, or the value with the largest worth",
      "worth": "1 less the distance from the ideal", "weight": "1 / number of issues",
      "curvature": "1",
      "capability": "1", "red_lines": "none", "no_deal": "what the status quo is worth",
      "tolerance": "0", "reference": "none, gains and losses do not count", "delivers": "nothing",
      "ratifiers": "none", "utility": "1 - sum of weight * distance ^ curvature",
      "value": "utility less what breaches, losses, red lines and authorship take off",
      "accepts": "value + tolerance >= no_deal, and no hard red line crossed",
      "after_breach": "no_deal",
    ],
    "parties.*.red_lines.*": ["hard": "false"],
    "parties.*.no_deal": ["win": "1", "lose": "0"],
    "parties.*.reference": ["catches_up": "0", "loss_aversion": "1", "strength": "1"],
    "parties.*.ratifiers.*": [
      "margin": "0", "needs": "50%", "after": "0 steps", "deadline": "none, one vote decides",
    ],
    "state.*": ["within": "no bounds"],
    "events.*": [
      "while": "true", "once": "false", "competes": "with none", "effects": "none", "acts": "none",
      "delay": "1 step",
    ],
    "plans.*": ["tabled": "never", "written_by": "nobody", "enforcement": "that of the talks"],
    "talks": [
      "opening": "the status quo, all issues open", "round": "{probability: 1}", "secrecy": "1",
      "public": "{plans: true, drafts: false}", "authorship_penalty": "0", "truce_track": "none",
      "carried_when": "those accept whose consent is needed", "balance": "{high: 0.80, low: 0.25}",
      "halt": "at_signing", "breach": "0", "enforcement": "none",
    ],
    "talks.single_text": [
      "access": "1", "step_size": "0.1", "noise": "0", "tilt": "none", "open_issues": "stay open",
    ],
    "talks.alternating_offers": [
      "breakdown": "0", "meanwhile": "0", "outside_options": "true", "horizon": "no last round",
    ],
    "talks.take_it_or_leave_it": ["horizon": "1"],
    "talks.plan_vote": ["votes": "1", "method": "approval", "quota": "none, consents are needed"],
    "talks.nash": ["power": "1", "over": "terms"],
    "talks.kalai_smorodinsky": ["over": "terms"],
    "talks.egalitarian": ["over": "terms"],
    "talks.compromise": ["statistic": "mean", "salience": "none, the weights alone count"],
    "talks.random_proposer": ["recognition": "1 each", "horizon": "no last round"],
    "talks.challenge": [
      "variant": "paper", "statistic": "median", "quiet": "1", "salience": "1",
    ],
    "talks.pce": [
      "kind": "conditional", "vote": "proportional", "victory": "1", "risk": "neutral",
      "text": "most_likely", "salience": "1",
    ],
    "talks.exchange": ["salience": "1"],
    "talks.double_auction": ["buyer_weight": "0.5"],
    "talks.public": ["plans": "true", "drafts": "false"],
    "durability": ["settlement": "never breaks by itself", "truce": "never breaks by itself"],
    "durability.*": [
      "ageing": "1", "sham": "0", "sham_half_life": "none", "dissatisfaction": "none",
      "pressure": "none", "covariates": "none", "violations": "not counted",
    ],
    "outcomes.*": ["class": "one of its own"],
  ]

  private static let byPlace = Dictionary(
    all.map { ($0.key, $0.value.map { (key: $0.key, value: $0.value) }) }
  ) { first, _ in first }

  /// What an issue with values has of a scale, and a scale of values.
  private static let ofScales: Set = ["low", "high", "levels"]

  /// Whether a key says nothing beside those that are written.
  static func isWithoutPart(_ key: String, of place: String, beside written: Set<String>) -> Bool {
    guard place == "issues.*" else { return false }
    return written.contains("values") ? ofScales.contains(key) : key == "ordered"
  }

  /// The defaults of a map at a place, in the order of the list.
  static func of(_ place: String) -> [(key: String, value: String)] { byPlace[place] ?? [] }
}
