import Sim

/// Everything that decides the results of a study, and nothing else: the same plan gives the same
/// bytes.
///
/// As text it is canonical JSON: keys in order, no spaces that could differ. The digest of that text is
/// the plan's name, which stands in `manifest.json`.
struct StudyPlan: Sendable {
  static let format = "simrun-plan/1"

  let manifest: Manifest

  var text: String {
    JSONText.map(
      entries.merging(["arithmetic": .text(manifest.arithmetic)]) { first, _ in first }
    ).document
  }

  /// What any machine may work at: all but the arithmetic of one.
  var entries: [String: JSONText] {
    var entries: [String: JSONText] = [
      "format": .text(Self.format), "version": .text(manifest.version),
      "assumptions": .text(manifest.assumptions),
      "block_size": .integer(manifest.blockSize), "seed": .unsigned(manifest.seed),
      "trials": .integer(manifest.trials),
      "inputs": .list(
        manifest.inputs.map {
          .map(["path": .text($0.path), "sha256": .text(Manifest.sha256($0.bytes))])
        }),
      "settings": .list(manifest.settings.map { .text($0) }),
      "sweeps": .list(
        manifest.sweeps.map {
          .map(["path": .text($0.path), "values": .list($0.values.map { .text($0) })])
        }),
      "recording": .list(manifest.recording.map { .text($0) }),
    ]
    if let digest = manifest.pointsDigest { entries["points"] = .text(digest) }
    return entries
  }

  /// SHA-256 of the text, in hexadecimal digits.
  var name: String { Manifest.sha256(Array(text.utf8)) }
}
