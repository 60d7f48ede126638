import Scenarios
import Sim

/// Notes of sense after a run: the most serious, and how many there are more.
struct NotesScreen {
  static let most = 5

  private let study: Study
  /// Of the first scenario; of many it would be much to keep.
  private let first: Ahead<SenseOfFile>?

  /// Begins to look at the first file, on a thread of its own if `jobs` allows for two.
  init(_ study: Study, jobs: Int) {
    self.study = study
    first = study.members.first.map { member in
      Ahead(jobs: jobs) { SenseOfFile(member.scenario, member.model) }
    }
  }

  /// On standard error, beside the answer.
  func say(_ result: StudyResult) {
    for (place, member) in study.members.enumerated() {
      let points = result.points.filter { $0.scenario == member.scenario.name }
      let seen =
        (place == 0 ? first?.value() : nil) ?? SenseOfFile(member.scenario, member.model)
      // Of a sweep only what is seen in the file: its points differ.
      let notes =
        if let point = points.first, point.point == 0 {
          seen.notes(ranAs: point)
        } else {
          seen.notes
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
