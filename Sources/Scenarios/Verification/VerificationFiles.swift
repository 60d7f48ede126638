internal import Foundation

/// Which scenario files a path stands for.
enum VerificationFiles {
  /// The file itself, or all `.yaml` files in the folder and the folders within, by name; batch files,
  /// which only name scenarios, are left out.
  static func files(under path: String) throws(FileError) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FileError(path: path, reason: "no such file or folder")
    }
    guard isFolder.boolValue else { return [path] }
    guard let names = FileManager.default.enumerator(atPath: path) else {
      throw FileError(path: path, reason: "permission denied")
    }
    let found = names.compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.sorted()
    let files = found.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }.filter {
      !BatchFile.isBatch(at: $0)
    }
    guard !files.isEmpty else {
      throw FileError(path: path, reason: "there is no .yaml file in it")
    }
    return files
  }
}
