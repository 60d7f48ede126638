import Testing

@testable import Sim

@Suite("A number in a row has the bits of the number alone")
struct MathematicsRowTests {
  private typealias Row =
    @Sendable (
      UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int
    ) -> Void

  /// Any bits, ordinary values and special values, mixed within each eight.
  private func arguments(_ count: Int, seed: UInt64) -> [Double] {
    let special: [Double] = [
      0, -0.0, 1, -1, 0.5, 2, -3, .infinity, -.infinity, .nan, 0x1p-1074, -0x1p-1074, 0x1p-1022,
      .greatestFiniteMagnitude, 0x1p52 + 1, 0x1p53, -745.2, 709.8, 1 + 0x1p-52,
    ]
    var source = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      switch Int.random(in: 0..<16, using: &source) {
      case 0: special[Int.random(in: 0..<special.count, using: &source)]
      case 1..<6: Double(bitPattern: source.next())
      case 6..<9: Double.random(in: -760...760, using: &source)
      case 9: Double(Int.random(in: -20...20, using: &source))
      default: Double.random(in: -10...10, using: &source)
      }
    }
  }

  private func check(_ row: Row, alone: (Double, Double) -> Double) {
    let count = 1_000_000
    let x = arguments(count, seed: 1)
    let y = arguments(count, seed: 2)
    let size = 1000
    func storage() -> UnsafeMutablePointer<Double> {
      UnsafeMutableRawPointer.allocate(byteCount: size * 8, alignment: 64)
        .bindMemory(to: Double.self, capacity: size)
    }
    let (first, second, result) = (storage(), storage(), storage())
    defer { for row in [first, second, result] { UnsafeMutableRawPointer(row).deallocate() } }
    var different = 0
    for start in stride(from: 0, to: count, by: size) {
      for i in 0..<size { (first[i], second[i]) = (x[start + i], y[start + i]) }
      row(first, second, result, size)
      for i in 0..<size {
        let value = alone(first[i], second[i])
        if value.bitPattern != result[i].bitPattern && !(value.isNaN && result[i].isNaN) {
          different += 1
        }
      }
    }
    #expect(different == 0)
  }

  @Test func exponential() {
    check(
      { x, _, r, n in Mathematics.expRow(x, into: r, count: n) },
      alone: { x, _ in Mathematics.exp(x) })
  }
  @Test func logarithm() {
    check(
      { x, _, r, n in Mathematics.logRow(x, into: r, count: n) },
      alone: { x, _ in Mathematics.log(x) })
  }
  @Test func logistic() {
    check(
      { x, _, r, n in Mathematics.logisticRow(x, into: r, count: n) },
      alone: { x, _ in Mathematics.logistic(x) })
  }
  @Test func rateChance() {
    check(
      { x, _, r, n in Mathematics.rateChanceRow(x, into: r, count: n) },
      alone: { x, _ in Mathematics.rateChance(x) })
  }
  @Test func power() {
    check(
      { x, y, r, n in Mathematics.powRow(x, y, into: r, count: n) },
      alone: { x, y in Mathematics.pow(x, y) })
  }

  /// FNV-1a over the bits of 10,000 values; the constants hold on every processor.
  @Test("The bits are those of every other processor")
  func fingerprint() {
    func mark(_ function: (Double, Double) -> Double) -> UInt64 {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for (x, y) in zip(arguments(10_000, seed: 3), arguments(10_000, seed: 4)) {
        let value = function(x, y)
        hash = (hash ^ (value.isNaN ? 1 : value.bitPattern)) &* 0x100_0000_01B3
      }
      return hash
    }
    #expect(mark { x, _ in Mathematics.exp(x) } == 6_189_631_746_354_383_590)
    #expect(mark { x, _ in Mathematics.log(x) } == 979_380_013_734_916_830)
    #expect(mark { x, _ in Mathematics.logistic(x) } == 11_369_450_595_461_551_234)
    #expect(mark { x, _ in Mathematics.rateChance(x) } == 15_422_554_456_221_271_995)
    #expect(mark { x, y in Mathematics.pow(x, y) } == 18_071_636_287_588_367_705)
  }
}

extension MathematicsRowTests {
  /// The SplitMix64 sequence (Steele, Lea & Flood 2014).
  struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
