import Foundation
import Scenarios
import Sim
import Testing

/// Every file in `Scenarios/` is a scenario that loads, and its numbers say where they come from.
@Suite("Shipped scenarios")
struct ShippedScenariosTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scenarios")

  private static let files: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  private func load(_ file: String) throws -> Scenario {
    try ScenarioFile.load(path: Self.folder.appendingPathComponent(file).path)
  }

  @Test(arguments: files)
  func `Each file loads, and its scenario has the file's name`(file: String) throws {
    #expect(try load(file).name == String(file.dropLast(".yaml".count)))
  }

  @Test
  func `Each parameter of the Ukraine case has a source`() throws {
    for file in Self.files where file.hasPrefix("ukraine-") {
      for parameter in try load(file).parameters {
        #expect(parameter.source != nil, "\(file): \(parameter.name.name)")
      }
    }
  }

  @Test
  func `Each scenario of the Ukraine case has a title and says in a paragraph what it shows`()
    throws
  {
    var seen: Set<String> = []
    for file in Self.files where file.hasPrefix("ukraine-") {
      let scenario = try load(file)
      #expect(scenario.title.hasPrefix("Ukraine, late "), "\(file)")
      let about = try #require(scenario.about, "\(file)")
      #expect(seen.insert(about).inserted, "\(file): the words of another")
    }
  }

  @Test
  func `The short reading of the Ukraine case has 150 lines at most`() throws {
    let text = try String(
      contentsOf: Self.folder.appendingPathComponent("ukraine-core.yaml"), encoding: .utf8)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
  }

  @Test
  func `A variant says only what changes: under 30 lines`() throws {
    for file in Self.files {
      let text = try String(
        contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
      guard text.contains("\nextends:") else { continue }
      #expect(text.split(separator: "\n").count < 30, "\(file)")
    }
  }

  /// File names of a part of the catalogue, in its order.
  private func listed(_ part: String) -> [String] {
    part.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap {
      $0.split(separator: "`").dropFirst().first.map(String.init)
    }
  }

  @Test
  func `The catalogue has each file once, and outside the family of variants no other`() throws {
    let text = try String(
      contentsOf: Self.folder.appendingPathComponent("README.md"), encoding: .utf8)
    let names = listed(text)
    #expect(Set(names).count == names.count)
    for file in Self.files { #expect(names.contains(file), "\(file)") }
    let rest = try #require(text.components(separatedBy: "\n## Other cases").last)
    for name in listed(rest) { #expect(Self.files.contains(name), "\(name)") }
  }

  private static let cases = [
    "climate-fund.yaml", "karabakh-2020.yaml", "korea-1951.yaml", "labour-dispute.yaml",
    "port-talks.yaml",
  ]

  @Test(arguments: cases)
  func `Each case can be read in five minutes, says what it shows and whence its numbers`(
    file: String
  ) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 121)
    let scenario = try load(file)
    let about = try #require(scenario.about)
    #expect(about.contains("It shows") && about.contains("It does not"))
    for parameter in scenario.parameters {
      #expect(parameter.source != nil, "\(parameter.name.name)")
    }
  }

  /// 2,048 trials, seed 1: none fails, and what is in two trials of a hundred is seen.
  @Test(arguments: cases)
  func `Each case runs without a failed trial, and no outcome takes all`(file: String) throws {
    let model = try load(file).model()
    let run = try PointRun(model, RunSettings(trials: 2_048, seed: 1, jobs: 2)).run()
    #expect(run.summary().failures.isEmpty)
    let shares = run.summary().outcomes.compactMap(\.share.share)
    #expect(shares.count { $0 > 0.02 } >= 2, "\(shares)")
  }

  private func share(_ file: String, _ outcome: String, _ settings: [String: String] = [:]) throws
    -> Double
  {
    let changes = settings.map { Setting(path: $0.key, value: $0.value) }
    let path = Self.folder.appendingPathComponent(file).path
    let model = try ScenarioFile.load(path: path, settings: changes).model()
    let run = try PointRun(model, RunSettings(trials: 2_048, seed: 1, jobs: 2)).run()
    return try #require(run.summary().outcomes.first { $0.name == outcome }?.share.share)
  }

  /// 2,048 trials, seed 1: one standard error is at most 0.011, and variants share their random numbers.
  @Test
  func `What the cases say they show is what they come to`() throws {
    let broke = try 1 - share("korea-1951.yaml", "armistice_holds")
    #expect(abs(broke - 1.0 / 7) < 0.045)
    let unwatched = try share(
      "korea-1951.yaml", "armistice_holds",
      ["plans.panmunjom.enforcement.monitoring": "0", "parameters.guarantee": "0"])
    #expect(abs(unwatched - 0.5) < 0.07)
    #expect(try abs(share("karabakh-2020.yaml", "victors_text") - 0.9) < 0.045)
    let watched = try share("karabakh-2020.yaml", "victors_text", ["parameters.monitoring": "1"])
    #expect(abs(watched - 0.5) < 0.09)
    let collapse = try share("labour-dispute.yaml", "strike_collapses")
    let richer = try share(
      "labour-dispute.yaml", "strike_collapses", ["parameters.strike_fund": "60"])
    #expect(richer < 0.65 * collapse)
    let absent = try share("climate-fund.yaml", "adjourned", ["parameters.us_present": "0"])
    let present = try share("climate-fund.yaml", "adjourned", ["parameters.us_present": "1"])
    #expect(present > 3.5 * absent)
    let port = ["contract_without_strike", "contract_after_strike"]
    let (waits, first) = try (
      port.map { try share("port-talks.yaml", $0) }.reduce(0, +),
      port.map {
        try share("port-talks.yaml", $0, ["events.city_steps_in": "{date: 2026-04-06}"])
      }.reduce(0, +)
    )
    let nobody = try port.map {
      try share("port-talks.yaml", $0, ["events.city_steps_in": "remove"])
    }.reduce(0, +)
    #expect(nobody < 0.1 && waits > 0.35 && first > waits + 0.1)
  }
}
