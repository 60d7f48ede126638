import Foundation

/// The last resort where the program cannot go on, as where memory is gone in the middle of a
/// calculation or a stack is full: one line and an exit code instead of a trace.
///
/// What can be known before is checked before; this says only that something was not.
enum CrashGuard {
  /// For the main thread and those that it starts. Left out where a trace is asked for
  /// (`SWIFT_BACKTRACE`).
  static func install() {
    guard getenv("SWIFT_BACKTRACE") == nil else { return }
    giveStack()
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      sigaddset(&signals, number)
      var action = sigaction()
      // Only calls that are safe in the handler of a signal may be made in it.
      let handler: @convention(c) (Int32) -> Void = { _ in
        CrashGuard.line.withUTF8Buffer { text in
          _ = Foundation.write(STDERR_FILENO, text.baseAddress, text.count)
        }
        _exit(Ending.Code.internalError.rawValue)
      }
      #if canImport(Darwin)
        action.__sigaction_u.__sa_handler = handler
      #else
        action.__sigaction_handler.sa_handler = handler
      #endif
      action.sa_flags = Int32(SA_ONSTACK) | Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
    // Who starts the program may have them blocked, and it would have that too.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static let line: StaticString =
    """
    simrun: out of memory or an internal error; nothing that was complete is lost. Set SWIFT_BACKTRACE=enable=yes to \
    see where, and report it with the command and its files.

    """

  /// A stack for the handler, which has none where the usual one is full. It lives as long as the
  /// program.
  private static func giveStack() {
    let size = 1 << 16
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
  }
}
