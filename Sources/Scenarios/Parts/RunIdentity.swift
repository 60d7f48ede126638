internal import Sim

/// What two runs must share for one to go on from the other: everything in the manifest but the
/// number of trials.
struct RunIdentity: Hashable, Sendable {
  struct Input: Hashable, Sendable {
    let path: String
    let digest: String
  }

  let version: String
  var arithmetic: String
  let seed: UInt64
  let blockSize: Int
  let settings: [String]
  let sweeps: [String]
  let recording: [String]
  let inputs: [Input]
  let assumptions: String

  init(_ manifest: Manifest) {
    version = manifest.version
    arithmetic = manifest.arithmetic
    seed = manifest.seed
    blockSize = manifest.blockSize
    settings = manifest.settings
    sweeps = manifest.sweeps.map(\.description) + [manifest.pointsDigest].compactMap(\.self)
    recording = manifest.recording
    inputs = manifest.inputs.map { Input(path: $0.path, digest: Manifest.sha256($0.bytes)) }
    assumptions = manifest.assumptions
  }

  /// How this, the earlier run's, differs from what is asked for: `with seed 1, not 2`.
  func difference(from asked: RunIdentity) -> String? {
    if version != asked.version { return "by simrun \(version), not \(asked.version)" }
    if blockSize != asked.blockSize {
      return "in blocks of \(blockSize) trials, not \(asked.blockSize)"
    }
    if seed != asked.seed { return "with seed \(seed), not \(asked.seed)" }
    if inputs.map(\.path) != asked.inputs.map(\.path) {
      return "from \(Self.list(inputs)), not \(Self.list(asked.inputs))"
    }
    for (old, new) in zip(inputs, asked.inputs) where old != new {
      return "from another \(old.path) than the one that is there now"
    }
    if settings != asked.settings { return "with other --set values" }
    if sweeps != asked.sweeps {
      if (sweeps + asked.sweeps).contains(where: { !$0.contains("=") }) {
        return "with other points"
      }
      return sweeps.isEmpty
        ? "without --sweep" : asked.sweeps.isEmpty ? "with --sweep" : "with other --sweep values"
    }
    if recording != asked.recording { return "with another --record" }
    if arithmetic != asked.arithmetic {
      return "on a processor whose arithmetic differs in its last digits"
    }
    return self == asked ? nil : "from other assumptions"
  }

  private static func list(_ inputs: [Input]) -> String {
    inputs.map(\.path).joined(separator: ", ")
  }
}

extension RunIdentity {
  func write(to writer: inout ByteWriter) {
    writer.write(version)
    writer.write(arithmetic)
    writer.write(seed)
    writer.write(blockSize)
    for texts in [settings, sweeps, recording] {
      writer.write(texts.count)
      for text in texts { writer.write(text) }
    }
    writer.write(inputs.count)
    for input in inputs {
      writer.write(input.path)
      writer.write(input.digest)
    }
    writer.write(assumptions)
  }

  init(from reader: inout ByteReader) throws(UnreadableBytes) {
    version = try reader.text()
    arithmetic = try reader.text()
    seed = try reader.unsigned()
    blockSize = try reader.integer()
    settings = try Self.texts(&reader)
    sweeps = try Self.texts(&reader)
    recording = try Self.texts(&reader)
    var inputs: [Input] = []
    for _ in 0..<(try reader.count(ofSize: 16)) {
      inputs.append(Input(path: try reader.text(), digest: try reader.text()))
    }
    self.inputs = inputs
    assumptions = try reader.text()
  }

  private static func texts(_ reader: inout ByteReader) throws(UnreadableBytes) -> [String] {
    var texts: [String] = []
    for _ in 0..<(try reader.count(ofSize: 8)) { texts.append(try reader.text()) }
    return texts
  }
}
