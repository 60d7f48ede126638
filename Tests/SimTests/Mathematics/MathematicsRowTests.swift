import Testing

@testable import Sim

@Suite("A number in a row has the bits of the number alone")
struct MathematicsRowTests {
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

  /// Runs the tape's operator on every instruction set of this processor.
  private func check(_ operation: Arithmetic, alone: (Double, Double) -> Double) {
    let count = 1 << 20
    let x = arguments(count, seed: 1)
    let y = arguments(count, seed: 2)
    let expected = zip(x, y).map(alone)
    for set in TapeRows.instructionSets {
      var different = 0
      let rows = TapeRows(operation.operandCount)
      for start in stride(from: 0, to: count, by: TapeRows.lanes) {
        rows.fill(0) { x[start + $0] }
        rows.fill(1) { y[start + $0] }
        rows.run(.apply(operation), on: set)
        for lane in 0..<TapeRows.lanes {
          let (value, result) = (expected[start + lane], rows.result(lane))
          if value.bitPattern != result.bitPattern && !(value.isNaN && result.isNaN) {
            different += 1
          }
        }
      }
      #expect(different == 0, "\(operation), instruction set \(set)")
    }
  }

  @Test func `exponential`() { check(.exp) { x, _ in Mathematics.exp(x) } }
  @Test func `logarithm`() { check(.log) { x, _ in Mathematics.log(x) } }
  @Test func `logistic`() { check(.logistic) { x, _ in Mathematics.logistic(x) } }
  @Test func `rate chance`() { check(.rateChance) { x, _ in Mathematics.rateChance(x) } }
  @Test func `power`() { check(.power) { x, y in Mathematics.pow(x, y) } }

  /// FNV-1a over the bits of 10,000 values; the constants hold on every processor.
  @Test
  func `The bits are those of every other processor`() {
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
