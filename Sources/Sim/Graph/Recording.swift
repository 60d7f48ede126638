/// What a run keeps of its trials, besides the shares of outcomes and classes, the measures over all
/// trials and the trials that failed.
package struct Recording: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Quantities at each step.
  package static let timeline = Recording(rawValue: 1)
  /// When signals were first seen, by outcome.
  package static let signals = Recording(rawValue: 2)
  /// How many trials had met an outcome or a milestone by each step.
  package static let incidence = Recording(rawValue: 4)
  /// Measures given each outcome.
  package static let measures = Recording(rawValue: 8)

  /// Beside the timeline, quantities as they would have gone on had no trial ended: see
  /// `Model.undisturbedQuantities`. Only on request.
  package static let undisturbed = Recording(rawValue: 16)

  package static let all: Recording = [.timeline, .signals, .incidence, .measures]
  /// Nothing else.
  package static let answers: Recording = []

  /// The parts and their names.
  package static let parts: [(name: String, recording: Recording)] = [
    ("timeline", .timeline), ("signals", .signals), ("incidence", .incidence),
    ("measures", .measures),
  ]
  /// Those that are no part of `all`.
  package static let partsOnRequest: [(name: String, recording: Recording)] = [
    ("undisturbed", .undisturbed)
  ]

  /// The names of its parts.
  package var names: [String] {
    (Self.parts + Self.partsOnRequest).filter { contains($0.recording) }.map(\.name)
  }
}

extension Report {
  /// What is left to report if only this is recorded. Outcomes, measures and parameters stay.
  package func recorded(_ recording: Recording) -> Report {
    var report = self
    report.recording = recording
    if !recording.contains(.timeline) { report.quantities = [] }
    if !recording.contains(.signals) { report.signals = [] }
    if !recording.contains(.incidence) {
      report.milestones = []
      report.eventCount = 0
    }
    return report
  }

  /// What is left to report if nothing is made of measures.
  var withoutMeasures: Report {
    var report = self
    report.measures = []
    return report
  }
}
