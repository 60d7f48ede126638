import CGSL

private enum ErrorHandler {
  static let turnedOff: Bool = {
    _ = gsl_set_error_handler_off()
    return true
  }()
}

/// GSL's own handler aborts the process. Once it is off, functions return codes and NaN instead.
///
/// Every `Family` and every `CursorGenerator` does this first.
@discardableResult
package func turnOffErrorHandler() -> Bool { ErrorHandler.turnedOff }
