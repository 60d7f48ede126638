/// Why a file or a folder is not verified.
package enum VerificationRefusal: Sendable, CustomStringConvertible {
  case wrong(StudyError)
  case fileExpectsNothing(String)
  case folderExpectsNothing(String)
  case memory(MemoryShortage, file: String)

  package var description: String {
    switch self {
    case .wrong(let error): error.description
    case .fileExpectsNothing(let file):
      "\(file) has no 'verify:' section, so there is nothing to compare"
    case .memory(let shortage, let file): "\(file): \(shortage)"
    case .folderExpectsNothing(let folder): "no file in \(folder) has a 'verify:' section"
    }
  }
}
