import Foundation
import Scenarios
import Sim

/// Standard output, which carries the answer, and standard error, which carries the rest.
///
/// Neither lets through what would do something to a terminal, but for the colours of `Style`.
enum Streams {
  /// Writing to a pipe that nobody reads, or past the largest size of a file, is then an error like
  /// any other.
  static func survivesFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  static func answer(_ text: String) throws(OutputError) {
    let text = Style.neutral(text, isStyled: answerIsOnTerminal)
    if let code = write(text, to: STDOUT_FILENO) { throw .system("standard output", code) }
  }

  /// A line of the answer that is for people, or several: folded where a terminal shows it.
  static func report(_ text: String) throws(OutputError) {
    let text = Style.neutral(text, isStyled: answerIsOnTerminal)
    try answer(folded(text, on: STDOUT_FILENO) + "\n")
  }

  /// A line, or several: folded where a terminal shows it.
  static func say(_ text: String) {
    let text = Style.neutral(text, isStyled: false)
    _ = write(folded(text, on: STDERR_FILENO) + "\n", to: STDERR_FILENO)
  }

  /// One line that begins with the name of the program, whatever stands in it.
  static func say(message: String) { say("simrun: \(VisibleText.line(message))") }

  /// Text of the program's own, as it stands.
  static func show(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  static var answerIsOnTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var restIsOnTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// How wide the answer may be: as the terminal that shows it, at most as wide as a page.
  static var answerWidth: Int {
    answerIsOnTerminal
      ? min(ShareTable.width, max(40, columns(of: STDOUT_FILENO))) : ShareTable.width
  }

  /// Programs get each message on one line.
  private static func folded(_ text: String, on descriptor: Int32) -> String {
    isatty(descriptor) == 1 ? Wording.folded(text, width: columns(of: descriptor)) : text
  }

  /// 80 where the terminal does not say.
  private static func columns(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// The system's error number, if there was one.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      bytes = bytes.dropFirst(written)
    }
    return nil
  }
}
