import Scenarios
import Sim

/// What answers say of trials that failed, where what these could have come to is in no number, and mostly in
/// no limit.
enum LeftOutTrials {
  static func count(_ result: StudyResult) -> Int {
    result.points.reduce(0) { $0 + $1.summary.failureCount }
  }

  /// ` (403 failed and are in no number here, nor in limits)`; empty where none did. `areInLimits`: limits of
  /// shares allow for them.
  static func words(_ result: StudyResult, areInLimits: Bool = false) -> String {
    let failed = count(result)
    guard failed > 0 else { return "" }
    return " (\(Wording.grouped(failed)) failed and are in no number here, "
      + (areInLimits ? "but in limits of shares)" : "nor in limits)")
  }
}
