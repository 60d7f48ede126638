/// The folder a run works in until its results are complete, and the lock on it.
///
/// The lock is the system's and ends with the process, whatever ends it. So what lies in a working
/// folder whose lock is free belongs to a run that was cut off.
///
/// Each run writes into a numbered folder of its own. One that has a checkpoint is kept until a run
/// that goes on from it has got further.
final class WorkFolder {
  static let lockName = "lock"
  static let checkpointName = "checkpoint.bin"
  private static let checkpointDraft = "checkpoint.new"

  private(set) var path: String
  private(set) var shown: String
  private let lock: Disk.File
  /// Why there is no lock, where the file system has none.
  let isUnlocked: String?

  private init(_ path: String, shown: String, lock: consuming Disk.File, isUnlocked: String?) {
    self.path = path
    self.shown = shown
    self.lock = lock
    self.isUnlocked = isUnlocked
  }

  /// Makes the folder if it is not there. `place`: what errors name.
  static func lock(_ path: String, shown: String, place: String) throws(OutputError) -> WorkFolder {
    var refusals = 0
    // Another run may remove the folder at any moment before the lock is held.
    for _ in 0..<1_000 {
      do {
        try Disk.makeFolder(path)
      } catch {
        guard error == .exists, Disk.entry(path) == .folder else { throw .system(place, error) }
      }
      let name = path + "/" + lockName
      let file: Disk.File
      do throws(Disk.Failure) {
        file = try .toLock(name)
      } catch {
        if error == .nothingThere { continue }
        Disk.removeFolder(path)
        throw .system(place, error)
      }
      var problem: Disk.Failure?
      do throws(Disk.Failure) { try file.lock() } catch { problem = error }
      if problem == .isLocked {
        // A process that was killed a moment ago may not have let go yet.
        refusals += 1
        guard refusals < 3 else { throw .busy(place) }
        Disk.pause()
        continue
      }
      guard file.isStill(at: name) else { continue }
      return WorkFolder(path, shown: shown, lock: file, isUnlocked: problem?.words)
    }
    throw .busy(place)
  }

  // MARK: Folders of runs

  func generation(_ number: Int) -> String { "\(path)/\(number)" }

  /// The numbers of the folders of runs, from the oldest.
  func generations() throws(Disk.Failure) -> [Int] {
    try Disk.names(in: path).compactMap { name in
      Int(name).flatMap { $0 > 0 && String($0) == name ? $0 : nil }
    }.sorted()
  }

  func hasCheckpoint(_ number: Int) -> Bool {
    Disk.entry(generation(number) + "/" + Self.checkpointName) == .other
  }

  /// Where a checkpoint is written before it gets its name.
  func checkpointDraft(_ number: Int) -> String {
    generation(number) + "/" + Self.checkpointDraft
  }

  /// Gives a checkpoint that is on the disk its name.
  func publishCheckpoint(_ number: Int) throws(Disk.Failure) {
    let folder = generation(number)
    try Disk.move(folder + "/" + Self.checkpointDraft, to: folder + "/" + Self.checkpointName)
    try Disk.sync(folder)
  }

  /// What of a run's folder is not part of its results.
  func removeCheckpoint(_ number: Int) throws(Disk.Failure) {
    for name in [Self.checkpointName, Self.checkpointDraft] {
      try Disk.remove(generation(number) + "/" + name)
    }
  }

  /// Removes the folder of a run, or of a run with a checkpoint all that the checkpoint does not
  /// need.
  func remove(_ number: Int, known: [String], keepsCheckpoint: Bool = false) {
    let folder = generation(number)
    // The checkpoint of a sweep needs the rows of the points that are finished.
    let isSweep = Disk.entry(folder + "/points.csv") != .nothing
    let needed = { (name: String) in
      name == FolderContent.trials || isSweep && name.hasSuffix(".csv")
    }
    for name in known where !keepsCheckpoint || !needed(name) {
      try? Disk.remove(folder + "/" + name)
    }
    try? Disk.remove(folder + "/" + Self.checkpointDraft)
    guard !keepsCheckpoint else { return }
    try? Disk.remove(folder + "/" + Self.checkpointName)
    Disk.removeFolder(folder)
  }

  /// Removes what is left of the folder itself; the lock goes last.
  func removeSelf() {
    try? Disk.remove(path + "/" + Publication.draft)
    try? Disk.remove(path + "/" + Self.lockName)
    Disk.removeFolder(path)
  }

  /// Moves the folder, and the lock with it.
  func move(to other: String, shown: String) throws(Disk.Failure) {
    try Disk.move(path, to: other)
    path = other
    self.shown = shown
  }
}
