import Sim

/// What a file says of one way in which a state moves: how it does is the process's own affair.
struct ProcessFormat: Sendable {
  /// The key of the state under which it stands.
  let word: String
  let part: Part<StateEntry.Process>

  /// One value, right under the key.
  init(
    _ word: String, _ form: Form<StateEntry.Process.Value>, perStep: Format.PerStep = .no,
    shown: String = "", _ meaning: String
  ) {
    self.word = word
    let process = form.map { value in
      StateEntry.Process(word: word, parts: [.init(key: word, shown: shown, value: value)])
    }
    part = .key(word, process, perStep: perStep, meaning)
  }

  /// A map of several.
  init(_ word: String, _ parts: [ProcessPart], _ meaning: String) {
    self.word = word
    let all = Part<StateEntry.Process>.keys(parts.map(\.key)) { cursor in
      // All are read, so that all that is wrong with them comes out together.
      let values = parts.map { part in cursor[part.key.name].flatMap(part.read) }
      var read: [StateEntry.Process.Part] = []
      for (part, value) in zip(parts, values) {
        if let value {
          read.append(.init(key: part.key.name, shown: part.shown, value: value))
        } else if part.key.required {
          return nil
        }
      }
      return StateEntry.Process(word: word, parts: read)
    }
    part = .key(word, .record(all) { _, process in process }, meaning)
  }
}

/// One of the values of a process.
struct ProcessPart: Sendable {
  let key: Format.Key
  /// Behind the name of the state, where equations are shown.
  let shown: String
  let read: @Sendable (YAMLCursor) -> StateEntry.Process.Value?

  private init(_ key: Format.Key, _ shown: String, _ form: Form<StateEntry.Process.Value>) {
    self.key = key
    self.shown = shown
    read = form.read
  }

  static func number(
    _ name: String, required: Bool = true, perStep: Format.PerStep = .no, shown: String,
    _ meaning: String
  ) -> ProcessPart {
    let form = Form.expression.map(StateEntry.Process.Value.expression)
    return ProcessPart(
      Format.Key(name, form.shape, required: required, perStep: perStep, meaning), shown, form)
  }

  static func rate(_ name: String, shown: String, _ meaning: String) -> ProcessPart {
    let form = Form.rate.map(StateEntry.Process.Value.rate)
    return ProcessPart(Format.Key(name, form.shape, required: true, meaning), shown, form)
  }
}
