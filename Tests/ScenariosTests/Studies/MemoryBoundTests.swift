import Sim
import Testing

@testable import Scenarios

@Suite("How much memory may be taken")
struct MemoryBoundTests {
  private static let written: [(String, Int)] = [
    ("1", 1), ("512M", 536_870_912), ("4G", 4_294_967_296), ("4g", 4_294_967_296),
    ("4 GB", 4_294_967_296),
    ("4GiB", 4_294_967_296), ("1.5k", 1536), ("2T", 2_199_023_255_552), ("100B", 100),
  ]

  @Test(arguments: written)
  func `a size is a number with a unit of powers of 1,024`(text: String, bytes: Int) {
    #expect(MemoryBound(written: text)?.asked == bytes)
  }

  @Test(arguments: [
    "", "G", "-4G", "0", "4X", "4GG", "1e3", "nan", "inf", "4,5G", "99999999T", "0.1",
  ])
  func `all else is no size`(text: String) { #expect(MemoryBound(written: text) == nil) }

  @Test
  func `sizes are shown with two digits`() {
    #expect(MemoryBound.written(6.7 * 1_073_741_824) == "6.7 GB")
    #expect(MemoryBound.written(200 * 1_048_576) == "200 MB")
    #expect(MemoryBound.written(1e30) == "888178419700125 PB")
    #expect(MemoryBound.written(0) == "0 B")
  }

  @Test
  func `what does not fit on one thread is refused, what does not on all is run on fewer`() throws {
    let model = try scenario("clock: {step: week, steps: 1000}\nstate: {s: {start: 0}}\n").model()
    let need = try PointRun(model, RunSettings(trials: 10_000, seed: 1, jobs: 8)).memoryNeed
    let two = MemoryBound(bytes: Int(need.bytes(threads: 2)) + 1)
    #expect(try two.jobs(need, asked: 8, held: 0, what: "it") == 2)
    let none = MemoryBound(bytes: 1 << 20)
    let problem = #expect(throws: MemoryShortage.self) {
      try none.jobs(need, asked: 8, held: 0, what: "the run of 's'")
    }
    let written = MemoryBound.written(need.bytes(threads: 1))
    let largest = MemoryBound.written(need.largest.bytes)
    #expect(
      problem?.description
        == "the run of 's' needs about \(written) of memory on one thread, but may take 1 MB (--memory); "
        + "most of it, \(largest), is for \(need.largest.what)")
  }

  @Test
  func `what is kept of trials is named where it takes most`() throws {
    let model = try scenario("clock: {step: week, steps: 10}\nstate: {s: {start: 0}}\n").model()
    let need = try PointRun(model, RunSettings(trials: 10_000, seed: 1, jobs: 1)).memoryNeed
    let bound = MemoryBound(bytes: 1 << 20)
    for (bytes, what) in [(1e9, "what is kept"), (1, need.largest.what)] {
      let problem = #expect(throws: MemoryShortage.self) {
        try bound.jobs(
          need, asked: 1, held: 1e9, kept: .init(what: "what is kept", bytes: bytes), what: "it")
      }
      #expect(problem?.largest.what == what)
    }
  }

  @Test
  func `a check of many outcomes needs no more for each than one of few`() throws {
    var body = "clock: {step: week, steps: 2}\nparameters: {x: 'uniform(0, 1)'}\noutcomes:\n"
    for k in 0..<500 { body += "  o\(k): {at_end: x > \(1 - (Double(k) + 0.5) / 500)}\n" }
    let scenario = try scenario(body + "  end: otherwise\n")
    let report = try SenseReport(
      scenario, scenario.model(), RunSettings(trials: 1_100, seed: 1, jobs: 1),
      memory: MemoryBound(bytes: 128 << 20))
    #expect(report.trials == 1_100)
  }
}
