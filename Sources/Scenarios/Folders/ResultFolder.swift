/// A folder that appears under its name when all its files are complete, or not at all.
///
/// The files grow in a working folder, which lies inside the folder if that is there, else beside
/// it: always on the same file system. Replacing an existing folder takes away the files of an
/// earlier run and leaves what is not ours. What is in the way is looked at before the run and
/// again when the folder gets its name.
final class ResultFolder {
  /// What may happen to results that are there.
  enum Purpose: Hashable { case anew, replace, resume }

  private let place: ResultPlace
  private let purpose: Purpose
  private let known: [String]
  let work: WorkFolder
  /// The number of this run's own folder.
  let generation: Int
  /// The numbers of the folders in which cut off runs left checkpoints, from the oldest.
  private(set) var earlier: [Int]
  /// Whether a run was cut off here.
  let wasCutOff: Bool
  /// Made for this run, from the top.
  private let parents: [String]
  private var isPublished = false
  /// Whether the disk has the names of all files, and what will say that they are complete.
  private var isPrepared = false

  /// As given, without a closing slash.
  var path: String { place.given }

  /// Where the files are while they grow.
  var growing: String { work.generation(generation) }

  /// Whether nothing is there of a run that was cut off, or that is at work.
  static func isFree(_ given: String) -> Bool {
    guard let place = try? ResultPlace(given) else { return false }
    return [place.inside, place.beside].allSatisfy { Disk.entry($0) == .nothing }
  }

  /// Takes possession of the folder, and mends what a run that was cut off left in it; `say` is
  /// called with a line that says what that was.
  ///
  /// - Throws: `OutputError`, and `ResumeError` if there is nothing to resume.
  init(
    _ given: String, purpose: Purpose, known: [String],
    say: (String) -> Void = { _ in }
  ) throws {
    let (place, found) = try Self.find(given, purpose, known, say)
    do {
      try Disk.makeFolder(found.work.generation(found.next))
    } catch {
      if found.checkpoints.isEmpty { Self.remove(found.work, found.parents) }
      throw OutputError.system(place.given, error)
    }
    self.place = place
    self.purpose = purpose
    self.known = known
    work = found.work
    generation = found.next
    earlier = found.checkpoints
    wasCutOff = found.wasCutOff
    parents = found.parents
  }

  private static func find(
    _ given: String, _ purpose: Purpose, _ known: [String], _ say: (String) -> Void
  ) throws -> (ResultPlace, FoundFolder) {
    while true {
      let place = try ResultPlace(given)
      if let found = try FoundFolder(place, purpose, known: known, say: say) {
        return (place, found)
      }
    }
  }

  deinit {
    if !isPublished { discard() }
  }

  func file(_ name: String) throws(OutputError) -> OutputFile {
    try OutputFile(at: growing + "/" + name, named: path + "/" + name)
  }

  /// Where a record to resume from may be: published results, then checkpoints from the newest.
  var sources: [ResumeSource] {
    let published = ResumeSource(
      folder: place.path, shown: path, record: FolderContent.record)
    let checkpoints = earlier.reversed().map { number in
      ResumeSource(
        folder: work.generation(number), shown: "\(work.shown)/\(number)",
        record: WorkFolder.checkpointName)
    }
    let isThere = Disk.entry(place.path + "/" + FolderContent.record) != .nothing
    return (isThere ? [published] : []) + checkpoints
  }

  /// Whether it had results when it was found.
  var hasResults: Bool {
    place.exists && FolderContent.isOurs(place.path + "/" + FolderContent.manifest)
  }

  /// What cut off runs left is no longer needed.
  func forgetEarlier() {
    for number in earlier { work.remove(number, known: known) }
    earlier = []
  }

  var hasCheckpoint: Bool { !earlier.isEmpty || work.hasCheckpoint(generation) }

  /// Removes what nobody needs: all of it, unless there is a checkpoint.
  private func discard() {
    if hasCheckpoint {
      work.remove(
        generation, known: known, keepsCheckpoint: work.hasCheckpoint(generation))
    } else {
      work.remove(generation, known: known)
      Self.remove(work, parents)
    }
  }

