/// Why an earlier run cannot be gone on with: one line each.
package enum ResumeError: Error, Hashable, Sendable, CustomStringConvertible {
  case noFolder(String)
  /// It is there, but holds nothing of the kind.
  case nothingToResume(String)
  /// Made before there was one, or not by us.
  case noRecord(folder: String)
  case unreadable(String)
  /// Cut short, or not as it was written.
  case damaged(String)
  case otherFormat(String)
  /// `what` the run was made with, as the end of a sentence.
  case foreign(folder: String, what: String)
  case fewer(folder: String, there: Int, asked: Int)
  case noTrialRows(folder: String)
  case trialRowsWouldGo(folder: String)

  package var description: String {
    let rest = "; run anew with --force or another --out"
    return switch self {
    case .noFolder(let folder):
      "\(folder) does not exist, so there is nothing to resume; leave out --resume"
    case .nothingToResume(let folder):
      "\(folder) holds nothing to resume; leave out --resume"
    case .noRecord(let folder): "\(folder) has no \(FolderContent.record) to resume from" + rest
    case .unreadable(let path): "cannot read \(path)" + rest
    case .damaged(let path): "\(path) is not as it was written" + rest
    case .otherFormat(let path): "\(path) is of another format" + rest
    case .foreign(let folder, let what): "\(folder) was made \(what)" + rest
    case .fewer(let folder, let there, let asked):
      "\(folder) has \(there) trials already, more than the \(asked) asked for; ask for more, or"
        + " use --force"
    case .noTrialRows(let folder):
      "\(folder) has no \(FolderContent.trials) to go on with; leave out --keep-trials, or run anew "
        + "with --force"
    case .trialRowsWouldGo(let folder):
      "\(folder) has a \(FolderContent.trials); add --keep-trials to go on with it"
    }
  }

  /// Whether the command line was wrong, not the folder.
  package var isWrongUse: Bool {
    switch self {
    case .noFolder, .nothingToResume, .fewer: true
    default: false
    }
  }
}
