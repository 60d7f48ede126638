import Scenarios
import Sim

/// Notes of sense after a run: the most serious, and how many there are more.
struct NotesScreen: Sendable {
  static let most = 5

  let study: Study
  /// What all points came to.
  let points: [PointResult]

  /// For standard error, beside the answer.
  var lines: [String] {
    study.members.flatMap { member in
      let points = points.filter { $0.scenario == member.scenario.name }
      // Of a sweep only what is seen in the file: its points differ.
      let notes =
        if let point = points.first, point.point == 0 {
          Sense.notes(of: member.scenario, member.model, ranAs: point)
        } else {
          Sense.notes(of: member.scenario, member.model)
        }
      let lines = Self.lines(notes, file: member.file)
      // A place may lie in a file that several scenarios extend.
      let isNamed = study.members.count > 1 && !lines.isEmpty
      return (isNamed ? [VisibleText.line("\(member.scenario.name):")] : []) + lines
    }
  }

  static func lines(_ notes: [SenseNote], file: String) -> [String] {
    let shown = notes.prefix(most).map(\.description)
    guard notes.count > most else { return shown }
    return shown + ["…and \(notes.count - most) more: simrun check \(VisibleText.line(file))"]
  }
}
