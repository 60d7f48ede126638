import Foundation

/// One line on a terminal's standard error that says how far the work is.
///
/// Nothing is shown in the first second, or where nobody looks.
final class ProgressLine {
  private static let barWidth = 16
  private let isShown: Bool
  private let style: Style
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  /// Done before the clock started, by an earlier run.
  private var doneBefore: Int?

  init(isShown: Bool, style: Style) {
    self.isShown = isShown
    self.style = style
  }

  func update(_ what: String, done: Int, of all: Int) {
    guard isShown, all > 0 else { return }
    let before = doneBefore ?? done
    doneBefore = before
    let now = ContinuousClock.now
    guard now - start > .seconds(1), last.map({ now - $0 > .milliseconds(100) }) ?? true else {
      return
    }
    last = now
    let seconds = Self.seconds(now - start)
    let line = Self.line(
      what, done: done, of: all, before: before, seconds: seconds, style: style)
    Streams.show("\r\u{1B}[K" + line)
  }

  /// Leaves the terminal as it was.
  func clear() {
    if last != nil { Streams.show("\r\u{1B}[K") }
    last = nil
  }

  static func line(
    _ what: String, done: Int, of all: Int, before: Int = 0, seconds: Double, style: Style
  ) -> String {
    let share = Double(done) / Double(all)
    let rate = seconds > 0 ? Double(done - before) / seconds : 0
    let left = rate > 0 ? Double(all - done) / rate : 0
    let bar = style.bar(share: share, width: barWidth)
    let frame = bar.padded(barWidth)
    return "\(what.prefix(20)) |\(frame)| \(Int(share * 100)) %  "
      + "\(Wording.grouped(Int(rate.rounded()))) trials/s  \(remaining(left)) left"
  }

  private static func remaining(_ seconds: Double) -> String {
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
