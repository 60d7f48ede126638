import Synchronization
import Testing

@testable import Sim

@Suite struct AheadTests {
  private final class Calls: Sendable {
    let count = Mutex(0)

    func next() -> Int {
      count.withLock { count in
        count += 1
        return count
      }
    }
  }

  @Test(arguments: [1, 2, 8])
  func `a value is there when it is asked for`(jobs: Int) {
    let ahead = Ahead(jobs: jobs) { (0..<1_000).reduce(0, +) }
    #expect(ahead.value == 499_500)
    #expect(ahead.value == 499_500)
  }

  @Test func `of one thread nothing is worked out before it is asked for`() {
    let calls = Calls()
    let ahead = Ahead(jobs: 1) { calls.next() }
    #expect(calls.count.withLock { $0 } == 0)
    #expect(ahead.value == 1)
  }

  @Test func `of several threads it is worked out once`() {
    let calls = Calls()
    let ahead = Ahead(jobs: 2) { calls.next() }
    #expect(ahead.value == 1)
    #expect(ahead.value == 1)
  }
}
