import Foundation
import Sim
import Testing

@testable import Scenarios

/// Files of other tools as scenarios.
struct ImportTests {
  private func files(_ contents: [String: String]) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in contents {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    return folder.path
  }

  private static let domain = """
    <?xml version="1.0"?>
    <!-- two issues -->
    <negotiation_template><utility_space number_of_issues="2">
      <objective index="0" name="any" type="objective">
        <issue index="1" name="Colour &amp; tone" type="discrete" vtype="discrete">
          <item index="1" value="Light red"/><item index="2" value="if"/>
        </issue>
        <issue index="2" name="date" vtype="discrete">
          <item index="1" value="10"/><item index="2" value="20"/><item index="3" value="30"/>
        </issue>
      </objective>
    </utility_space></negotiation_template>
    """

  private func profile(_ one: [Int], _ two: [Int], _ rest: String) -> String {
    """
    <utility_space><objective index="0">
      <issue index="1" name="colour &amp; tone"><item index="1" value="Light red" evaluation="\(one[0])"/>
        <item index="2" value="if" evaluation="\(one[1])"/>
        <similarity_function weight="0.6"><criteria_function weight="1">
          <item index="1" value="Light red" evaluation="1"/><item index="2" value="if" evaluation="100"/>
        </criteria_function></similarity_function></issue>
      <issue index="2" name="date"><item index="1" value="10" evaluation="\(two[0])"/>
        <item index="2" value="20" evaluation="\(two[1])"/>
        <item index="3" value="30" evaluation="\(two[2])"/></issue>
      <weight index="1" value="0.6"/><weight index="2" value="0.4"/>
    </objective>\(rest)</utility_space>
    """
  }

  @Test func `a domain of GENIUS with two profiles comes to its best product`() throws {
    let folder = try files([
      "domain.xml": Self.domain,
      "seller.xml": profile([10, 5], [1, 2, 4], "<reservation value=\"0.1\"/>"),
      "buyer.xml": profile([2, 8], [3, 3, 1], "<discount_factor value=\"0.9\"/>"),
    ])
    let made = try GeniusImport.scenario(
      domain: "\(folder)/domain.xml",
      profiles: ["\(folder)/seller.xml", "\(folder)/buyer.xml"])
    #expect(made.notes == ["the discount factor 0.9 of \(folder)/buyer.xml"])
    #expect(made.text.contains("issue_date:  # date"))
    #expect(made.text.contains("- value_if  # if"))
    let scenario = try ScenarioFile.load(text: made.text, name: "imported.yaml")
    let model = try scenario.model()
    let play = try run(model)
    // if and 30: (0.6·½ + 0.4 − 0.1)·(0.6 + 0.4/3) is the largest product of gains of six texts.
    let (seller, buyer): (Double, Double) = (0.7, 0.6 + 0.4 / 3)
    #expect(abs(try #require(play["utility_seller"]) - seller) < 1e-12)
    #expect(abs(try #require(play["utility_buyer"]) - buyer) < 1e-12)
  }

  private func run(_ model: Model) throws -> [String: Double] {
    let found = ReferenceEvaluator(model, seed: 1).run(TrialAddress(trial: 0))
    return Dictionary(
      uniqueKeysWithValues: zip(model.report.measures.map(\.name), found.measures))
  }

  /// As the evaluator of whole numbers of GENIUS has it: from the lowest on, within 0 … 1.
  @Test func `a line over whole numbers starts at the lowest`() throws {
    let issue = """
      <issue index="1" name="Price" vtype="integer" lowerbound="10" upperbound="14">
      """
    let profile = """
      <utility_space><objective index="0">\(issue)
        <evaluator ftype="linear" slope="-0.25" offset="0.75"/></issue>
      <issue index="2" name="Place"><item value="a" evaluation="1"/><item value="b" evaluation="4"/></issue>
      <weight index="1" value="2"/></objective></utility_space>
      """
    let folder = try files([
      "d.xml": """
      <negotiation_template><utility_space><objective index="0">\(issue)</issue>
      <issue index="2" name="Place" vtype="discrete"><item value="a"/><item value="b"/></issue>
      </objective></utility_space></negotiation_template>
      """, "p.xml": profile,
    ])
    let made = try GeniusImport.scenario(domain: "\(folder)/d.xml", profiles: ["\(folder)/p.xml"])
    for line in [
      "value_10: 0.75", "value_11: 0.5", "value_12: 0.25", "value_13: 0.0", "value_14: 0.0",
    ] {
      #expect(made.text.contains("        \(line)\n"), "\(made.text)")
    }
    #expect(
      made.notes == [
        "a weight of 'Place', as \(folder)/p.xml gives none",
        "the sum of the weights in \(folder)/p.xml, 2.0, by which they were divided",
      ])
  }

  @Test func `the step of the clock is no name of an issue`() {
    var names = ImportedNames()
    #expect(names.entry("Round", else: "issue") == "issue_round")
    #expect(names.entry("ROUND!", else: "issue") == "issue_round_2")
  }

  @Test func `profiles of GeniusWeb`() throws {
    func profile(_ name: String, _ a: Double, _ b: Double) -> String {
      """
      {"LinearAdditiveUtilitySpace": {"name": "\(name)", "issueUtilities":
        {"price": {"DiscreteValueSetUtilities": {"valueUtilities": {"low": \(a), "high": \(b)}}}},
        "issueWeights": {"price": 1}, "domain": {"name": "jobs", "issuesValues":
        {"price": {"values": ["low", "high"]}}}, "reservationBid": {"issuevalues": {"price": "low"}}}}
      """
    }
    let folder = try files(["a.json": profile("a", 0.2, 1), "b.json": profile("b", 0.3, 0.6)])
    let made = try GeniusWebImport.scenario(profiles: ["\(folder)/a.json", "\(folder)/b.json"])
    let scenario = try ScenarioFile.load(text: made.text, name: "jobs.yaml")
    #expect(scenario.name == "jobs")
    let found = try run(try scenario.model())
    #expect(found["utility_a"] == 1 && found["utility_b"] == 0.6)
  }

  @Test func `a plain table of actors`() throws {
    let folder = try files([
      "eu.csv": "name;capability;position;salience\nNL;8;4;80\nBE;8;7;40\nFR;16;10;60\n"
    ])
    for word in ["compromise", "challenge", "pce", "exchange"] {
      let made = try ActorImport.scenario(table: "\(folder)/eu.csv", protocol: word)
      let scenario = try ScenarioFile.load(text: made.text, name: "eu.yaml")
      let found = try run(try scenario.model())
      let value = try #require(found["issue_position"] ?? found["position"])
      #expect((4...10).contains(value), "\(word): \(value)")
      #expect(made.text.contains("salience:") == (word != "pce"))
      // 8·0.8, 8·0.4 and 16·0.6 are the weights of 4, 7 and 10.
      if word == "compromise" { #expect(abs(value - 7.5) < 1e-12, "\(value)") }
      #expect(made.notes == [])
    }
  }

  @Test func `a table as KTAB has it`() throws {
    let folder = try files([
      "k.csv": "3,2\nA,first,10,0,50,20,50\nB,second,20,100,30,60,70\nC,third,5,50,80,100,20\n"
    ])
    let made = try ActorImport.scenario(table: "\(folder)/k.csv", protocol: "compromise")
    let scenario = try ScenarioFile.load(text: made.text, name: "k.yaml")
    #expect(scenario.parties.map(\.name.name) == ["a", "b", "c"])
    #expect(scenario.issues.count == 2)
    #expect(try run(try scenario.model())["issue_1"] != nil)
  }
}
