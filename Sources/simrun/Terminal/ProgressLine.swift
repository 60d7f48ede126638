import Foundation
import Sim
import Synchronization

/// One line on a terminal's standard error that says how far the work is.
///
/// Nothing is shown in the first second, or where nobody looks.
final class ProgressLine: Sendable {
  private struct State {
    var last: ContinuousClock.Instant?
    /// Done before the clock started, by an earlier run.
    var doneBefore: Int?
    var isCleared = false
  }

  private static let barWidth = 16
  private static let erase = "\r\u{1B}[K"
  /// Before the first trials are done, which can take long.
  static let beginning = "running the first trials"
  private let isShown: Bool
  private let style: Style
  private let silence: Duration
  private let show: @Sendable (String) -> Void
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(
    isShown: Bool, style: Style, silence: Duration = .seconds(1),
    show: @escaping @Sendable (String) -> Void = Streams.show
  ) {
    self.isShown = isShown
    self.style = style
    self.silence = silence
    self.show = show
    if isShown { showBeginning() }
  }

  private func showBeginning() {
    // Where there is no thread for it, the line comes with the first trials.
    _ = WorkerThread.start { [self] in
      Thread.sleep(forTimeInterval: Self.seconds(silence))
      state.withLock { state in
        guard state.last == nil, !state.isCleared else { return }
        state.last = ContinuousClock.now
        show(Self.erase + Self.beginning)
      }
    }
  }

  func update(_ what: String, done: Int, of all: Int) {
    guard isShown, all > 0 else { return }
    state.withLock { state in
      let before = state.doneBefore ?? done
      state.doneBefore = before
      let now = ContinuousClock.now
      let isTime = state.last.map { now - $0 > .milliseconds(100) } ?? true
      guard now - start > silence, isTime else { return }
      state.last = now
      let seconds = Self.seconds(now - start)
      let line = Self.line(
        what, done: done, of: all, before: before, seconds: seconds, style: style)
      show(Self.erase + line)
    }
  }

  /// Leaves the terminal as it was.
  func clear() {
    state.withLock { state in
      if state.last != nil { show(Self.erase) }
      state.last = nil
      state.isCleared = true
    }
  }

  static func line(
    _ what: String, done: Int, of all: Int, before: Int = 0, seconds: Double, style: Style
  ) -> String {
    let share = Double(done) / Double(all)
    let rate = seconds > 0 ? Double(done - before) / seconds : 0
    let left = rate > 0 ? Double(all - done) / rate : 0
    let bar = style.bar(share: share, width: barWidth)
    let frame = bar.padded(barWidth)
    return "\(VisibleText.cell(what).prefix(20)) |\(frame)| \(Int(share * 100)) %  "
      + "\(Wording.grouped(Int(rate.rounded()))) trials/s  \(remaining(left)) left"
  }

  static func remaining(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 1e9))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole / 60 % 60) min"
  }

  private static func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }
}
