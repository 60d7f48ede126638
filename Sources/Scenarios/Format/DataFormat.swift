import Sim

/// Format 1: `data`. The files are opened by `DataReader`.
enum DataFormat {
  static let section = Field<Scenario>(
    unread: "data", .named(column.shape, Format.Names(what: "data", limit: Limits.data)),
    "columns of numbers in CSV files")

  /// What is written of the file and of the name of its column.
  static let column = Form<(file: YAMLCursor, column: YAMLCursor)>.record(
    Part.all(
      .key("file", Form(.text) { $0 }, "a CSV file, relative to this one"),
      .key("column", Form(.text) { $0 }, "the name of a column in its first row")
    ) { (file: $0, column: $1) },
    [
      Field(unread: "unit", .text, "the unit, as results print it"), .about, .source, .expect,
    ]
  ) { $1 }
}
