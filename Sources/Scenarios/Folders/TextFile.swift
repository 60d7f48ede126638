/// A file of text for people, such as a script, that commands write beside others.
package enum TextFile {
  private static let mostBytes = 1 << 24

  /// Writes it under another name and gives it its own once the disk has all of it.
  package static func write(_ text: String, to path: String) throws(OutputError) {
    let draft = path + ".new"
    do throws(OutputError) {
      let file = try OutputFile(at: draft, named: path)
      try file.write(Array(text.utf8))
      try file.sync()
      do throws(Disk.Failure) { try Disk.move(draft, to: path) } catch {
        throw .system(path, error)
      }
    } catch {
      try? Disk.remove(draft)
      throw error
    }
  }

  /// What stands in it; `nil` where there is no plain file, or one too large for people.
  package static func read(_ path: String) -> String? {
    guard let file = try? StoredFile(path), file.size <= mostBytes,
      let bytes = file.start(file.size)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Makes the folder that a file is to be in, and those above it, unless they are there.
  package static func makeFolder(of path: String) throws(OutputError) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let place = try ResultPlace(folder)
    do throws(Disk.Failure) { try place.make() } catch { throw .system(folder, error) }
  }

  /// Makes a folder for such files, unless it is there.
  package static func makeFolder(_ path: String) throws(OutputError) {
    guard Disk.entry(path) == .nothing else { return }
    do throws(Disk.Failure) { try Disk.makeFolder(path) } catch { throw .system(path, error) }
  }
}
