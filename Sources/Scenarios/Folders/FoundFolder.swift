/// A folder for results, locked for one run, and what a run that was cut off left in it.
struct FoundFolder {
  let work: WorkFolder
  /// The numbers of the folders of runs that left a checkpoint, from the oldest.
  let checkpoints: [Int]
  /// The first number that no run has used.
  let next: Int
  let wasCutOff: Bool
  /// The folders that had to be made, from the top.
  let parents: [String]

  /// `nil`: the folder has come, gone or been completed in this moment; look again.
  init?(
    _ place: ResultPlace, _ purpose: ResultFolder.Purpose, known: [String],
    say: (String) -> Void
  ) throws {
    let path = place.exists ? place.inside : place.beside
    let orphan = place.exists && Disk.entry(place.beside) == .folder
    let wasThere = Disk.entry(path) == .folder
    if !wasThere, !orphan {
      if purpose == .resume, !place.exists { throw ResumeError.noFolder(place.given) }
      try Self.refuse(place, purpose, known)
    }
    let parents = try Self.make(place.missing, place)
    do {
      try Self.checkName(place)
      let adopted = orphan ? try Self.adopt(place, known, say) : nil
      let work =
        try adopted
        ?? WorkFolder.lock(
          path, shown: place.exists ? place.shownInside : place.shownBeside,
          place: place.given)
      guard (Disk.entry(place.path) != .nothing) == place.exists else {
        work.removeSelf()
        return nil
      }
      if let reason = work.isUnlocked {
        say(
          "this file system has no locks (\(reason)): another run that writes here at the same "
            + "time would not be noticed")
      }
      if let pending = Publication.pending(goal: place.path, work: work.path, known: known) {
        try Self.complete(pending, place, work, say)
        guard place.exists else {
          work.removeSelf()
          return nil
        }
      }
      self.work = work
      self.parents = parents
      wasCutOff = wasThere || adopted != nil
      (checkpoints, next) = try Self.tidy(work, place, purpose, known, say)
    } catch {
      for parent in parents.reversed() { Disk.removeFolder(parent) }
      throw error
    }
  }

  private static func refuse(
    _ place: ResultPlace, _ purpose: ResultFolder.Purpose, _ known: [String]
  ) throws(OutputError) {
    switch try FolderContent(place) {
    case .nothing: return
    case .empty: break
    case .results: if purpose == .anew { throw .exists(place.given) }
    case .foreign: throw purpose == .anew ? .exists(place.given) : .notResults(place.given)
    }
    if let name = Publication.obstacle(in: place.path, known: known) {
      throw .folderInTheWay(place.given + "/" + name)
    }
  }

  /// A name that no folder can have is refused before anything is run.
  private static func checkName(_ place: ResultPlace) throws(OutputError) {
    do {
      _ = try Disk.isFolder(place.path)
    } catch {
      if error != .nothingThere { throw .system(place.given, error) }
    }
  }

  /// Returns the folders that were not there.
  private static func make(_ folders: [String], _ place: ResultPlace) throws(OutputError)
    -> [String]
  {
    var made: [String] = []
    for folder in folders {
      do {
        try Disk.makeFolder(folder)
        made.append(folder)
      } catch {
        if Disk.entry(folder) == .folder { continue }
        for one in made.reversed() { Disk.removeFolder(one) }
        throw .system(place.given, error)
      }
    }
    return made
  }

  /// A working folder beside results that have come since: of a run that was cut off, or it is at
  /// work. Taken in if nothing else is in the results.
  private static func adopt(
    _ place: ResultPlace, _ known: [String], _ say: (String) -> Void
  ) throws -> WorkFolder? {
    let beside = try WorkFolder.lock(
      place.beside, shown: place.shownBeside, place: place.given)
    if Disk.entry(place.inside) == .nothing, try FolderContent(place) == .empty,
      (try? beside.move(to: place.inside, shown: place.shownInside)) != nil
    {
      return beside
    }
    let numbers = (try? beside.generations()) ?? []
    let pending = Publication.pending(goal: place.path, work: beside.path, known: known)
    if let pending, pending.isMoved {
      // It had its name already.
      try? pending.forget()
      for number in numbers { beside.remove(number, known: known) }
      beside.removeSelf()
      say("a run was cut off while it gave this folder its name; that is done now")
      return nil
    }
    if pending != nil
      || numbers.contains(where: beside.hasCheckpoint)
    {
      say("a run was cut off before this folder was there; what it had is in \(beside.shown)")
      return nil
    }
    for number in numbers { beside.remove(number, known: known) }
    beside.removeSelf()
    say("a run was cut off here; what it left is removed")
    return nil
  }

  /// Finishes a publication that was cut off.
  private static func complete(
    _ pending: Publication, _ place: ResultPlace, _ work: WorkFolder, _ say: (String) -> Void
  ) throws(OutputError) {
    let folder = "\(work.shown)/\(pending.generation)"
    if place.exists, let name = pending.obstacle {
      throw .keptElsewhere(.folderInTheWay(place.given + "/" + name), at: folder)
    }
    do throws(Disk.Failure) {
      try work.removeCheckpoint(pending.generation)
      guard place.exists else {
        try pending.moveWhole()
        try Disk.sync(place.parent)
        Self.removeGenerations(work, pending.known)
        try pending.finish()
        return say("a run was cut off while it gave this folder its name; that is done now")
      }
      do throws(Disk.Failure) {
        try pending.moveIn()
      } catch {
        _ = pending.moveBack()
        throw error
      }
      Self.removeGenerations(work, pending.known)
      try pending.finish()
      say("a run was cut off while it moved its results in; that is done now")
    } catch {
      throw .keptElsewhere(.system(place.given, error), at: folder)
    }
  }

  /// Complete results have all that any checkpoint has.
  private static func removeGenerations(_ work: WorkFolder, _ known: [String]) {
    for number in (try? work.generations()) ?? [] { work.remove(number, known: known) }
  }

  /// Removes what nobody can go on from. Returns the checkpoints that stay, and the next number.
  private static func tidy(
    _ work: WorkFolder, _ place: ResultPlace, _ purpose: ResultFolder.Purpose,
    _ known: [String], _ say: (String) -> Void
  ) throws -> ([Int], Int) {
    let numbers: [Int]
    do {
      numbers = try work.generations()
    } catch {
      throw OutputError.system(place.given, error)
    }
    let checkpoints = numbers.filter(work.hasCheckpoint)
    for number in numbers {
      work.remove(number, known: known, keepsCheckpoint: work.hasCheckpoint(number))
    }
    do {
      try refuse(place, purpose, known)
    } catch {
      if checkpoints.isEmpty { work.removeSelf() }
      throw error
    }
    let startsAnew =
      try purpose == .resume && checkpoints.isEmpty && FolderContent(place) != .results
    if !checkpoints.isEmpty, purpose == .anew {
      throw OutputError.checkpointThere(place.given)
    }
    if !checkpoints.isEmpty, purpose == .replace {
      for number in checkpoints { work.remove(number, known: known) }
      say("a run was cut off here; what it left, a checkpoint too, is removed")
      return ([], (numbers.last ?? 0) + 1)
    }
    // A run that starts anew because of it says so itself.
    if numbers.count > checkpoints.count, !startsAnew {
      say("a run was cut off here; what it left is removed")
    }
    return (checkpoints, (numbers.last ?? 0) + 1)
  }
}
