import Scenarios
import Sim

/// Notes of sense after a run: the most serious, and how many there are more.
struct NotesScreen {
  static let most = 5

  let study: Study
  let result: StudyResult

  /// On standard error, beside the answer.
  func say() {
    for member in study.members {
      let points = result.points.filter { $0.scenario == member.scenario.name }
      // Of a sweep only what is seen in the file: its points differ.
      let notes =
        if let point = points.first, point.point == 0 {
          Sense.notes(of: member.scenario, member.model, ranAs: point)
        } else {
          Sense.notes(of: member.scenario, member.model)
        }
      let lines = Self.lines(notes, file: member.file)
      // A place may lie in a file that several scenarios extend.
      if study.members.count > 1, !lines.isEmpty {
        Streams.say(VisibleText.line("\(member.scenario.name):"))
      }
      for line in lines { Streams.say(line) }
    }
  }

  static func lines(_ notes: [SenseNote], file: String) -> [String] {
    let shown = notes.prefix(most).map(\.description)
    guard notes.count > most else { return shown }
    return shown + ["…and \(notes.count - most) more: simrun check \(VisibleText.line(file))"]
  }
}
