import Foundation
import Sim
import Synchronization

/// Whether the user, or the system, wants the work to end: Ctrl-C, SIGTERM, a terminal that is
/// closed (SIGHUP), or the limit of CPU time (SIGXCPU).
///
/// The signals are taken from every thread and waited for by one of its own. The first asks for an
/// orderly end. A second Ctrl-C or SIGTERM ends the program on the spot; the last checkpoint
/// remains. A signal that the program was started to ignore, as by nohup, stays ignored.
final class StopSignal: Sendable {
  /// Those that ask for haste when they come again.
  private static let urgent = [SIGINT, SIGTERM]
  /// Those that the system itself may send more than once.
  private static let patient = [SIGHUP, SIGXCPU]

  private let wanted = Atomic(false)
  private let deadline: ContinuousClock.Instant?
  /// What was done when the work began, in any unit, and last.
  private let done = Mutex<(first: Int, last: Int)?>(nil)
  /// Whether more was done since.
  private let hasMoved = Atomic(false)

  /// `limit`: after so long the work is to end too, once some of it was done: whatever is begun again and
  /// again gets on.
  init(after limit: TimeLimit? = nil) { deadline = limit.map { .now + .seconds($0.seconds) } }

  var isWanted: Bool { isInterrupted || isOutOfTime }

  /// Whether somebody asked for an end, whatever the time.
  var isInterrupted: Bool { wanted.load(ordering: .relaxed) }

  /// Whether the time is up, and nobody asked for an end.
  var isOutOfTime: Bool {
    !wanted.load(ordering: .relaxed) && hasMoved.load(ordering: .relaxed)
      && deadline.map { ContinuousClock.now >= $0 } ?? false
  }

  /// To be called with how much is done, at the beginning too.
  func note(done now: Int) {
    done.withLock { done in
      // Less than before is of other work, which begins.
      let first = done.flatMap { now < $0.last ? nil : $0.first } ?? now
      done = (first, now)
      if now > first { hasMoved.store(true, ordering: .relaxed) }
    }
  }

  /// To be called before other threads are started, which then have the signals blocked too.
  func listen() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in Self.urgent + Self.patient where !Self.isIgnored(number) {
      sigaddset(&signals, number)
    }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    Self.wantsWarning()
    let awaited = signals
    let isStarted = WorkerThread.start { [self] in
      var signals = awaited
      var number: Int32 = 0
      var isUrgent = false
      while true {
        guard sigwait(&signals, &number) == 0 else { continue }
        wanted.store(true, ordering: .relaxed)
        guard Self.urgent.contains(number) else { continue }
        if isUrgent { _exit(Ending.Code.interrupted.rawValue) }
        isUrgent = true
      }
    }
    // Where no thread can wait for the signals, they end the program as they always do.
    if !isStarted {
      var signals = awaited
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
  }

  /// Where the limit of CPU time kills without a word, asks for a signal a little before it: a tenth
  /// of it, from one to ten seconds.
  private static func wantsWarning() {
    #if canImport(Glibc)
      let cpu = __rlimit_resource_t(RLIMIT_CPU.rawValue)
    #else
      let cpu = RLIMIT_CPU
    #endif
    var limit = rlimit()
    // No limit is more than any number of seconds.
    guard getrlimit(cpu, &limit) == 0, limit.rlim_cur == limit.rlim_max,
      (2...1 << 40).contains(limit.rlim_max)
    else { return }
    limit.rlim_cur -= max(1, min(10, limit.rlim_max / 10))
    _ = setrlimit(cpu, &limit)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
