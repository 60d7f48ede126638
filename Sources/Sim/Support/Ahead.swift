/// A value that a thread of its own works out while its maker goes on.
///
/// Where only one thread may work, or the system makes none, it is worked out when it is asked for.
package final class Ahead<Value: Sendable>: Sendable {
  private let beside: Beside<Value>
  private let isBegun: Bool

  package init(jobs: Int, _ task: @escaping @Sendable () -> Value) {
    let beside = Beside(task)
    self.beside = beside
    isBegun = jobs > 1 && WorkerThread.start { beside.work() }
  }

  /// Waits for it. To be asked for once where it was not begun before.
  package var value: Value {
    if !isBegun { beside.work() }
    return beside.result()
  }
}
