/// Two draw sites that would share their random numbers.
package struct SiteCollision: Error, Sendable, CustomStringConvertible {
  package var first: String
  package var second: String

  package var description: String {
    first == second
      ? "two different draws have the address '\(first)'; give one of them another id"
      : "the draws '\(first)' and '\(second)' have the same address; rename one of them"
  }
}

/// A program and the random numbers it is run with: made once for all points of a study that differ
/// in nothing but the numbers of its inputs.
package struct SeededProgram: Sendable {
  private(set) var program: Program
  /// What goes on by itself, in trials that never end, if that is recorded.
  private(set) var undisturbed: Program?
  package let seed: UInt64
  /// By draw site.
  let keys: [UInt64]

  package var model: Model { program.model }

  /// Throws `SiteCollision` if two draw sites hash to the same address.
  package init(_ model: Model, seed: UInt64) throws(SiteCollision) {
    // Values may be nested in one another thousands deep.
    try self.init(onLargeStack { Program(model) }, seed: seed)
  }

  /// The same of a program that is there.
  package init(_ program: Program, seed: UInt64) throws(SiteCollision) {
    turnOffErrorHandler()
    var keys: [UInt64] = []
    var known: [UInt64: String] = [:]
    for site in program.model.graph.draws {
      let key = siteKey(seed: seed, path: site.path)
      if let other = known[key] { throw SiteCollision(first: other, second: site.path) }
      known[key] = site.path
      keys.append(key)
    }
    self.seed = seed
    self.keys = keys
    self.program = program
  }

  /// The same program at a point of a study, with a number for each input; `nil` if the point has to
  /// be compiled for itself.
  package func given(_ inputs: [Double]) -> SeededProgram? {
    guard let given = program.given(inputs) else { return nil }
    var result = self
    result.program = given
    return result
  }

  /// The same program, which records nothing at each step if `report` follows nothing, and what goes on
  /// beyond the ends of trials if it follows that.
  func recording(_ report: Report) -> SeededProgram {
    var result = self
    if report.quantities.isEmpty { result.program = program.withoutTimeline }
    if report.quantities.contains(where: \.isUndisturbed) {
      let model = model.neverEnding(model.undisturbedQuantities)
      let plain = onLargeStack { Program(model) }
      result.undisturbed = model.inputs.isEmpty ? plain : plain.given(model.inputs) ?? plain
    }
    return result
  }
}
