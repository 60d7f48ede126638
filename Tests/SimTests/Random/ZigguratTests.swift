import CGSL
import Testing

@testable import Sim

@Suite struct ZigguratTests {
  @Test
  func `The tables read out of GSL are the published ones`() {
    // GSL 2.7, randist/gausszig.c (Voss 2005): ktab and wtab at 0, 1, 64 and 127.
    let tables = ZigguratTables.linked
    for (strip, limit, width) in [
      (0, 0, 1.62318314817e-08), (1, 12_590_644, 2.16291505214e-08),
      (64, 16_629_465, 9.21933373471e-08), (127, 15_472_926, 2.22600839893e-07),
    ] {
      #expect(tables.limit[strip] == Int32(limit))
      #expect(tables.limit[strip + 128] == Int32(limit))
      #expect(tables.width[strip + 128] == width)
      #expect(tables.width[strip] == -width)
    }
  }

  @Test
  func `A row equals gsl_ran_gaussian_ziggurat to the bit; seed 1, 2.75 % need another try`() {
    #if DEBUG
      let blocks = 1_000_000 / 1024
    #else
      let blocks = 10_000_000 / 1024
    #endif
    let key = siteKey(seed: 1, path: "state.front:normal#1")
    let generator = CursorGenerator()
    let count = 256
    var z = [Double](repeating: 0, count: count)
    var differences = 0
    var sum = 0.0
    var squares = 0.0
    for trial in 0..<blocks {
      let index = (0..<count).map { UInt64(trial * count + $0) }
      let group = UInt32(trial % 13)
      let rows = philoxRows(key: key, word0: group, attempt: 0, index: index)
      for word in 0..<4 {
        let step = 4 * group + UInt32(word)
        Ziggurat.row(
          words: rows[word], key: key, step: step, index: index, count: count,
          generator: generator, into: &z)
        for lane in 0..<count {
          generator.reset(key: key, step: step, index: index[lane], layout: .word32)
          if z[lane].bitPattern != generator.normal().bitPattern { differences += 1 }
          sum += z[lane]
          squares += z[lane] * z[lane]
        }
      }
    }
    #expect(differences == 0)
    // Mean 0 and variance 1 within four standard errors.
    let n = Double(blocks * 4 * count)
    #expect(abs(sum / n) < 4 / n.squareRoot())
    #expect(abs(squares / n - 1) < 4 * (2 / n).squareRoot())
  }

  @Test
  func `The plain first try, which other processors use, is the same`() {
    let words = (0..<1000).map { UInt32(truncatingIfNeeded: mix64($0)) }
    let tables = ZigguratTables.linked
    var (z, failed) = ([Double](repeating: 0, count: 1000), [UInt32](repeating: 0, count: 1000))
    var (zPlain, failedPlain) = (z, failed)
    let failures = sim_ziggurat_first(words, 1000, tables.width, tables.limit, &z, &failed)
    let plain = sim_ziggurat_first_plain(
      words, 0, 1000, tables.width, tables.limit, &zPlain, &failedPlain, 0)
    #expect(failures == plain)
    #expect(failed[..<failures] == failedPlain[..<plain])
    #expect(z == zPlain)
  }

  @Test
  func `A row longer than a chunk and of odd length`() {
    let count = 2501
    let index = (0..<count).map { UInt64($0) }
    let rows = philoxRows(key: 5, word0: 0, attempt: 0, index: index)
    let generator = CursorGenerator()
    var z = [Double](repeating: 0, count: count)
    Ziggurat.row(
      words: rows[1], key: 5, step: 1, index: index, count: count, generator: generator, into: &z)
    let single = index.map { index in
      generator.reset(key: 5, step: 1, index: index, layout: .word32)
      return generator.normal()
    }
    #expect(z == single)
  }
}
