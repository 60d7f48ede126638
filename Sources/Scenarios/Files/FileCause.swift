import Sim

/// What can be wrong with a file before anything is made of it, and with a setting laid over it.
enum FileCause: Cause, Error {
  // Bytes.
  case empty
  case tooLarge
  case tooLargeTogether
  /// UTF-16 or the like.
  case encoding(String)
  case notUTF8

  // Files.
  case unreadable(FileError)
  case extendsTooDeep
  case beforeItself(String)
  case extendsInACircle([String])
  case noVersion(known: String)
  case isBatch
  case isTargets
  case isScenario
  case unknownVersion(String, known: String)

  // YAML.
  /// In YAML's words or in better ones (`YAMLProblem`).
  case notYAML(String)
  case oddIndent(String, more: Int)
  case tooManyValues
  case tooDeep
  case textTooLong(Int)
  case keyIsNoWord
  case mergeKey
  /// The line as it is to be written.
  case cutExpression(String)
  /// The mark, and the line as it is to be written.
  case curlyQuotes(String, line: String)
  case cutNumber(String)
  /// What is left of `1,500 EUR m` inside braces, and the number without its comma.
  case cutThousands(String, meant: String)
  case noValue(String)
  case writtenTwice(String, line: Int, column: Int)

  // Settings.
  case noSetValue
  case settled(String)
  case noPath(String, hint: String)

  var wording: String {
    switch self {
    case .empty: "the file is empty"
    case .tooLarge: "the file is larger than \(Limits.fileBytes) bytes, which is the limit"
    case .tooLargeTogether:
      "the files of the scenario are together larger than \(Limits.allFilesBytes) bytes, "
        + "which is the limit"
    case .encoding(let name): "the file is \(name) text: save it as UTF-8"
    case .notUTF8:
      "the file is not UTF-8 text, but perhaps Latin-1 or Windows-1252: save it as UTF-8"
    case .unreadable(let error): error.description
    case .beforeItself(let name): "'\(name)' cannot come before itself"
    case .extendsTooDeep:
      "'extends' goes deeper than \(Limits.extendsDepth) files, which is the limit"
    case .extendsInACircle(let names):
      "files extend each other in a circle: \(names.joined(separator: " extends "))"
    case .isTargets:
      "this is a file of targets, not a scenario: use it with 'simrun calibrate FILE --targets'"
    case .isBatch: "this is a batch file, not a scenario: run it with 'simrun batch'"
    case .isScenario: "this is a scenario, not a batch file: run it with 'simrun run'"
    case .noVersion(let known): "'format' is missing: begin with 'format: \(known)'"
    case .unknownVersion(let found, let known):
      "format \(found) is not known; this program reads format \(known)"
    case .notYAML(let problem): problem
    case .oddIndent(let character, let more):
      "this line is indented with \(character): indent with spaces"
        + (more == 0 ? "" : "; so \(more == 1 ? "is 1 more line" : "are \(more) more lines")")
    case .tooManyValues: "the file has more than \(Limits.nodes) values, which is the limit"
    case .tooDeep:
      "maps and lists are nested deeper than \(Limits.depth), which is the limit"
    case .textTooLong(let bytes):
      "this text has \(bytes) bytes; the limit is \(Limits.scalarBytes)"
    case .keyIsNoWord: "a key must be a word, not a list or a map"
    case .mergeKey: "merge keys ('<<') are not part of the language: use 'extends'"
    case .cutExpression(let line):
      "YAML cuts this expression at its comma or bracket; quote the expression: \(line)"
    case .curlyQuotes(let mark, let line):
      "'\(mark)' is no quote of YAML; write \(line), with straight quotes"
    case .cutNumber(let name):
      "'\(name)' stands alone; numbers are written with a point, as in 0.08"
    case .cutThousands(let name, let meant):
      "'\(name)' stands alone: numbers have no separators of thousands; write \(meant)"
    case .noValue(let name):
      "'\(name)' has no value: give one or leave it out" + MissingColon.hint(name, isKey: true)
        + LookAlike.note(name)
    case .writtenTwice(let name, let line, let column):
      "'\(name)' is written twice; first at line \(line), column \(column)"
    case .noSetValue: "a value is missing after '='"
    case .settled(let key): "'\(key)' cannot be set here: change it in the file"
    case .noPath(let path, let hint): "there is no '\(path)'\(hint)"
    }
  }
}
