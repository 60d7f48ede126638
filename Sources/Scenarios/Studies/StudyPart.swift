internal import Foundation
import Sim

/// A part of a study: what some blocks of each of its points came to. Parts that follow one another
/// merge, in any order of making, into what one run of all blocks comes to, bit for bit.
///
/// Its bytes are those of `resume.bin`: a line with the format, the identity of the run, the points one
/// after the other, the SHA-256 of all that.
struct StudyPart {
  let identity: RunIdentity
  private(set) var points: [ResumePoint]

  /// Why parts do not make a whole.
  enum Refusal: Error, Hashable, CustomStringConvertible {
    /// Not the bytes of a part, cut short, or changed.
    case damaged
    case otherFormat
    /// `what` it was made with, as the end of a sentence.
    case foreign(what: String)
    /// Block `at` is in none of the parts, or in two.
    case gap(at: Int)

    var description: String {
      switch self {
      case .damaged: "the part is not as it was written"
      case .otherFormat: "the part is of another format"
      case .foreign(let what): "the part was made \(what)"
      case .gap(let block): "block \(block) is in none of the parts, or in two of them"
      }
    }
  }

  var bytes: [UInt8] {
    var writer = ByteWriter()
    identity.write(to: &writer)
    for point in points { point.write(to: &writer) }
    let content = ResumeFile.format + writer.bytes
    return content + SHA256.digest(of: content)
  }

  /// Throws `Refusal`. `points`: of the study that it must be a part of.
  init(_ bytes: [UInt8], of study: StudyPoints, asked manifest: Manifest) throws {
    let end = bytes.count - ResumeFile.checksumSize
    guard end > ResumeFile.format.count,
      SHA256.digest(of: Array(bytes[..<end])) == Array(bytes[end...])
    else { throw Refusal.damaged }
    guard bytes.starts(with: ResumeFile.format) else { throw Refusal.otherFormat }
    var reader = ByteReader(Array(bytes[ResumeFile.format.count..<end]))
    do {
      identity = try RunIdentity(from: &reader)
      if let what = identity.difference(from: RunIdentity(manifest)) {
        throw Refusal.foreign(what: what)
      }
      points = try ResumeRecord.points(of: &reader, study).compactMap(\.self)
    } catch is UnreadableBytes {
      throw Refusal.damaged
    }
  }

  init(identity: RunIdentity, points: [ResumePoint]) {
    self.identity = identity
    self.points = points
  }

  /// All parts as one. They may come in any order; of each point the blocks must follow one another
  /// from the first.
  static func merged(_ parts: [StudyPart]) throws(Refusal) -> StudyPart? {
    guard let first = parts.first else { return nil }
    var merged: [ResumePoint] = []
    var seen: Set<String> = []
    for point in parts.flatMap(\.points) {
      guard seen.insert("\(point.number) \(point.scenario)").inserted else { continue }
      let own = parts.flatMap(\.points).filter {
        $0.scenario == point.scenario && $0.number == point.number
      }
      merged.append(try Self.merged(own))
    }
    return StudyPart(identity: first.identity, points: merged)
  }

  private static func merged(_ points: [ResumePoint]) throws(Refusal) -> ResumePoint {
    let blocks = points.compactMap(\.blocks).filter { !$0.blocks.isEmpty }.sorted {
      $0.blocks.lowerBound < $1.blocks.lowerBound
    }
    guard let first = points.first, var whole = blocks.first else { throw .gap(at: 0) }
    guard whole.blocks.lowerBound == 0 else { throw .gap(at: 0) }
    for next in blocks.dropFirst() {
      let end = whole.blocks.upperBound
      guard whole.append(next) else { throw .gap(at: min(end, next.blocks.lowerBound)) }
    }
    return ResumePoint(
      scenario: first.scenario, number: first.number,
      trials: whole.blocks.upperBound * Block.size, rows: nil, content: .blocks(whole))
  }
}

extension Study {
  /// Runs some blocks of each point: a part, to be merged with those that have the others. The last
  /// block of all is left out if it is partial, since a larger run could not use it.
  ///
  /// - Throws: `StudyError`.
  func part(_ settings: RunSettings, blocks: Range<Int>) throws -> StudyPart {
    let points = try StudyPoints(self, settings)
    let whole = blocks.clamped(to: 0..<(settings.trials / Block.size))
    let made = try points.entries.map { entry in
      let found = try points.run(entry).run.run(blocks: whole).blocks
      return ResumePoint(
        scenario: entry.member.scenario.name, number: entry.point.number,
        trials: whole.upperBound * Block.size, rows: nil,
        content: .blocks(entry.member.withoutFolder(found)))
    }
    return StudyPart(identity: RunIdentity(manifest(settings)), points: made)
  }
}
