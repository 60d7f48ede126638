import ArgumentParser
import Scenarios
import Sim

extension Sweep {
  /// `path=a,b,c` or `path=from:to:count`, as `--sweep` takes them.
  init(option text: String) throws {
    do throws(Problem) {
      self = try Sweep(written: text)
    } catch {
      throw ValidationError(error.description)
    }
  }
}

extension Recording {
  /// `all`, `answers`, or some of its parts with commas, as `--record` takes them.
  init(option text: String) throws {
    switch text {
    case "all": self = .all
    case "answers": self = .answers
    default:
      var recording = Recording.answers
      for name in text.split(separator: ",", omittingEmptySubsequences: false) {
        guard let part = Self.parts.first(where: { $0.name == name }) else {
          let names = Self.parts.map(\.name).joined(separator: ", ")
          throw ValidationError("it must be all, answers or some of \(names), with commas")
        }
        recording.insert(part.recording)
      }
      self = recording
    }
  }
}
