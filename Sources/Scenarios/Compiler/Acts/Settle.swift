/// Open issues are closed, at the terms that they are expected to come to.
enum Settle: TextAct {
  static let format = TextActFormat(
    "settle", needs: "its issues, as in settle: [issue]",
    Form(ActFormat.issues.shape) { cursor in
      ActFormat.issues.read(cursor).map {
        ([("issues", .issues(.named($0)))], $0.first ?? cursor.scalar)
      }
    }, "open issues to close as expected")
  static let closesIssues = true

  static func changed(
    _ text: Text, by change: EventEntry.Change, _ path: String, _ texts: Texts
  ) throws -> Text {
    let names = try required(change.issues("issues")).names
    var after = text
    for (k, issue) in texts.scenario.issues.enumerated() where names.contains(issue.name) {
      after.open[k] = texts.graph.condition(false)
    }
    return after
  }

  static func inWords(_ change: EventEntry.Change) -> String {
    "closes \(change.issues("issues")?.inWords ?? "") as expected"
  }
}
