import ArgumentParser
import Scenarios
import Sim

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check scenario files without running them.",
    discussion: """
      All errors of all files are printed, each with file, line and column. For a valid file the \
      distributions chosen for elicited quantiles are shown, and what can hardly be meant; 'simrun \
      check' finds more of that. Exit codes: 0 all are valid, 2 wrong \
      use or no such file, 3 a file is invalid.
      """)

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"), completion: .scenarios)
  var files: [String]

  @OptionGroup var reading: ReadingOptions

  @Flag(name: .shortAndLong, help: "Print nothing but what is wrong.")
  var quiet = false

  func run() throws {
    let root = try reading.folder()
    var worst: Ending?
    var last: Study?
    for file in files {
      do {
        let study = try Study(files: [file], settings: reading.settings, root: root)
        // What a search would refuse before it runs anything.
        try study.check(study.members.flatMap { LeverSpace.ends(of: $0.scenario) })
        last = study
        guard !quiet else { continue }
        for member in study.members { try report(member) }
      } catch let error as StudyError {
        let ending = Ending(error)
        Streams.say(ending.message)
        // A file that is not there is the wrong command; it outweighs what is wrong in others.
        if worst?.code != .usage { worst = ending }
      }
    }
    if let worst { throw Ending(worst.code) }
    withExtendedLifetime(last) { Ending.leave() }
  }

  private func report(_ member: Study.Member) throws {
    let scenario = member.scenario
    let counts = [
      (scenario.parameters.count, "parameter", "parameters"),
      (scenario.parties.count, "party", "parties"),
      (scenario.issues.count, "issue", "issues"),
      (scenario.states.count, "state", "states"),
      (scenario.events.count, "event", "events"),
      (scenario.plans.count, "plan", "plans"),
      (scenario.outcomes.count, "outcome", "outcomes"),
      (scenario.measures.count, "measure", "measures"),
      (scenario.signals.count, "signal", "signals"),
    ]
    let shown = counts.filter { $0.0 > 0 }.map { Wording.counted($0.0, $0.1, $0.2) }
    let steps = Wording.counted(member.model.steps, "step", "steps")
    do {
      try Streams.report(
        "\(VisibleText.line(member.file)): ok – \((shown + [steps]).joined(separator: ", "))")
      for note in member.notes { try Streams.report(note.description) }
      for note in Sense.notes(of: scenario, member.model) {
        try Streams.report(note.description)
      }
    } catch {
      throw Ending(error)
    }
  }
}
