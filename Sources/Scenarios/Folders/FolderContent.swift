internal import Foundation

/// What a folder for results holds already.
enum FolderContent: Hashable {
  case nothing
  /// Nothing that anybody put there.
  case empty
  /// Of a run, of whatever version.
  case results
  case foreign

  /// The record that a larger run goes on from.
  static let record = "resume.bin"
  /// One row a trial.
  static let trials = "trials.csv"

  /// What a file system or a run puts there of itself.
  private static let ignored: Set = [ResultPlace.workName, "lost+found"]
  /// A manifest names its inputs and settings, and is never longer than that takes.
  private static let longestManifest = 64 << 20
  static let manifest = "manifest.json"

  init(_ place: ResultPlace) throws(OutputError) {
    do throws(Disk.Failure) {
      guard Disk.entry(place.path) != .nothing else {
        self = .nothing
        return
      }
      if Self.isOurs(place.path + "/" + Self.manifest) {
        self = .results
      } else {
        let names = try Disk.names(in: place.path).filter { !Self.ignored.contains($0) }
        self = names.isEmpty ? .empty : .foreign
      }
    } catch {
      throw .system(place.given, error)
    }
  }

  /// Whether it is a manifest of results, however it is laid out.
  static func isOurs(_ path: String) -> Bool {
    guard let file = try? StoredFile(path), file.size <= longestManifest,
      let bytes = file.start(longestManifest)
    else { return false }
    return isOurs(bytes)
  }

  static func isOurs(_ bytes: [UInt8]) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = Data(bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...])
    guard let document = try? JSONSerialization.jsonObject(with: text) as? [String: Any],
      let format = document["format"] as? String
    else { return false }
    return format.hasPrefix("simrun-results/")
  }
}
