import Foundation
import Testing

@testable import Sim

@Suite struct AheadTests {
  /// Unchecked: the number is behind `lock`.
  private final class Calls: @unchecked Sendable {
    private let lock = NSLock()
    private var made = 0

    var count: Int { lock.withLock { made } }

    func next() -> Int {
      lock.withLock {
        made += 1
        return made
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
    #expect(calls.count == 0)
    #expect(ahead.value == 1)
  }

  @Test func `of several threads it is worked out once`() {
    let calls = Calls()
    let ahead = Ahead(jobs: 2) { calls.next() }
    #expect(ahead.value == 1)
    #expect(ahead.value == 1)
  }
}
