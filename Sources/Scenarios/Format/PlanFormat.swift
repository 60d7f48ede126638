import Sim

/// Format 1: `plans`.
enum PlanFormat {
  static let section = Field<Scenario>.section(
    "plans", plan, { $0.plans = $1 }, limit: Limits.plans, "texts on offer")

  private static let plan = Form<Plan>.record(
    .nothing,
    [
      Field("tabled", tabled, { $0.tabled = $1 }, "when it was put on the table"),
      Field(
        "written_by",
        Form<[NamedExpression]>.expressions(for: "parties").map { $0.map { ($0.name, $0.value) } },
        { $0.writtenBy = $1 }, "each party's share of it"),
      Field("terms", terms(), { $0.terms = $1 }, required: true, "issue by issue"),
      Field(
        "enforcement", EnforcementFormat.means, { $0.enforcement = $1 },
        "monitoring, guarantees and the like"),
      .about { $0.about = $1 }, .source { $0.source = $1 }, .expect,
    ]
  ) { cursor, _ in Plan(name: cursor.named) }

  private static let tabled = Form<(date: CalendarDate, name: Named)>(.date) { cursor in
    cursor.date.map { ($0, cursor.scalar) }
  }

  typealias NamedTerm = (issue: Named, term: Plan.Term)

  /// A term for each issue. `notUnder` is a key that holds such terms elsewhere, but not here.
  static func terms(notUnder: String? = nil) -> Form<[NamedTerm]> {
    .named(
      Form<NamedTerm>(term.shape) { cursor in term.read(cursor).map { (cursor.named, $0) } },
      Format.Names(what: "issues", notUnder: notUnder))
  }

  private static let term = Form<Plan.Term>.either(
    Form.expression.map(Plan.Term.value),
    .record(
      Part.all(
        .key("open", .flag, "left open"),
        .optional("expected", .expression, "what it is judged at")
      ) { (isOpen: $0, expected: $1) }
    ) { cursor, term in
      if let open = cursor["open"], open.text == "false" {
        open.error(FormatCause.termNotOpen)
        return nil
      }
      return .open(expected: term.expected)
    })
}
