import Foundation
import Synchronization

/// Whether the user, or the system, wants the work to end: Ctrl-C or SIGTERM.
///
/// The signals are taken from every thread and waited for by one of its own. The first asks for an
/// orderly end; a second ends the program on the spot.
final class StopSignal: Sendable {
  private let wanted = Atomic(false)

  var isWanted: Bool { wanted.load(ordering: .relaxed) }

  /// To be called before other threads are started, which then have the signals blocked too.
  func listen() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let thread = Thread { [self] in
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGINT)
      sigaddset(&signals, SIGTERM)
      var number: Int32 = 0
      sigwait(&signals, &number)
      wanted.store(true, ordering: .relaxed)
      sigwait(&signals, &number)
      _exit(Ending.Code.interrupted.rawValue)
    }
    thread.start()
  }
}
