import Sim

/// Format 1: `data`. The files are opened by `DataReader`.
enum DataFormat {
  static let section = Field<Scenario>(
    unread: "data", .named(entry.shape, Format.Names(what: "data", limit: Limits.data)),
    "columns of numbers in CSV files")

  /// What is written of the file and of its columns.
  struct Written {
    enum Columns {
      /// By the name in the first row; `at`: that of the column with the steps.
      case one(YAMLCursor, at: YAMLCursor?)
      /// Under the names that expressions have for them.
      case several([(name: Named, header: YAMLCursor)])
    }
    var file: YAMLCursor
    var columns: Columns
    var form = CSVForm()
  }

  static let entry = Form<Written>.record(
    Part.all(
      .key("file", Form(.text) { $0 }, "a CSV file, relative to this one"),
      .one(of: [one, several], "set of columns")
    ) { Written(file: $0, columns: $1) },
    [
      Field(
        "separator", choice("separator", CSVForm.Separator.self), { $0.form.separator = $1 },
        "what stands between fields"),
      Field(
        "decimal", choice("decimal", CSVForm.Decimal.self), { $0.form.decimal = $1 },
        "what stands before decimals"),
      Field(unread: "unit", .text, "the unit, as results print it"), .about, .source, .expect,
    ]
  ) { $1 }

  private static let one = Part<Written.Columns>.all(
    .key("column", Form(.text) { $0 }, "the name of a column in its first row"),
    .optional(
      "at", Form(.text) { $0 },
      "the column with the step of each row, by number or date: the value then moves with the clock"
    )
  ) { .one($0, at: $1) }

  private static let several = Part<Written.Columns>.key(
    "columns",
    Form(
      .either(
        .list(of: .text, count: nil), .named(.text, Format.Names(what: "columns")))
    ) { cursor in
      .several(
        cursor.isMap
          ? cursor.entries.map { ($0.named, $0) } : cursor.items.map { ($0.scalar, $0) })
    },
    "columns of which one row is drawn as a whole, or a name for each")

  private static func choice<Word: RawRepresentable & CaseIterable & Sendable>(
    _ what: String, _ type: Word.Type
  ) -> Form<Word> where Word.RawValue == String {
    Form<Named>.choice(Format.Choice(what: what, words: type.allCases.map(\.rawValue))).map {
      Word(rawValue: $0.name)
    }
  }
}
