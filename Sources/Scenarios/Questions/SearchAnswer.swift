package import Sim

extension PlanSearch {
  /// What a search found.
  package struct Answer: Sendable {
    /// The winner with one lever at another value, less the winner, on the same draws.
    package struct Neighbour: Sendable {
      /// Put back to what the file has, or at an end of the lever.
      package enum Kind: String, Sendable { case undone, low, high }

      package let axis: Int
      package let kind: Kind
      package let candidate: Int
      package let difference: Double
      package let interval: Interval
      /// Whether it breaks no limit, and lets no more trials fail.
      package let isAllowed: Bool
      /// Whether every batch of trials came to the same as the winner's.
      package let isSame: Bool

      /// Better than the winner beyond chance on these draws.
      package var isBetter: Bool { isAllowed && difference > 0 && interval.low > 0 }
    }

    /// What became of neighbours that seemed better than the winner.
    package enum Follow: Sendable {
      /// There was none.
      case none
      /// On fresh draws they are not told apart from it.
      case notConfirmed
      /// The budget ended before they were looked at again.
      case notFollowed
    }

    /// What holds if one view is right.
    package struct View: Sendable {
      /// The candidate that is best then.
      package let best: Int
      package let ofBest: Double
      package let ofWinner: Double
      package let ofFile: Double
      /// The most that this best one loses where another view is right.
      package let lossOfBest: Double
    }

    package struct Choice: Sendable {
      package let candidate: Int
      /// By objective.
      package let values: [(value: Double, interval: Interval?)]
    }

    package let space: LeverSpace
    package internal(set) var candidates: [Candidate]
    package let winner: Int
    /// Of the winner and of the file on fresh draws, by view.
    package let estimate: [SearchSample]
    package let baseline: [SearchSample]
    /// Whether the selection ended before the budget did.
    package internal(set) var isDecided = false
    /// Whether there were fresh draws enough to say that a choice is better than the file as it is.
    package internal(set) var isJudged = true
    /// Where none keeps to all limits: the one that breaks them least, and what it comes to on fresh draws.
    package internal(set) var nearest: (candidate: Int, samples: [SearchSample])?
    /// How many of the candidates were run.
    package internal(set) var tried = 0
    /// Under how many of them trials failed.
    package internal(set) var withFailures = 0
    package internal(set) var follow = Follow.none
    /// Whether it was found beside the one that was selected first.
    package internal(set) var isNeighbour = false
    /// Whether any candidate keeps to all limits.
    package internal(set) var hasFeasible = true
    /// What the winner came to on the draws with which it was searched.
    package internal(set) var inSample: Double?
    /// By axis, in the cube: what is as good as the best.
    package internal(set) var flat: [ClosedRange<Double>?] = []
    package internal(set) var around: [Neighbour] = []
    package internal(set) var views: [View] = []
    package internal(set) var isFront = false
    package internal(set) var front: [Choice] = []
    package internal(set) var rows: [Row] = []
    package internal(set) var indifference = 0.0
    package internal(set) var spent = 0

    init(
      space: LeverSpace, candidates: [Candidate], winner: Int, estimate: [SearchSample],
      baseline: [SearchSample]
    ) {
      self.space = space
      self.candidates = candidates
      self.winner = winner
      self.estimate = estimate
      self.baseline = baseline
    }

    package var best: Candidate { candidates[winner] }
    package var isFileBest: Bool { winner == PlanSearch.file }

    /// How much better the winner is than the file as it is, on the same fresh draws.
    package var gain: (value: Double, interval: Interval)? {
      guard let own = estimate.first, let other = baseline.first else { return nil }
      return SearchSample.difference(own, other, aim: 0)
    }
  }
}
