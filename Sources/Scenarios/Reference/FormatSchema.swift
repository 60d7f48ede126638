import Sim

/// The formats of scenario files and batch files as JSON Schemas, for editors and other tools. They are made
/// from the statements by which the files are read, so a new key appears by itself.
///
/// Only those keywords are used that mean the same in draft-07, which editors know best, and in draft
/// 2020-12. A schema sees keys, shapes and fixed words. Names that are declared nowhere, expressions and
/// what a variant takes from the file that it extends are seen by `simrun validate` only.
package enum FormatSchema {
  /// A document of JSON, with a newline at the end.
  package static var scenario: String {
    var builder = SchemaBuilder(ScenarioFile.format)
    let record = ScenarioFile.format.record
    // The format does not require outcomes of each file: a variant inherits them.
    let whole = builder.record(record, at: "", .whole, requiring: ["outcomes"])
    let variant = builder.record(record, at: "", .change, requiring: ["scenario", "extends"])
    return builder.document(
      title: "A scenario of simrun, format \(Format.version)",
      [
        "if": .map(["required": .list([.text("extends")])]),
        "then": variant, "else": whole,
      ])
  }

  /// The same for what `simrun batch` reads.
  package static var batch: String {
    var builder = SchemaBuilder(nil)
    let whole = builder.schema(BatchFormat.form.shape, at: "", .whole)
    return builder.document(title: "A batch of points of simrun", ["allOf": .list([whole])])
  }
}
