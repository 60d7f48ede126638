/// What a run keeps of its trials, besides the shares of outcomes and classes, the measures over all
/// trials and the trials that failed.
public struct Recording: OptionSet, Hashable, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Quantities at each step.
  public static let timeline = Recording(rawValue: 1)
  /// When signals were first seen, by outcome.
  public static let signals = Recording(rawValue: 2)
  /// How many trials had met an outcome or a milestone by each step.
  public static let incidence = Recording(rawValue: 4)
  /// Measures given each outcome.
  public static let measures = Recording(rawValue: 8)

  public static let all: Recording = [.timeline, .signals, .incidence, .measures]
  /// Nothing else.
  public static let answers: Recording = []

  /// The parts and their names.
  public static let parts: [(name: String, recording: Recording)] = [
    ("timeline", .timeline), ("signals", .signals), ("incidence", .incidence),
    ("measures", .measures),
  ]
}

extension Report {
  /// What is left to report if only this is recorded. Outcomes, measures and parameters stay.
  public func recorded(_ recording: Recording) -> Report {
    var report = self
    report.recording = recording
    if !recording.contains(.timeline) { report.quantities = [] }
    if !recording.contains(.signals) { report.signals = [] }
    if !recording.contains(.incidence) { report.milestones = [] }
    return report
  }
}
