import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Batch files") struct BatchFileTests {
  private func inFolder(_ text: String, _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/batch-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try text.write(toFile: folder + "/b.yaml", atomically: true, encoding: .utf8)
    try body(folder)
  }

  private func batch(_ text: String) throws -> BatchFile {
    var found: BatchFile?
    try inFolder(text) { found = try BatchFile(path: $0 + "/b.yaml") }
    return try #require(found)
  }

  private func problems(_ text: String) throws -> [String] {
    var found: [String] = []
    try inFolder(text) { folder in
      do {
        _ = try BatchFile(path: folder + "/b.yaml")
      } catch let error as Diagnostics {
        found = error.all.map { "\($0.position.line): \($0.path): \($0.message)" }
      }
    }
    return found
  }

  private func values(_ batch: BatchFile) -> [String] {
    batch.points.points.map { point in
      "\(point.number)"
        + point.values.map { " \($0.path)=\($0.value)" }.joined()
    }
  }

  @Test func `blocks follow one another, each with its points`() throws {
    let batch = try batch(
      """
      batch: many
      scenarios: s.yaml
      trials: 300
      seed: 4
      record: answers
      set: {parameters.c: 9}
      points:
      - name: plain
      - {name: one, set: {parameters.a: 2}, against: plain}
      - product: {parameters.a: [1, 2], parameters.b: 0:1:3}
      - zip: {parameters.a: [3, 4], parameters.b: [x, y]}
        set: {parameters.d: 5}
      """)
    #expect(batch.name == "many" && batch.trials == 300 && batch.seed == 4)
    #expect(batch.record == "answers")
    #expect(batch.settings.map(\.description) == ["batch parameters.c=9"])
    #expect(
      values(batch) == [
        "1", "2 parameters.a=2",
        "3 parameters.a=1 parameters.b=0", "4 parameters.a=1 parameters.b=0.5",
        "5 parameters.a=1 parameters.b=1", "6 parameters.a=2 parameters.b=0",
        "7 parameters.a=2 parameters.b=0.5", "8 parameters.a=2 parameters.b=1",
        "9 parameters.d=5 parameters.a=3 parameters.b=x",
        "10 parameters.d=5 parameters.a=4 parameters.b=y",
      ])
    #expect(batch.points.points.map(\.against) == [nil, 1] + Array(repeating: nil, count: 8))
  }

  @Test func `a block may have a scenario of its own; files lie beside the batch file`() throws {
    let batch = try batch(
      """
      batch: two
      scenarios: [s.yaml]
      points:
      - {name: here}
      - {name: there, scenario: sub/t.yaml, against: here}
      - {scenario: s.yaml}
      """)
    #expect(
      batch.files.map { $0.split(separator: "/").suffix(2).last ?? "" } == ["s.yaml", "t.yaml"])
    #expect(batch.files.allSatisfy { $0.hasPrefix("/") })
    #expect(batch.points.points.map(\.scenarios) == [[0], [1], [0]])
  }

  @Test func `a sample has one value in each interval of a Latin hypercube, the same by seed`()
    throws
  {
    func text(_ seed: Int, _ method: String = "latin_hypercube") -> String {
      """
      batch: sampled
      scenarios: s.yaml
      points:
      - sample:
          method: \(method)
          points: 8
          seed: \(seed)
          over: {parameters.a: 2:4, parameters.b: "normal(0, 1)"}
      """
    }
    func column(_ batch: BatchFile, _ at: Int) -> [Double] {
      batch.points.points.compactMap { Double($0.values[at].value) }
    }
    let one = try batch(text(1))
    #expect(
      column(one, 0).map { Int(($0 - 2) * 4) }.sorted() == Array(0..<8))
    // Normal quantiles: half of them are below 0, and none is far out.
    #expect(column(one, 1).count { $0 < 0 } == 4)
    #expect(column(one, 1).allSatisfy { $0.magnitude < 6 })
    #expect(try values(batch(text(1))) == values(one))
    #expect(try values(batch(text(2))) != values(one))
    // Of Sobol's sequence the first eight points have one value in each eighth too.
    #expect(
      try column(batch(text(1, "sobol")), 0).map { Int(($0 - 2) * 4) }.sorted() == Array(0..<8))
    #expect(try Set(column(batch(text(1, "random")), 0)).count == 8)
  }

  @Test func `a byte-order mark is none of the text`() throws {
    let text = "batch: marked\nscenarios: s.yaml\npoints:\n- {name: a}\n"
    #expect(try batch("\u{FEFF}" + text).name == "marked")
    try inFolder("\u{FEFF}" + text) { #expect(BatchFile.isBatch(at: $0 + "/b.yaml")) }
  }

  @Test func `what is wrong is said where it stands`() throws {
    #expect(
      try problems(
        """
        batch: wrong
        scenarios: s.yaml
        points:
        - {name: a, against: plain}
        - {name: plains}
        - {name: a}
        - zip: {parameters.a: [1, 2], parameters.b: [1]}
        - sample: {method: sobol, points: 2, over: {parameters.a: low}}
        - product: {parameters.a: [1, 1]}
        - {set: {parameters.a: 1}, product: {parameters.a: [2, 3]}}
        cross: {peace: 2}
        """) == [
          "4: points.against: there is no point named 'plain'; did you mean 'plains'?",
          "6: points: two blocks are named 'a'",
          "7: points.zip: values that go together must be as many as each other: parameters.a has 2, "
            + "parameters.b has 1",
          "8: points.sample.over.parameters.a: expected a range low:high or a distribution of plain "
            + "numbers, as normal(0.4, 0.1), but this is 'low'",
          "9: points.product.parameters.a: the value 1 stands there twice",
          "10: points: 'parameters.a' is set for all points of the block and varied within it; keep one of "
            + "the two",
          "11: cross.peace: expected a share between 0 and 1, as 0.3 or 30%",
        ])
    #expect(
      try problems("batch: b\nscenarios: s.yaml\npoints: []\n") == [
        "3: points: there are no points: list at least one"
      ])
    func problem(_ point: String) throws -> [String] {
      try problems("batch: b\nscenarios: s.yaml\npoints:\n- \(point)\n")
    }
    func sampled(_ over: String) throws -> [String] {
      try problem("sample: {method: sobol, points: 2, over: {parameters.a: \"\(over)\"}}")
    }
    let range = "4: points.sample.over.parameters.a: "
    #expect(
      try problem("product: {parameters.a: []}") == [
        "4: points.product.parameters.a: it has no values: list at least one"
      ])
    #expect(
      try problem("zip: {parameters.a: []}") == [
        "4: points.zip.parameters.a: it has no values: list at least one"
      ])
    #expect(
      try sampled("-1e308:1e308") == [
        range + "the ends of a range lie between -1e300 and 1e300"
      ])
    #expect(
      try sampled("1:0") == [
        range + "a range is two numbers, the lower one first, but this is '1:0'"
      ])
    #expect(
      try sampled("normal(0, 1e308)") == [range + "some of its values are too large to be numbers"])
    #expect(
      try problems("batch: b\nscenarios: s.yaml\nseed: 9223372036854775808\npoints: [{name: a}]\n")
        == ["3: seed: 9223372036854775808 is over the limit of 9223372036854775807"])
    #expect(
      try problems("format: 1\nscenario: s\n") == [
        "1: : this is a scenario, not a batch file: run it with 'simrun run'"
      ])
    #expect(throws: Diagnostics.self) {
      try ScenarioFile.load(text: "batch: b\npoints: []\n", name: "b.yaml")
    }
    #expect(
      try problems("batch: none\npoints:\n- {name: a}\n") == [
        "3: points: these points have no scenario: name one here, or 'scenarios' for all blocks"
      ])
    #expect(
      try problems("batch: b\nscenarios: s.yaml\npoints:\n- {product: {a: 1}, zip: {a: [1]}}\n")
        == [
          "4: points: 'zip' and 'product' exclude each other: give one kind of points"
        ])
    #expect(
      try problems("batch: b\nscenario: s.yaml\npoint: []\n").first
        == "2: : unknown key 'scenario'; did you mean 'scenarios'?")
  }
}
