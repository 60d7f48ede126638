/// What a page consists of: sections, each with a heading and blocks below it.
package struct ReportSection: Sendable {
  /// Of its place in the page.
  let id: String
  let heading: String
  var blocks: [ReportBlock]
}

package enum ReportBlock: Sendable {
  /// A heading below that of the section.
  case heading(String)
  case words(String)
  case list([String])
  /// Commands, as they are typed.
  case commands([String])
  case table(ReportTable)
  /// The name of a picture.
  case picture(Picture)
}

package struct ReportTable: Sendable {
  struct Column: Sendable {
    let name: String
    var isNumber = false
  }

  let caption: String
  let columns: [Column]
  /// The first cell of a row names it.
  let rows: [[String]]
  /// Shown when it is asked for.
  var isFolded = false
}
