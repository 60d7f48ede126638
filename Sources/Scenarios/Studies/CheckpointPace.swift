/// When a checkpoint is made: so many seconds after the one before, and never so often that
/// checkpoints take more than a fiftieth of the time.
final class CheckpointPace {
  private let seconds: Double
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var isReported = false

  /// 0: after every block.
  init(seconds: Double) {
    self.seconds = seconds
    next = clock.now + .seconds(seconds)
  }

  func isDue() -> Bool { clock.now >= next }

  /// Makes one. A checkpoint that cannot be written is no reason to end the run; it is reported
  /// once.
  func take(_ make: () throws -> Void, orReport notice: (StudyNotice) -> Void) {
    let start = clock.now
    do {
      try make()
    } catch {
      if !isReported { notice(StudyNotice(text: "no checkpoint: \(error)", isOfMishap: true)) }
      isReported = true
    }
    let end = clock.now
    next = end + (seconds > 0 ? max(.seconds(seconds), (end - start) * 49) : .zero)
  }
}
