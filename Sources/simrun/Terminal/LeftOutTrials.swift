import Scenarios
import Sim

/// What answers say of trials that failed, where what these could have come to is in no number, and mostly in
/// no limit.
enum LeftOutTrials {
  static func count(_ result: StudyResult) -> Int {
    result.points.reduce(0) { $0 + $1.summary.failureCount }
  }

  /// Which limits allow for failed trials.
  enum InLimits { case none, some, ofShares }

  /// ` (403 failed and are in no number here, nor in limits)`; empty where none did.
  static func words(_ result: StudyResult, in limits: InLimits = .none) -> String {
    let failed = count(result)
    guard failed > 0 else { return "" }
    let rest =
      switch limits {
      case .none: "nor in limits"
      case .some: "but some limits allow for them"
      case .ofShares: "but limits of shares allow for them"
      }
    return " (\(Wording.grouped(failed)) failed and are in no number here, \(rest))"
  }

  /// What limits are of, at the end of a screen.
  static func error(areInLimits: Bool) -> String {
    areInLimits ? "sampling error and failed trials only" : "sampling error only"
  }
}
