import Foundation

/// Deals block numbers to workers and hands their results on in order.
///
/// At most `ahead` finished blocks wait, so memory is bounded. Numbers are dealt in order and every
/// block begun is finished, so whatever stops a run leaves a run without gaps.
final class BlockQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private let blocks: Range<Int>
  private let ahead: Int
  private let stops: @Sendable () -> Bool
  private var dealt: Int
  private var taken: Int
  private var stopped = false
  private var paused = false
  /// Workers with histograms that they have not handed over.
  private var holding = 0
  private var finished: [Int: BlockResult] = [:]
  private var left = 0
  private var whole: HistogramSet?
  private var rest: HistogramSet?

  init(_ blocks: Range<Int>, ahead: Int, stops: @escaping @Sendable () -> Bool) {
    self.blocks = blocks
    dealt = blocks.lowerBound
    taken = blocks.lowerBound
    self.ahead = ahead
    self.stops = stops
  }

  /// The next block to run; `nil` when there is none.
  ///
  /// `holds`: whether the worker has counted what it has not handed over; kept here from call to
  /// call. Before a pause it hands over and waits for the end of the pause; `waits: false` gives
  /// `nil` instead.
  func next(_ holds: inout Bool, waits: Bool = true, handOver: () -> HistogramSet?) -> Int? {
    condition.lock()
    defer { condition.unlock() }
    while !stopped, paused || (dealt < blocks.upperBound && dealt - taken >= ahead) {
      if paused, holds {
        take(handOver())
        holds = false
        holding -= 1
        condition.broadcast()
      } else if !waits {
        return nil
      } else {
        condition.wait()
      }
    }
    if !stopped, stops() {
      stopped = true
      condition.broadcast()
    }
    guard dealt < blocks.upperBound, !stopped else { return nil }
    dealt += 1
    if !holds {
      holds = true
      holding += 1
    }
    return dealt - 1
  }

  /// Deals no more until `goOn`; what is dealt is finished. A run that has nothing left to deal
  /// just ends.
  func pause() {
    condition.lock()
    paused = dealt < blocks.upperBound && !stopped
    condition.broadcast()
    condition.unlock()
  }

  func goOn() {
    condition.lock()
    paused = false
    condition.broadcast()
    condition.unlock()
  }

  enum Taken {
    case block(Int, BlockResult)
    /// All that was dealt has been taken, and all that was counted has been handed over.
    case pause
  }

  func deliver(_ block: Int, _ result: BlockResult) {
    condition.lock()
    finished[block] = result
    condition.broadcast()
    condition.unlock()
  }

  /// The next result in order, or a pause; `nil` when all blocks begun have been taken.
  func take() -> Taken? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let result = finished.removeValue(forKey: taken) {
        taken += 1
        condition.broadcast()
        return .block(taken - 1, result)
      }
      if taken == dealt, stopped || dealt == blocks.upperBound { return nil }
      if paused, taken == dealt, holding == 0 { return .pause }
      condition.wait()
    }
  }

  func stop() {
    condition.lock()
    stopped = true
    condition.broadcast()
    condition.unlock()
  }

  /// What a worker has counted in whole blocks, or in the partial one.
  func add(_ histograms: HistogramSet?, ofWholeBlocks isWhole: Bool) {
    guard let histograms else { return }
    condition.lock()
    defer { condition.unlock() }
    guard isWhole else {
      rest = histograms
      return
    }
    take(histograms)
  }

  private func take(_ histograms: HistogramSet?) {
    guard let histograms else { return }
    if whole == nil { whole = histograms } else { whole?.merge(histograms) }
  }

  /// What workers have handed over, in a pause: all of it.
  var countedInWholeBlocks: HistogramSet? {
    condition.lock()
    defer { condition.unlock() }
    return whole
  }

  /// A worker is done.
  func leave() {
    condition.lock()
    left += 1
    condition.broadcast()
    condition.unlock()
  }

  /// The histograms of all workers, once every one has left.
  func histograms(workers: Int) -> (whole: HistogramSet?, rest: HistogramSet?) {
    condition.lock()
    defer { condition.unlock() }
    while left < workers { condition.wait() }
    return (whole, rest)
  }
}
