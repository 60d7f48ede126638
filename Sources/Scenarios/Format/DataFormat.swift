import Sim

/// Format 1: `data`. The files are opened by `DataReader`.
enum DataFormat {
  static let section = Field<Scenario>(
    unread: "data",
    .named(.record(column), Format.Names(what: "data", limit: Limits.data)),
    "columns of numbers in CSV files")

  private static let column = Format.Record(keys: [
    Format.Key("file", .text, required: true, "a CSV file, relative to this one"),
    Format.Key("column", .text, required: true, "the name of a column in its first row"),
    Format.Key("unit", .text, "the unit, as results print it"),
    Format.Key("about", .text, "free text"),
    Format.Key("source", .text, "where it comes from, or 'coding'"),
  ])
}
