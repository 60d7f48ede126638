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
      let parts = Self.parts + Self.partsOnRequest
      let names = text.split(separator: ",", omittingEmptySubsequences: false)
      // Only what is no part of `all` says more beside it.
      let beside = names.filter { name in Self.partsOnRequest.contains { $0.name == name } }
      for name in names {
        if name == "all", beside.count == names.count - 1 {
          recording.formUnion(.all)
          continue
        }
        guard let part = parts.first(where: { $0.name == name }) else {
          let all = parts.map(\.name).joined(separator: ", ")
          throw ValidationError("it must be all, answers or some of \(all), with commas")
        }
        recording.insert(part.recording)
      }
      // It stands in the timeline.
      if recording.contains(.undisturbed) { recording.insert(.timeline) }
      self = recording
    }
  }
}
