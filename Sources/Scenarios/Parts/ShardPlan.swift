internal import Foundation

/// A study, divided into shards that any machine can run: the command, the files it reads, how many
/// shards there are.
///
/// As text it is canonical JSON. The SHA-256 of the text, without the line that says it, is the name of the
/// plan, which every part carries.
package struct ShardPlan: Sendable {
  static let format = "simrun-shards/2"
  package static let file = "plan.json"
  private static let mostBytes = 1 << 30

  /// The path of the file as messages name it.
  package let path: String
  /// The command and its arguments, as the program takes them.
  package let arguments: [String]
  package let files: KeptFiles
  package let shards: Int
  private let version: String
  /// As it is written.
  package let text: String
  /// SHA-256 of the text without its name, in hexadecimal digits.
  package let name: String

  /// Why a plan cannot be worked at: one line.
  package enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
    case unreadable(FileError)
    case notAPlan(String)
    case otherFormat(String, found: String)
    case otherVersion(String, found: String, now: String)
    /// Somebody changed its text.
    case edited(String)
    /// Another program wrote it.
    case changed(String)
    case exists(String)

    package var description: String {
      switch self {
      case .unreadable(let error): error.description
      case .notAPlan(let path): "\(path) is not a plan of simrun; 'simrun plan' writes one"
      case .otherFormat(let path, let found):
        "\(path) is of the format \(found), not \(ShardPlan.format); plan anew"
      case .otherVersion(let path, let found, let now):
        "\(path) was made by simrun \(found), not \(now); plan anew, or use that version"
      case .edited(let path):
        "\(path) was changed after it was written: its name is not that of its text. Bring it back as it "
          + "was, or plan anew with --force, which removes its parts"
      case .changed(let path):
        "\(path) is not as it was written: what it says of the study is not what its files come to"
      case .exists(let path):
        "\(path) is another plan; use another --out, or --force to replace it and its parts"
      }
    }

    /// Whether the command line was wrong, not the plan.
    package var isWrongUse: Bool {
      switch self {
      case .unreadable, .exists: true
      default: false
      }
    }
  }

  /// To be written. `path`: of the file.
  init(
    path: String, arguments: [String], files: KeptFiles, shards: Int, of manifest: Manifest
  ) {
    self.path = path
    self.arguments = arguments
    self.files = files
    self.shards = shards
    let entries: [String: JSONText] = [
      "arguments": .list(arguments.map { .text($0) }),
      "files": .list(files.files.map(\.document)), "format": .text(Self.format),
      "shards": .integer(shards), "study": .map(StudyPlan(manifest: manifest).entries),
    ]
    name = Manifest.sha256(Array(JSONText.map(entries).document.utf8))
    text = JSONText.map(entries.merging(["name": .text(name)]) { first, _ in first }).document
    version = manifest.version
  }

  /// A plan's text without the line of its name, and the name; `nil` if it has no such line.
  private static func unnamed(_ text: String) -> (rest: String, name: String)? {
    guard let start = text.range(of: "\n  \"name\": \"", options: .literal),
      let end = text.range(of: "\",", options: .literal, range: start.upperBound..<text.endIndex)
    else { return nil }
    return (
      String(text[..<start.lowerBound] + text[end.upperBound...]),
      String(text[start.upperBound..<end.lowerBound])
    )
  }

  /// Of a folder with a plan, or of a file.
  package init(reading given: String) throws(Problem) {
    let isFolder = (try? Disk.isFolder(given)) ?? false
    let path = isFolder ? given.withoutSlash + "/" + Self.file : given
    let bytes: [UInt8]
    do {
      bytes = try DiskAccess.bytes(of: path, shown: path, limit: Self.mostBytes)
    } catch {
      throw .unreadable(error)
    }
    guard let text = String(validating: bytes, as: UTF8.self),
      let document = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
      let format = document["format"] as? String, format.hasPrefix("simrun-shards/")
    else { throw .notAPlan(path) }
    guard format == Self.format else { throw .otherFormat(path, found: format) }
    guard let (rest, name) = Self.unnamed(text), Manifest.sha256(Array(rest.utf8)) == name else {
      throw .edited(path)
    }
    guard let arguments = document["arguments"] as? [String],
      let shards = document["shards"] as? Int, (1...Shard.most).contains(shards),
      let files = document["files"] as? [[String: Any]],
      let study = document["study"] as? [String: Any],
      let version = study["version"] as? String
    else { throw .changed(path) }
    var kept: [KeptFile] = []
    for file in files {
      guard let one = KeptFile(file) else { throw .changed(path) }
      kept.append(one)
    }
    self.path = path
    self.arguments = arguments
    self.files = KeptFiles(kept)
    self.shards = shards
    self.version = version
    self.text = text
    self.name = name
  }

  /// The folder that the parts are in, as messages name it: `parts` beside `plan.json`, `x-parts` beside a plan
  /// `x.json`, so that plans may lie beside each other.
  package var partsFolder: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let folder = name == Self.file ? "parts" : name.dropSuffix(".json") + "-parts"
    return path.dropLast(name.count) + folder
  }

  /// Throws if a plan that was read does not come to this study.
  func check(_ manifest: Manifest) throws(Problem) {
    let again = ShardPlan(
      path: path, arguments: arguments, files: files, shards: shards, of: manifest)
    guard again.name == name else { throw .changed(path) }
  }

  /// Throws if another version wrote it, which may read the files otherwise.
  package func check(version now: String) throws(Problem) {
    guard version == now else { throw .otherVersion(path, found: version, now: now) }
  }

  /// Writes the file, and makes its folder. That the same plan is there is no problem. `replaces`: nor
  /// another one, which goes with its parts.
  ///
  /// - Throws: `Problem`, `OutputError`.
  package func write(replaces: Bool) throws {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let place = try ResultPlace(path.count > name.count ? String(path.dropLast(name.count)) : ".")
    let isThere = place.exists && Disk.entry(place.path + "/" + name) != .nothing
    if isThere, (try? ShardPlan(reading: path))?.name == self.name { return }
    if isThere, !replaces { throw Problem.exists(path) }
    do throws(Disk.Failure) {
      try place.make()
      let draft = "\(place.path)/.\(name).new"
      do throws(Disk.Failure) {
        let file = try Disk.File.create(draft)
        try file.write(Array(text.utf8)[...])
        try file.sync()
        try Disk.move(draft, to: place.path + "/" + name)
      } catch {
        try? Disk.remove(draft)
        throw error
      }
      try Disk.sync(place.path)
    } catch {
      throw OutputError.system(path, error)
    }
    if isThere { ShardWork.clear(partsFolder) }
  }
}

extension KeptFile {
  fileprivate var document: JSONText {
    var entries: [String: JSONText] = [
      "asked": .text(asked), "path": .text(path), "shown": .text(shown),
    ]
    if let text = String(validating: bytes, as: UTF8.self) {
      entries["text"] = .text(text)
    } else {
      entries["base64"] = .text(Data(bytes).base64EncodedString())
    }
    return .map(entries)
  }

  fileprivate init?(_ document: [String: Any]) {
    guard let asked = document["asked"] as? String, let path = document["path"] as? String,
      let shown = document["shown"] as? String
    else { return nil }
    if let text = document["text"] as? String {
      self.init(asked: asked, shown: shown, path: path, bytes: Array(text.utf8))
    } else if let coded = (document["base64"] as? String).flatMap({ Data(base64Encoded: $0) }) {
      self.init(asked: asked, shown: shown, path: path, bytes: Array(coded))
    } else {
      return nil
    }
  }
}

extension String {
  fileprivate func dropSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }

  /// Without closing slashes, but for a path that is nothing else.
  fileprivate var withoutSlash: String {
    var text = self
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    return text
  }
}
