import CGSL
import Foundation
import Testing

@testable import Sim

@Suite("Threads that cannot be made")
struct ThreadTests {
  @Test
  func `a thread that the system does not make is reported`() {
    // More than the address space of any machine.
    #expect(!WorkerThread.start(stackSize: 1 << 60) { Issue.record("it was run") })
  }

  @Test
  func `a thread does its work`() {
    let done = NSCondition()
    let found = Found()
    #expect(
      WorkerThread.start {
        done.lock()
        found.isSet = true
        done.signal()
        done.unlock()
      })
    done.lock()
    while !found.isSet { done.wait() }
    done.unlock()
  }

  /// One begins where another processor is; that must not keep it there.
  @Test
  func `a thread may run wherever the one that made it may`() throws {
    let beside = Beside { Self.processors() }
    try #require(WorkerThread.start { beside.work() })
    #expect(beside.result() == Self.processors())
    let aside = Beside { Self.processors() }
    try #require(WorkerThread.start(stackSize: 8 << 20, isAwaited: true) { aside.work() })
    #expect(aside.result() == Self.processors())
  }

  /// Those of the calling thread; without any where the system does not say, or there is but one.
  private static func processors() -> [UInt8] {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    let found = sim_begin_elsewhere(&attributes)
    // Behind them stands whether they are known, and then bytes of no meaning.
    let size = MemoryLayout<sim_processors>.offset(of: \.are_known) ?? 0
    return found.are_known == 0 ? [] : withUnsafeBytes(of: found) { [UInt8]($0.prefix(size)) }
  }

  /// Guarded by the condition of the test.
  private final class Found: @unchecked Sendable { var isSet = false }

  private final class Count: @unchecked Sendable {
    private let lock = NSLock()
    private var left: Int

    init(_ left: Int) { self.left = left }

    func take() -> Bool {
      lock.withLock {
        left -= 1
        return left >= 0
      }
    }
  }

  @Test(arguments: [0, 1, 3, 8])
  func `a run gives the same with the threads there are, and without any`(made: Int) throws {
    var random = RandomModel(seed: 12)
    let model = random.model()
    // Nine blocks, the last of them partial.
    let settings = RunSettings(trials: 8 * 1024 + 100, seed: 5, jobs: 8, keepsTrialRows: true)
    let whole = try PointRun(model, settings).run()
    var run = try PointRun(model, settings)
    let count = Count(made)
    run.startsThread = { count.take() && WorkerThread.start(isAwaited: $0, $1) }
    var trials: [Int] = []
    let result = try run.run(rows: { trials.append($0.firstTrial) })
    #expect(result.isComplete)
    #expect(trials == Array(stride(from: 0, to: 8 * 1024 + 100, by: 256)))
    #expect(result.threads == (8, made))
    let (a, b) = (result.summary(), whole.summary())
    #expect(a.outcomes == b.outcomes)
    #expect(a.measures == b.measures)
    #expect(a.timeline == b.timeline)
    let reported: [Int: String] = [
      0: "none of 8 threads could be started; the results are the same, but they take longer",
      1: "only 1 of 8 threads could be started; the results are the same, but they take longer",
      3: "only 3 of 8 threads could be started; the results are the same, but they take longer",
    ]
    #expect(result.shortageOfThreads == reported[made])
  }

  @Test
  func `a run without threads stops when it is asked to`() throws {
    var random = RandomModel(seed: 12)
    var run = try PointRun(random.model(), RunSettings(trials: 8 * 1024, seed: 5, jobs: 2))
    run.startsThread = { _, _ in false }
    let twice = Count(2)
    let result = try run.run(stops: { !twice.take() })
    #expect(!result.isComplete)
    #expect(result.trials == 2 * 1024)
  }

  @Test
  func `deep calls find a large stack, and know when it is nearly used`() throws {
    let (large, isNearlyUsed) = onLargeStack { (StackSpace().left, StackSpace().isNearlyUsed) }
    #expect(large > 32 << 20)
    #expect(!isNearlyUsed)
    struct Refused: Error {}
    #expect(throws: Refused.self) { try onLargeStack { () throws(Refused) in throw Refused() } }
  }
}
