package import Sim

/// How a study is run and where its results go.
package struct StudySettings: Sendable {
  package var run: RunSettings
  package var folder: String
  /// Replace the results of an earlier run in the folder.
  package var replaces: Bool
  /// Go on from the results of a smaller run in the folder, or from a checkpoint.
  package var resumes: Bool
  /// Seconds from one checkpoint to the next; 0 makes one after every block.
  package var checkpointSeconds: Double
  /// How much memory it may take.
  package var memory: MemoryBound

  package init(
    run: RunSettings, folder: String, replaces: Bool = false, resumes: Bool = false,
    checkpointSeconds: Double = 60, memory: MemoryBound = MemoryBound()
  ) {
    self.run = run
    self.folder = folder
    self.replaces = replaces
    self.resumes = resumes
    self.checkpointSeconds = checkpointSeconds
    self.memory = memory
  }

  var purpose: ResultFolder.Purpose { resumes ? .resume : replaces ? .replace : .anew }
}

/// What is reported to a user besides the results.
package struct StudyNotice: Sendable {
  package var text: String
  /// Something went wrong. It is reported with `--quiet` too.
  package var isOfMishap: Bool
}

/// What a study came to.
package struct StudyResult: Sendable {
  /// Points with at least one block of trials done, scenario by scenario in the order given. Of many
  /// points only the shares of outcomes and classes are kept.
  package var points: [PointResult]
  package var isComplete: Bool
  /// `nil`: stopped before anything was done, or no more than a resumed run had done before; then
  /// nothing was written.
  package var folder: String?
}
