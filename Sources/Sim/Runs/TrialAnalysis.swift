/// Looks at trials as they are run, and keeps of them what merges.
package protocol TrialAnalysis: Sendable {
  /// What it keeps, of no trials.
  var empty: FoldedTrials { get }

  /// Takes in the trials of a block. `reference`: the same trials of the run beside this one.
  func fold(
    _ block: [TrialBatch], beside reference: ReferenceBlock?, into folded: inout FoldedTrials)
}

/// What is looked at while a point is run, and beside what.
package struct Analyses: Sendable {
  /// A look at trials.
  package struct Look: Sendable {
    package let analysis: any TrialAnalysis
    /// The trials that this run's are looked at beside; `nil`: these alone.
    package let reference: ReferenceTrials?

    package init(_ analysis: any TrialAnalysis, beside reference: ReferenceTrials? = nil) {
      self.analysis = analysis
      self.reference = reference
    }
  }

  /// In the order of what they keep.
  package let list: [Look]
  /// The trials of this run that others are looked at beside; `nil`: none are.
  package let isReference: ReferenceTrials?

  package init(_ list: [Look] = [], as isReference: ReferenceTrials? = nil) {
    self.list = list
    self.isReference = isReference
  }

  package static let none = Analyses()

  /// Whether nobody looks at the trials.
  var isNone: Bool { list.isEmpty && isReference == nil }

  /// What each keeps, of no trials.
  var empty: [FoldedTrials] { list.map(\.analysis.empty) }

  /// Whether what was kept is what these keep.
  package func accept(_ folds: [FoldedTrials]) -> Bool {
    folds.count == list.count && zip(folds, empty).allSatisfy { $0.hasShape(of: $1) }
  }
}
