import Scenarios
import Sim

/// What answers say of trials that failed, where what these could have come to is in no number and no limit.
enum LeftOutTrials {
  static func count(_ result: StudyResult) -> Int {
    result.points.reduce(0) { $0 + $1.summary.failureCount }
  }

  /// ` (403 failed and are in no number here, nor in limits)`; empty where none did.
  static func words(_ result: StudyResult) -> String {
    let failed = count(result)
    return failed == 0
      ? "" : " (\(Wording.grouped(failed)) failed and are in no number here, nor in limits)"
  }
}
