/// What may stand where, to see what a misspelt key means.
struct TermRecords {
  let whole: Format.Record
  let issue: Format.Record?
  let party: Format.Record?
  let redLine: Format.Record?
  let plan: Format.Record?
  let term: Format.Record?
  let talks: Format.Record?

  init(_ whole: Format.Record) {
    self.whole = whole
    issue = whole.entry(of: "issues")?.record
    party = whole.entry(of: "parties")?.record
    redLine = party?.entry(of: "red_lines")?.record
    plan = whole.entry(of: "plans")?.record
    term = plan?.entry(of: "terms")?.record
    talks = whole.key("talks")?.shape.record
  }
}

extension Format.Record {
  /// The shape of the entries under a key.
  fileprivate func entry(of section: String) -> Format.Shape? { key(section)?.shape.child("") }
}
