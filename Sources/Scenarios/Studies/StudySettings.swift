public import Sim

/// How a study is run and where its results go.
public struct StudySettings: Sendable {
  public var run: RunSettings
  public var folder: String
  /// Replace the results of an earlier run in the folder.
  public var replaces: Bool
  /// Go on from the results of a smaller run in the folder, or from a checkpoint.
  public var resumes: Bool
  /// Seconds from one checkpoint to the next; 0 makes one after every block.
  public var checkpointSeconds: Double
  /// How much memory it may take.
  public var memory: MemoryBound

  public init(
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
public struct StudyNotice: Sendable {
  public var text: String
  /// Something went wrong. It is reported with `--quiet` too.
  public var isOfMishap: Bool
}

/// What a study came to.
public struct StudyResult: Sendable {
  /// Points with at least one block of trials done, scenario by scenario in the order given. Of many
  /// points only the shares of outcomes and classes are kept.
  public var points: [PointResult]
  public var isComplete: Bool
  /// `nil`: stopped before anything was done, or no more than a resumed run had done before; then
  /// nothing was written.
  public var folder: String?
}
