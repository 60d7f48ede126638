import ArgumentParser
import Scenarios

extension Setting {
  /// `path=value`, as `--set` takes it.
  init(written: String) throws { try self.init(written: written, of: .set) }

  /// The same of another option.
  init(written: String, of origin: Origin) throws {
    guard let equals = written.firstIndex(of: "="), equals != written.startIndex else {
      throw ValidationError("it must be path=value, as in parameters.monitoring=0.8")
    }
    self.init(
      path: String(written[..<equals]),
      value: String(written[written.index(after: equals)...]), of: origin)
  }
}
