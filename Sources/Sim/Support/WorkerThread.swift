import CGSL

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A thread of the system for one piece of work.
///
/// Foundation's `Thread` keeps it to itself when the system makes no thread, so that whoever waits
/// for one waits for ever.
package enum WorkerThread {
  /// Stacks in bytes, the largest first: where memory is short a smaller one is tried. A stack
  /// costs only what is used of it, unless address space itself is limited.
  static var stackSizes: [Int] {
    let small = [8 << 20, 1 << 20]
    return MemoryRoom.addressSpaceIsLimited ? small : [64 << 20] + small
  }

  /// Runs `work` on a thread of its own; `false` if the system makes none, and then nothing is run.
  ///
  /// `isAwaited`: the caller does little meanwhile, and leaves its processor to it. Otherwise it begins on
  /// another, if there is one.
  package static func start(
    isAwaited: Bool = false, _ work: @escaping @Sendable () -> Void
  ) -> Bool {
    stackSizes.contains { start(stackSize: $0, isAwaited: isAwaited, work) }
  }

  /// The same with a stack of so many bytes.
  static func start(
    stackSize: Int, isAwaited: Bool = false, _ work: @escaping @Sendable () -> Void
  ) -> Bool {
    !isAwaited && make(stackSize, isElsewhere: true, work)
      || make(stackSize, isElsewhere: false, work)
  }

  private static func make(
    _ stackSize: Int, isElsewhere: Bool, _ work: @escaping @Sendable () -> Void
  ) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, stackSize) == 0,
      pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED)) == 0
    else { return false }
    var processors = sim_processors()
    if isElsewhere {
      processors = sim_begin_elsewhere(&attributes)
      guard processors.are_known != 0 else { return false }
    }
    let handed = Unmanaged.passRetained(Work(on: processors, work))
    #if canImport(Darwin)
      var thread: pthread_t?
      let problem = pthread_create(
        &thread, &attributes,
        { argument in
          Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
          return nil
        }, handed.toOpaque())
    #else
      var thread = pthread_t()
      let problem = pthread_create(
        &thread, &attributes,
        { argument in
          if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, handed.toOpaque())
    #endif
    if problem != 0 { handed.release() }
    return problem == 0
  }

  /// Room for the handler of a signal on a thread whose own stack is full.
  private struct SignalStack {
    private static let size = 1 << 16
    private let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)

    init() {
      var stack = stack_t()
      stack.ss_sp = memory
      stack.ss_size = Self.size
      sigaltstack(&stack, nil)
    }

    func leave() {
      var stack = stack_t()
      stack.ss_flags = Int32(SS_DISABLE)
      sigaltstack(&stack, nil)
      memory.deallocate()
    }
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(on processors: sim_processors, _ work: @escaping @Sendable () -> Void) {
      run = {
        sim_run_anywhere(processors)
        let stack = SignalStack()
        defer { stack.leave() }
        work()
      }
    }
  }
}
