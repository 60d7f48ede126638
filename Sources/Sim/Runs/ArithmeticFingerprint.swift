/// Fixed evaluations of every elementary function and every sampler.
///
/// Two machines whose bytes differ may give results that differ in a last bit, so their parts of
/// one run do not belong together.
package enum ArithmeticFingerprint {
  /// Draws for each way of writing each family's parameters.
  private static let draws: UInt64 = 16
  private static let points = 1_000

  /// About thirteen thousand doubles, as bytes, lowest first.
  package static func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(110_000)
    func add(_ value: Double) {
      // A NaN's sign and payload are no part of a result.
      let bits = (value.isNaN ? Double.nan : value).bitPattern.littleEndian
      withUnsafeBytes(of: bits) { bytes.append(contentsOf: $0) }
    }
    for k in 1...points {
      // The golden ratio spreads the points; both signs and many sizes.
      let x = Double(k) * 0.618_033_988_749_894_9
      let small = x - x.rounded(.down)
      let y = (small - 0.5) * 40
      add(Mathematics.exp(y))
      add(Mathematics.log(x * x * x))
      add(Mathematics.pow(x, y / 4))
      add(Mathematics.logistic(y))
      add(Mathematics.rateChance(small))
      add(Mathematics.sin(x))
      add(Mathematics.cos(x))
      add(Mathematics.erf(y / 10))
      add(Mathematics.normalProbability(y))
      add(Mathematics.normalQuantile(small))
    }
    let generator = CursorGenerator()
    for family in Family.all {
      let key = siteKey(seed: 1, path: family.name)
      for form in family.forms.indices {
        let distribution = Distribution.family(family, form: form, at: 0)
        for arguments in arguments(of: family, form: form) {
          for index in 0..<draws {
            generator.reset(key: key, step: 0, index: index, layout: distribution.layout)
            add(distribution.sample(arguments, generator: generator))
          }
        }
      }
    }
    return bytes
  }

  static func arguments(of family: Family, form: Int) -> [[Double]] {
    let distribution = Distribution.family(family, form: form, at: 0)
    let count = family.forms[form].parameters.count
    return candidates.filter { $0.count == count && distribution.isInDomain($0) }
  }

  /// By number of parameters: every family finds some of these inside its domain.
  private static let candidates: [[Double]] = [
    [], [0.3], [12.5], [0.7, 1.3], [0.6, 0.15], [10, 0.3], [400, 0.45], [0.2, 0.5, 0.9],
    [20, 30, 12], [3, 1, 0.5], [1.2, 40], [0.2, 0.5, 0.9, 2],
  ]
}
