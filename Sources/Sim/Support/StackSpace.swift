import CGSL

/// The stack of the thread that makes it, to be asked on that thread only.
package struct StackSpace: Sendable {
  /// The lowest address.
  private let end: UInt
  private let size: Int

  package init() {
    var bytes = 0
    end = UInt(bitPattern: sim_stack(&bytes))
    size = bytes
  }

  /// How many bytes are left below the caller's frame; as many as can be counted where the system
  /// does not say.
  package var left: Int {
    guard end > 0 else { return .max }
    var here: UInt8 = 0
    return withUnsafePointer(to: &here) { here in
      let address = UInt(bitPattern: here)
      return address > end ? Int(address - end) : 0
    }
  }

  /// Whether so little is left that one more call within calls may be the last.
  package var isNearlyUsed: Bool { left < min(2 << 20, size / 2) }
}

/// `work`, on a stack of many megabytes where the system gives one: files may nest names within
/// names thousands deep. Where that is another thread, this one does `other` meanwhile.
package func onLargeStack<Value: Sendable, Problem: Error>(
  beside other: (() -> Void)? = nil, _ work: @escaping @Sendable () throws(Problem) -> Value
) throws(Problem) -> Value {
  if StackSpace().left > 32 << 20 { return try work() }
  let beside = Beside { () -> Result<Value, Problem> in
    do throws(Problem) { return .success(try work()) } catch { return .failure(error) }
  }
  // Where address space is limited, what is set aside here would be missing to the run that
  // follows.
  let sizes = MemoryRoom.addressSpaceIsLimited ? [64 << 20] : [256 << 20, 64 << 20]
  for size in sizes
  where WorkerThread.start(stackSize: size, isAwaited: other == nil, { beside.work() }) {
    other?()
    return try beside.result().get()
  }
  return try work()
}

/// Two pieces of work side by side, for one that runs on a large stack already. Where address space is
/// limited, or there is no other thread, one after the other.
func onLargeStacks<First, Second: Sendable>(
  _ first: () -> First, _ second: @escaping @Sendable () -> Second
) -> (First, Second) {
  guard !MemoryRoom.addressSpaceIsLimited else { return (first(), second()) }
  let beside = Beside(second)
  guard WorkerThread.start(stackSize: 256 << 20, { beside.work() }) else {
    return (first(), second())
  }
  let found = first()
  return (found, beside.result())
}
