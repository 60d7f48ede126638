import Foundation

/// The results of independent tasks, worked on by at most `jobs` threads, in the order of the
/// tasks.
///
/// Where the system makes fewer threads, those there are do the work: the calling one at least.
@discardableResult
package func concurrently<Result: Sendable>(
  jobs: Int, _ tasks: [@Sendable () -> Result]
) -> [Result] {
  let workers = min(jobs, tasks.count)
  guard workers > 1 else { return tasks.map { $0() } }
  let shared = SharedTasks(tasks)
  var helpers = 0
  for _ in 1..<workers {
    let isStarted = WorkerThread.start {
      shared.work()
      shared.leave()
    }
    guard isStarted else { break }
    helpers += 1
  }
  shared.work()
  return shared.results(of: helpers)
}

/// The same of tasks that may throw: all are worked on, then the first error is thrown, in the
/// order of the tasks.
@discardableResult
package func concurrently<Result: Sendable>(
  jobs: Int, _ tasks: [@Sendable () throws -> Result]
) throws -> [Result] {
  let caught = tasks.map { task in
    { @Sendable () -> Swift.Result<Result, any Error> in Swift.Result { try task() } }
  }
  return try concurrently(jobs: jobs, caught).map { try $0.get() }
}

/// Two tasks side by side, the first on the calling thread, if two threads may work; of two errors the
/// first's is thrown.
package func concurrently<First, Second: Sendable>(
  jobs: Int, _ first: () throws -> First, and second: @escaping @Sendable () throws -> Second
) throws -> (First, Second) {
  guard jobs > 1 else { return (try first(), try second()) }
  let beside = Beside { Swift.Result { try second() } }
  guard WorkerThread.start({ beside.work() }) else { return (try first(), try second()) }
  let result = Swift.Result { try first() }
  let other = beside.result()
  return (try result.get(), try other.get())
}

/// A task on a thread of its own. Unchecked: the result is behind `condition`.
final class Beside<Value: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private let task: @Sendable () -> Value
  private var found: Value?

  init(_ task: @escaping @Sendable () -> Value) { self.task = task }

  func work() {
    let result = task()
    condition.lock()
    found = result
    condition.broadcast()
    condition.unlock()
  }

  func result() -> Value {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let found { return found }
      condition.wait()
    }
  }
}

/// Unchecked: everything that changes is behind `condition`.
private final class SharedTasks<Result: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private let tasks: [@Sendable () -> Result]
  private var taken = 0
  private var left = 0
  private var found: [Int: Result] = [:]

  init(_ tasks: [@Sendable () -> Result]) { self.tasks = tasks }

  func work() {
    while let task = next() {
      let result = tasks[task]()
      condition.lock()
      found[task] = result
      condition.unlock()
    }
  }

  private func next() -> Int? {
    condition.lock()
    defer { condition.unlock() }
    guard taken < tasks.count else { return nil }
    taken += 1
    return taken - 1
  }

  func leave() {
    condition.lock()
    left += 1
    condition.broadcast()
    condition.unlock()
  }

  func results(of helpers: Int) -> [Result] {
    condition.lock()
    defer { condition.unlock() }
    while left < helpers { condition.wait() }
    return tasks.indices.compactMap { found[$0] }
  }
}
