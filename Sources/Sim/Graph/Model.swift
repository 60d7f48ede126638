/// Everything a run has to know: a graph and which of its values mean what.
///
/// Step 0 is the world as it starts; its values are the `initial` nodes, which depend on nothing
/// that moves. In steps 1 … `steps` the `step` nodes hold.
package struct Model: Sendable {
  /// A quantity at step 0 and at every later step.
  package struct Quantity: Sendable, Hashable {
    package var initial: NodeID
    package var step: NodeID

    package init(initial: NodeID, step: NodeID) {
      self.initial = initial
      self.step = step
    }
  }

  package var graph: Graph
  package var steps: Int
  /// What each memory holds at the end of step 0 and of every later step.
  package var memories: [Quantity]
  /// The trial ends at the end of the first step at which this holds, or at the last.
  package var ends: Quantity
  /// Conditions; the first that holds when the trial ends is its outcome. The last always holds.
  package var outcomes: [Quantity]
  package var measures: [Quantity]
  package var signals: [Quantity]
  /// Conditions whose first step is recorded.
  package var milestones: [Quantity]
  /// What `timeline.csv` follows.
  package var quantities: [Quantity]
  /// Values known once per trial that a trial row shows.
  package var parameters: [NodeID]
  package var report: Report
  /// What the graph's inputs are; the lower bounds until a point of a study gives its own.
  package private(set) var inputs: [Double]
  /// Memories of what an end settles, as an agreement: what reads them has no path of its own beyond
  /// the end of a trial.
  package var memoriesOfEnds: Set<Int> = []
  /// When steps have less to look at; `nil`: never.
  package internal(set) var moderation: Moderation?
  /// What its values can be.
  var proven = ProvenValues(ranges: [], canBeMissing: [])

  /// Values that could be infinite are guarded: see `guardValues`.
  package init(
    graph: Graph, steps: Int, memories: [Quantity], ends: Quantity, outcomes: [Quantity],
    measures: [Quantity], signals: [Quantity], milestones: [Quantity], quantities: [Quantity],
    parameters: [NodeID], report: Report
  ) {
    self.graph = graph
    self.steps = steps
    self.memories = memories
    self.ends = ends
    self.outcomes = outcomes
    self.measures = measures
    self.signals = signals
    self.milestones = milestones
    self.quantities = quantities
    self.parameters = parameters
    self.report = report
    inputs = graph.inputs.map(\.lowerBound)
    guardValues()
  }

  /// The same model at a point of a study: a number for each input.
  func given(_ inputs: [Double]) -> Model {
    var model = self
    model.inputs = inputs
    return model
  }
}
