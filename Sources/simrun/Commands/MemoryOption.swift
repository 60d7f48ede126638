import ArgumentParser
import Scenarios

extension MemoryBound {
  /// A size, as `--memory` takes it.
  init(option written: String) throws {
    guard let bound = MemoryBound(written: written) else {
      throw ValidationError("it must be a size such as 4G or 512M")
    }
    self = bound
  }
}