  private static func remove(_ work: WorkFolder, _ parents: [String]) {
    work.removeSelf()
    for parent in parents.reversed() { Disk.removeFolder(parent) }
  }

  /// Returns when the disk has the names of all files.
  private func sync() throws(OutputError) {
    do throws(Disk.Failure) {
      try Disk.sync(growing)
      try Disk.sync(work.path)
    } catch {
      throw .system(path, error)
    }
  }

  // MARK: Publishing

  /// Waits for the disk to have what `publish` needs besides the files, all of which are there. What fails
  /// is done again by `publish`, which reports it.
  func prepare() {
    let hasNames = (try? sync()) != nil
    isPrepared = hasNames && (try? publication.draftMarker()) != nil
  }

  /// Gives the folder its name. If that cannot be, the results get another, which the error says,
  /// and what was there stays as it was.
  func publish() throws(OutputError) {
    do throws(OutputError) {
      if !isPrepared { try sync() }
      if work.path == place.inside { try moveIn() } else { try moveWhole() }
    } catch {
      isPublished = true
      guard let other = keepElsewhere() else {
        throw .keptElsewhere(error, at: "\(work.shown)/\(generation)")
      }
      throw .keptElsewhere(error, at: other)
    }
    isPublished = true
    work.removeSelf()
    try? Disk.sync(place.exists ? place.path : place.parent)
  }

  private func moveWhole() throws(OutputError) {
    do throws(Disk.Failure) {
      let publication = publication
      // One step needs no marker; that only spares it a kill just before.
      try? mark(publication)
      do throws(Disk.Failure) {
        try publication.moveWhole()
        try? Disk.sync(place.parent)
        forgetEarlier()
        try? publication.finish()
        return
      } catch {
        try publication.forget()
        guard error.isTaken else { throw error }
      }
      guard purpose != .anew else { throw .exists }
      try work.move(to: place.inside, shown: place.shownInside)
    } catch {
      if error == .notAFolder { throw .notAFolder(path) }
      throw error.isTaken ? .exists(path) : .system(path, error)
    }
    try moveIn()
  }

  private func moveIn() throws(OutputError) {
    if let name = Publication.obstacle(in: place.path, known: known) {
      throw .folderInTheWay(path + "/" + name)
    }
    let isTaken = known.contains { Disk.entry(place.path + "/" + $0) != .nothing }
    if isTaken {
      if purpose == .anew { throw .exists(path) }
      let content = try FolderContent(place)
      guard content == .results else { throw .notResults(path) }
    }
    do throws(Disk.Failure) {
      let publication = publication
      try mark(publication)
      do throws(Disk.Failure) {
        try publication.moveIn()
      } catch {
        if publication.moveBack() { try publication.forget() }
        throw error
      }
      // Complete results have all that any checkpoint has. Should this fail, the next run does it.
      forgetEarlier()
      try? publication.finish()
    } catch {
      throw .system(path, error)
    }
  }

  private var publication: Publication {
    Publication(goal: place.path, work: work.path, generation: generation, known: known)
  }

  /// Complete results have all that any checkpoint has: where there is no room for the marker,
  /// these make some.
  private func mark(_ publication: Publication) throws(Disk.Failure) {
    // Where it is undone, all of it is done anew.
    let isDrafted = isPrepared
    isPrepared = false
    do {
      try publication.mark(isDrafted: isDrafted)
    } catch {
      forgetEarlier()
      try work.removeCheckpoint(generation)
      try publication.mark()
    }
    try work.removeCheckpoint(generation)
  }

  /// Beside the folder, or where that cannot be in it. Returns where, for messages.
  private func keepElsewhere() -> String? {
    try? work.removeCheckpoint(generation)
    let isPlain = Disk.entry(path) != .link && !path.hasSuffix(".")
    let beside = isPlain ? path : place.path
    for (folder, shown) in [(place.path, beside), (place.path + "/results", path + "/results")] {
      for number in 1...99 {
        let end = ".unpublished" + (number > 1 ? "-\(number)" : "")
        guard Disk.entry(folder + end) == .nothing else { continue }
        do {
          try Disk.move(growing, to: folder + end)
        } catch {
          break
        }
        forgetEarlier()
        work.removeSelf()
        return shown + end
      }
    }
    return nil
  }
}
