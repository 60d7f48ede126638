/// Why results could not be written: one line each.
package enum OutputError: Error, Hashable, CustomStringConvertible {
  case exists(String)
  /// The same of one file.
  case fileExists(String)
  /// A folder that `--force` may not touch.
  case notResults(String)
  case notAFolder(String)
  /// A link whose target is not there.
  case leadsNowhere(String, target: String)
  /// A folder that bears the name of a file of the results.
  case folderInTheWay(String)
  /// Another run is at work there.
  case busy(String)
  /// A run that was cut off left a checkpoint there.
  case checkpointThere(String)
  /// The reason is the system's.
  case cannotWrite(String, reason: String)
  /// The results are complete, but elsewhere; what was in the folder is as it was.
  indirect case keptElsewhere(OutputError, at: String)
  /// A checkpoint is there, from which the run can be gone on with.
  indirect case resumable(OutputError)

  package var description: String {
    switch self {
    case .exists(let path):
      "\(path) already exists; use --force to replace it or another --out"
    case .fileExists(let path): "\(path) already exists; use --force to replace it or another name"
    case .notResults(let path):
      "\(path) has files but no results of simrun (manifest.json); --force replaces results only: "
        + "use another --out"
    case .notAFolder(let path): "\(path) is a file, not a folder; use another --out"
    case .leadsNowhere(let path, let target):
      "\(path) is a link to \(target), which does not exist; make that folder or use another --out"
    case .folderInTheWay(let path):
      "\(path) is a folder, but a file of the results has this name; move it away or use another "
        + "--out"
    case .busy(let path):
      "another run is writing to \(path); wait until it has ended or use another --out"
    case .checkpointThere(let path):
      "\(path) has the checkpoint of a run that was cut off; use --resume to go on from it, --force "
        + "to run anew, or another --out"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    case .keptElsewhere(let error, let path):
      "\(error); the new results are in \(path), and what was there before is as it was"
    case .resumable(let error):
      "\(error); --resume goes on from the last checkpoint"
    }
  }

  /// What the last system call said.
  package static func system(_ path: String, _ code: Int32) -> OutputError {
    system(path, Disk.Failure(code: code))
  }

  static func system(_ path: String, _ failure: Disk.Failure) -> OutputError {
    .cannotWrite(path, reason: failure.reason)
  }
}
