internal import Sim

/// Where results go: the folder as it was written, for messages, and the path it stands for, whose
/// links are followed once and for all.
struct ResultPlace {
  /// In a folder of results: what a run needs until its results are complete.
  static let workName = ".partial-simrun"
  private static let longestName = 255

  let given: String
  let path: String
  /// The folders above it that are not there, from the top.
  let missing: [String]
  /// Whether the folder itself is there.
  let exists: Bool

  init(_ written: String) throws(OutputError) {
    let given = Self.trimmed(written)
    let root = given.hasPrefix("/") ? "/" : ""
    let parts = given.split(separator: "/")
    var known = parts.count
    var there = given
    while true {
      there = root + parts[..<known].joined(separator: "/")
      if there.isEmpty { there = "." }
      do {
        guard try Disk.isFolder(there) else { throw OutputError.notAFolder(there) }
        break
      } catch let failure as Disk.Failure {
        guard failure == .nothingThere || failure == .notAFolder, known > 0 else {
          throw .system(given, failure)
        }
        if let target = Disk.target(ofLink: there) { throw .leadsNowhere(there, target: target) }
      } catch let error as OutputError {
        throw error
      } catch {
        throw .cannotWrite(given, reason: "\(error)")
      }
      known -= 1
    }
    let rest = parts[known...].filter { $0 != "." }
    // What is above a folder that is not there is not known.
    if rest.contains("..") { throw .system(given, .nothingThere) }
    do {
      var path = try Disk.resolved(there)
      var missing: [String] = []
      for (k, name) in rest.enumerated() {
        path = path == "/" ? "/\(name)" : "\(path)/\(name)"
        if k < rest.count - 1 { missing.append(path) }
      }
      self.path = path
      self.missing = missing
    } catch {
      throw .system(given, error)
    }
    self.given = given
    exists = rest.isEmpty
  }

  /// Makes the folder and those above it, as far as they are not there.
  func make() throws(Disk.Failure) {
    for folder in missing + (exists ? [] : [path]) {
      do throws(Disk.Failure) {
        try Disk.makeFolder(folder)
      } catch {
        if Disk.entry(folder) != .folder { throw error }
      }
    }
  }

  var parent: String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

  /// The working folder in the results, for a folder that is there.
  var inside: String { path + "/" + Self.workName }

  /// The working folder beside the results, for a folder that is not there yet.
  var beside: String { (parent == "/" ? "" : parent) + "/" + besideName }

  private var besideName: String {
    let whole = name + Self.workName
    guard whole.utf8.count > Self.longestName else { return whole }
    return String(SHA256.text(of: Array(name.utf8)).prefix(32)) + Self.workName
  }

  /// As a message says it: beside the folder as it was written.
  func shown(beside name: String) -> String {
    guard let slash = given.lastIndex(of: "/") else { return name }
    return given[...slash] + name
  }

  var shownInside: String { given + "/" + Self.workName }
  var shownBeside: String { shown(beside: besideName) }

  /// Without what only says that it is a folder: closing slashes and `/.`.
  private static func trimmed(_ written: String) -> String {
    var text = written
    while text.count > 1 {
      if text.hasSuffix("/") {
        text.removeLast()
      } else if text.hasSuffix("/.") {
        text.removeLast(text.count > 2 ? 2 : 1)
      } else {
        break
      }
    }
    return text
  }
}
