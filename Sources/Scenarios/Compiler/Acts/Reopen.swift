/// Issues that the text settles are open again.
enum Reopen: TextAct {
  static let format = TextActFormat(
    "reopen", needs: "its issues, as in reopen: [issue]",
    Form(.either(ActFormat.issues.shape, contested.shape)) { cursor in
      let choice =
        cursor.isMap ? contested.read(cursor) : ActFormat.issues.read(cursor).map { .named($0) }
      return choice.map { ([("issues", .issues($0))], $0.names.first ?? cursor.scalar) }
    }, "issues to reopen")

  private static let contested = Form<EventEntry.IssueChoice>.record(ActFormat.mostContested) { $1 }

  static func changed(
    _ text: Text, by change: EventEntry.Change, _ path: String, _ texts: Texts
  ) throws -> Text {
    let issues = try required(change.issues("issues"))
    var after = text
    after.open = zip(text.open, try texts.picked(issues, text)).map { texts.graph.or($0, $1) }
    return after
  }

  static func inWords(_ change: EventEntry.Change) -> String {
    "reopens \(change.issues("issues")?.inWords ?? "")"
  }
}
