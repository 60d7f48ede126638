internal import Sim

/// Complete results on their way from a working folder to the folder of the results.
///
/// A marker says that they are complete and on the disk, and in which folder of a run. From then on
/// the move can be cut off at any system call and be finished, or be taken back: every file, old or
/// new, has a name in one of three folders until the marker is gone.
struct Publication {
  private static let marker = "complete"
  /// The marker before it is on the disk.
  static let draft = "complete.new"
  private static let format = "simrun-complete/1"

  /// The folder of the results, without links.
  let goal: String
  let work: String
  let generation: Int
  /// The new files.
  let names: [String]
  /// Every file that a run may write; the manifest last.
  let known: [String]

  private var new: String { "\(work)/\(generation)" }
  private var old: String { work + "/old" }

  /// Of all files that the run wrote.
  init(goal: String, work: String, generation: Int, known: [String]) {
    let names = known.filter { Disk.entry("\(work)/\(generation)/\($0)") == .other }
    self.init(goal: goal, work: work, generation: generation, names: names, known: known)
  }

  private init(goal: String, work: String, generation: Int, names: [String], known: [String]) {
    self.goal = goal
    self.work = work
    self.generation = generation
    self.names = names
    self.known = known
  }

  /// Says that the results are complete. Everything they consist of is on the disk by then.
  ///
  /// `isDrafted`: what it will say is on the disk already.
  func mark(isDrafted: Bool = false) throws(Disk.Failure) {
    if !isDrafted { try draftMarker() }
    try Disk.move(work + "/" + Self.draft, to: work + "/" + Self.marker)
    try Disk.sync(work)
  }

  /// Writes what the marker will say under another name.
  func draftMarker() throws(Disk.Failure) {
    let draft = work + "/" + Self.draft
    let lines = [Self.format, String(generation)] + names
    do throws(Disk.Failure) {
      let file = try Disk.File.create(draft)
      try file.write(Array(lines.map { $0 + "\n" }.joined().utf8)[...])
      try file.sync()
    } catch {
      try? Disk.remove(draft)
      throw error
    }
  }

  /// One that was cut off, if there is one.
  static func pending(goal: String, work: String, known: [String]) -> Publication? {
    guard Disk.entry(work + "/" + marker) == .other,
      let bytes = (try? StoredFile(work + "/" + marker))?.start(1 << 16)
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.count > 1, lines[0] == format, let generation = Int(lines[1]) else { return nil }
    return Publication(
      goal: goal, work: work, generation: generation,
      names: known.filter(lines.dropFirst(2).contains), known: known)
  }

  /// A folder that has the name of one of the files.
  var obstacle: String? { Self.obstacle(in: goal, known: known) }

  static func obstacle(in goal: String, known: [String]) -> String? {
    known.first { Disk.entry(goal + "/" + $0) == .folder }
  }

  /// Whether nothing is left of the folder that the new files were in.
  var isMoved: Bool { Disk.entry(new) == .nothing }

  /// The whole folder gets its name in one step. Nothing, or an empty folder, has it.
  func moveWhole() throws(Disk.Failure) {
    if Disk.entry(new) == .folder { try Disk.move(new, to: goal) }
  }

  /// Puts the old files aside, the manifest first, and moves the new ones in, the manifest last.
  /// What was done before is not done again.
  func moveIn() throws(Disk.Failure) {
    do {
      try Disk.makeFolder(old)
    } catch {
      guard error == .exists else { throw error }
    }
    for name in known.reversed() where !isMovedIn(name) && isThere(goal, name) {
      try Disk.move(goal + "/" + name, to: old + "/" + name)
    }
    for name in known where isThere(new, name) {
      try Disk.move(new + "/" + name, to: goal + "/" + name)
    }
    try Disk.sync(goal)
    if !isMoved { try Disk.sync(new) }
    try Disk.sync(old)
  }

  /// Undoes `moveIn`, however far it came. `false`: not all of it could be undone.
  func moveBack() -> Bool {
    var isDone = true
    func undo(_ path: String, _ other: String) {
      do { try Disk.move(path, to: other) } catch { isDone = false }
    }
    for name in known.reversed() where isMovedIn(name) && isThere(goal, name) {
      undo(goal + "/" + name, new + "/" + name)
    }
    for name in known where isThere(old, name) {
      undo(old + "/" + name, goal + "/" + name)
    }
    return isDone
  }

  /// Removes the old files, then the marker.
  func finish() throws(Disk.Failure) {
    if Disk.entry(old) == .folder {
      // Several at once: a system may wait for the disk to take back what a file occupied.
      let failures = concurrently(
        jobs: Disk.mostAwaited,
        try Disk.names(in: old).filter(known.contains).map { [old] name in
          { @Sendable () -> Disk.Failure? in
            do throws(Disk.Failure) { try Disk.remove(old + "/" + name) } catch { return error }
            return nil
          }
        })
      for case let failure? in failures { throw failure }
    }
    Disk.removeFolder(old)
    Disk.removeFolder(new)
    try forget()
  }

  /// The results are no longer on their way.
  func forget() throws(Disk.Failure) {
    Disk.removeFolder(old)
    try Disk.remove(work + "/" + Self.draft)
    try Disk.remove(work + "/" + Self.marker)
  }

  private func isThere(_ folder: String, _ name: String) -> Bool {
    Disk.entry(folder + "/" + name) != .nothing
  }

  private func isMovedIn(_ name: String) -> Bool { names.contains(name) && !isThere(new, name) }
}
