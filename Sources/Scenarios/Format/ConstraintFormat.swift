import Sim

/// Format 1: `constraints`.
enum ConstraintFormat {
  static let section = Field<Scenario>(
    "constraints", either, { $0.constraints = $1 },
    "what the terms of every text keep to, as a + b <= 1")

  private static let named = Form<[Constraint]>(
    .named(.expression, Format.Names(what: "constraints", limit: Limits.constraints))
  ) { cursor in
    cursor.entries.compactMap { entry in
      entry.expression.map { Constraint(name: entry.named, condition: $0) }
    }
  }

  private static let listed = Form<[Constraint]>(.list(of: .expression, count: nil)) { cursor in
    cursor.items.compactMap { item in
      item.expression.map { Constraint(name: item.scalar, condition: $0) }
    }
  }

  private static let either = Form<[Constraint]>.either(listed, named)
}
