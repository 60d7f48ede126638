import Foundation

/// The results of independent tasks, worked on by at most `jobs` threads, in the order of the tasks.
@discardableResult
package func concurrently<Result: Sendable>(
  jobs: Int, _ tasks: [@Sendable () -> Result]
) -> [Result] {
  let workers = min(jobs, tasks.count)
  guard workers > 1 else { return tasks.map { $0() } }
  let shared = SharedTasks(tasks)
  for _ in 1..<workers {
    let thread = Thread {
      shared.work()
      shared.leave()
    }
    thread.start()
  }
  shared.work()
  return shared.results(of: workers - 1)
}

/// The same of tasks that may throw: all are worked on, then the first error is thrown, in the order
/// of the tasks.
@discardableResult
package func concurrently<Result: Sendable>(
  jobs: Int, _ tasks: [@Sendable () throws -> Result]
) throws -> [Result] {
  let caught = tasks.map { task in
    { @Sendable () -> Swift.Result<Result, any Error> in Swift.Result { try task() } }
  }
  return try concurrently(jobs: jobs, caught).map { try $0.get() }
}

/// Two tasks side by side, if two threads may work; of two errors the first's is thrown.
package func concurrently<First: Sendable, Second: Sendable>(
  jobs: Int, _ first: @escaping @Sendable () throws -> First,
  and second: @escaping @Sendable () throws -> Second
) throws -> (First, Second) {
  guard jobs > 1 else { return (try first(), try second()) }
  let beside = Beside(second)
  let thread = Thread { beside.work() }
  // As much as the main thread usually has.
  thread.stackSize = 8 << 20
  thread.start()
  let result = Swift.Result { try first() }
  let other = beside.result()
  return (try result.get(), try other.get())
}

/// A task on a thread of its own. Unchecked: the result is behind `condition`.
private final class Beside<Value: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private let task: @Sendable () throws -> Value
  private var found: Swift.Result<Value, any Error>?

  init(_ task: @escaping @Sendable () throws -> Value) { self.task = task }

  func work() {
    let result = Swift.Result { try task() }
    condition.lock()
    found = result
    condition.broadcast()
    condition.unlock()
  }

  func result() -> Swift.Result<Value, any Error> {
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
