import Foundation

/// How long a task may take, in whole minutes, as schedulers count.
struct WallTime: Equatable {
  /// A year.
  static let most = 366 * 24 * 60

  let minutes: Int

  /// Not below `least`.
  init(seconds: Double, atLeast least: Int = 1) {
    let minutes = Int(min(seconds / 60, Double(Self.most)).rounded(.up))
    self.minutes = max(minutes, least)
  }

  /// `2:24:00`; hours are not brought together to days.
  var text: String {
    "\(minutes / 60):" + String(format: "%02d", locale: nil, minutes % 60) + ":00"
  }

  /// When a task is to stop on its own, in seconds: early enough to write what it has, a twentieth of its
  /// time before the end, but no less than a minute and no more than ten. `block`: seconds of what it cannot
  /// leave half done.
  func stop(block: Double) -> Int {
    let all = minutes * 60
    let margin = max(60, min(600, all / 20), Int(min(2 * block, 1e7)))
    return max(all / 2, all - margin)
  }
}
