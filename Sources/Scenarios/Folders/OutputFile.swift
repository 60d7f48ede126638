/// A file being written, with system calls alone, so that a full disk is seen when it happens.
struct OutputFile: ~Copyable {
  private let file: Disk.File
  /// The name it will have, for errors.
  private let name: String

  /// Creates or empties the file at `path`; errors say `name`.
  init(at path: String, named name: String) throws(OutputError) {
    self.name = name
    do throws(Disk.Failure) { file = try .create(path) } catch { throw .system(name, error) }
  }

  func write(_ bytes: [UInt8]) throws(OutputError) { try write(bytes[...]) }

  func write(_ bytes: ArraySlice<UInt8>) throws(OutputError) {
    do throws(Disk.Failure) { try file.write(bytes) } catch { throw .system(name, error) }
  }

  /// Writes what is in `text` once it is much, and empties it.
  func drain(_ text: inout CSVText, from size: Int = 1 << 16) throws(OutputError) {
    guard text.count >= size else { return }
    try write(text.bytes)
    text.removeAll()
  }

  /// Returns when the disk has it. What cannot be synced, such as a pipe, is left alone.
  func sync() throws(OutputError) {
    do throws(Disk.Failure) { try file.sync() } catch { throw .system(name, error) }
  }
}
