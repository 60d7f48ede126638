import Scenarios

/// What a scheduler is given: two scripts, each with the name of its file.
struct JobScripts {
  struct Script {
    var file: String
    var text: String
  }

  var array: Script
  var merge: Script

  private var all: [Script] { [array, merge] }
  var files: [String] { all.map(\.file) }

  /// Writes them, and makes the folder of what tasks say. One that somebody changed is left as it is unless
  /// `replaces`. Returns those that were left.
  func write(to folder: String, replaces: Bool) throws(OutputError) -> [String] {
    try TextFile.makeFolder("\(folder)/\(ShardJob.logs)")
    var left: [String] = []
    for script in all {
      let path = "\(folder)/\(script.file)"
      if !replaces, let there = TextFile.read(path), !ShellScript.isUnchanged(there) {
        left.append(script.file)
      } else {
        try TextFile.write(script.text, to: path)
      }
    }
    return left
  }
}
