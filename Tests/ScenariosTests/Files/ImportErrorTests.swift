import Foundation
import Testing

@testable import Scenarios

/// What is wrong with files of other tools, word for word, with its line.
struct ImportErrorTests {
  private func files(_ contents: [String: String]) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in contents {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    return folder.path
  }

  /// What an import says of these files, without their folder.
  private func problem(
    _ contents: [String: String], _ make: (String) throws -> ImportedScenario
  ) throws -> String {
    let folder = try files(contents)
    do {
      _ = try make(folder)
      return ""
    } catch let error as ImportCause {
      return error.wording.replacing("\(folder)/", with: "")
    }
  }

  // MARK: GENIUS

  private static let domain = """
    <negotiation_template><utility_space>
    <issue index="1" name="Colour" vtype="discrete">
      <item index="1" value="red"/>
      <item index="2" value="blue"/>
    </issue>
    </utility_space></negotiation_template>
    """

  private static func profile(
    _ evaluation: String = "1", name: String = "Colour", value: String = "blue",
    weight: String = "1", rest: String = ""
  ) -> String {
    """
    <utility_space>
    <issue index="1" name="\(name)">
      <item index="1" value="red" evaluation="\(evaluation)"/>
      <item index="2" value="\(value)" evaluation="2"/>
    </issue>
    <weight index="1" value="\(weight)"/>
    \(rest)
    </utility_space>
    """
  }

  private func ofProfile(_ profile: String) throws -> String {
    try problem(["d.xml": Self.domain, "p.xml": profile]) {
      try GeniusImport.scenario(domain: "\($0)/d.xml", profiles: ["\($0)/p.xml"])
    }
  }

  @Test func `a profile that is right`() throws {
    #expect(try ofProfile(Self.profile()) == "")
    #expect(try ofProfile(Self.profile(name: " colour")) == "")
  }

  @Test(arguments: [
    (profile("x"), "p.xml:3: 'x' is not a number"),
    (profile("-3"), "p.xml:3: the evaluation of 'red' is -3, and none is below 0"),
    (profile(value: "green"), "p.xml:2: nothing is said of 'blue', which 'Colour' can be"),
    (
      profile(name: "Tone"),
      "p.xml:2: d.xml has no issue 'Tone'; this may be a profile of another domain"
    ),
    (profile(weight: "heavy"), "p.xml:6: 'heavy' is not a number"),
    (profile(weight: "-1"), "p.xml:6: the weight of issue 1 is -1, and none is below 0"),
    (profile(weight: "0"), "the weights in p.xml add up to nothing"),
    (
      profile(rest: "<reservation value=\"1.5\"/>"),
      "p.xml:7: the reservation value is 1.5, but lies between 0 and 1"
    ),
    (profile(rest: "<reservation value=\"half\"/>"), "p.xml:7: 'half' is not a number"),
    (
      "<utility_space>\n<issue index=\"1\" name=\"Colour\">\n<item value=\"red\"/></issue>",
      "p.xml:3: nothing is said of 'red', which 'Colour' can be"
    ),
    (
      domain, "p.xml is a domain, not a profile; the domain comes first, and then the profiles"
    ),
    ("<a/>", "p.xml has no linear additive utility space"),
  ])
  func `a profile of GENIUS that is wrong`(profile: String, message: String) throws {
    #expect(try ofProfile(profile) == message)
  }

  @Test(arguments: [
    ("<a>\n<b", "d.xml:2: this is no XML"), ("<a></a>", "d.xml has no issues"),
    (
      "<a>\n<issue index=\"1\" name=\"x\" vtype=\"real\"/></a>",
      "d.xml:2: issue 'x' is of the kind 'real'; discrete and integer ones can be imported"
    ),
    (
      "<a>\n\n<issue name=\"x\" vtype=\"integer\" lowerbound=\"1\" upperbound=\"5000\"/></a>",
      "d.xml:3: issue 'x' has 5000 values; the limit is 2000"
    ),
    (
      profile(),
      "d.xml is a profile, as it has evaluations; the domain comes first, and then the profiles"
    ),
  ])
  func `a domain of GENIUS that is wrong`(domain: String, message: String) throws {
    let found = try problem(["d.xml": domain]) {
      try GeniusImport.scenario(domain: "\($0)/d.xml", profiles: [])
    }
    #expect(found == message)
  }

  @Test func `the same profile twice`() throws {
    let found = try problem(["d.xml": Self.domain, "p.xml": Self.profile()]) {
      try GeniusImport.scenario(
        domain: "\($0)/d.xml",
        profiles: ["\($0)/p.xml", "\($0)/../\($0.split(separator: "/").last ?? "")/p.xml"])
    }
    #expect(found.hasSuffix("p.xml is given twice; each party has a profile of its own"))
  }

  /// The domain has the issues alone.
  @Test func `more profiles than a scenario can hold`() throws {
    let found = try problem(["d.xml": Self.domain]) { folder in
      try GeniusImport.scenario(
        domain: "\(folder)/d.xml", profiles: (1...501).map { "\(folder)/p\($0).xml" })
    }
    #expect(found == "there are 501 profiles; the limit is 500")
    let issues = (1...51).map {
      "<issue name=\"i\($0)\" vtype=\"integer\" lowerbound=\"1\" upperbound=\"2\"/>"
    }
    let both = try problem(["d.xml": "<a>\n\(issues.joined(separator: "\n"))</a>"]) { folder in
      try GeniusImport.scenario(
        domain: "\(folder)/d.xml", profiles: (1...50).map { "\(folder)/p\($0).xml" })
    }
    #expect(both == "there are 2550 profiles times issues; the limit is 2500")
  }

  @Test func `issues are matched by name, whatever their index`() throws {
    let domain = """
      <negotiation_template>
      <issue index="1" name="a"><item value="x"/><item value="y"/></issue>
      <issue index="2" name="b"><item value="x"/><item value="y"/></issue>
      </negotiation_template>
      """
    let profile = """
      <utility_space>
      <issue index="1" name="b"><item value="x" evaluation="1"/><item value="y" evaluation="4"/></issue>
      <issue index="2" name="a"><item value="x" evaluation="2"/><item value="y" evaluation="1"/></issue>
      <weight index="1" value="0.7"/><weight index="2" value="0.3"/>
      </utility_space>
      """
    let folder = try files(["d.xml": domain, "p.xml": profile])
    let made = try GeniusImport.scenario(
      domain: "\(folder)/d.xml", profiles: ["\(folder)/p.xml"])
    #expect(made.text.contains("      a: 0.3\n      b: 0.7\n"))
    #expect(made.text.contains("      a:\n        x: 1.0\n        y: 0.5\n"))
    #expect(made.text.contains("      b:\n        x: 0.25\n        y: 1.0\n"))
  }

  // MARK: GeniusWeb

  private static func web(
    _ space: String = "LinearAdditiveUtilitySpace", domain: String = "jobs",
    values: String = "{\"values\": [\"low\", \"high\"]}",
    utilities: String =
      "{\"DiscreteValueSetUtilities\": {\"valueUtilities\": {\"low\": 0.2, \"high\": 1}}}",
    weight: String = "1", bid: String = "low"
  ) -> String {
    """
    {"\(space)": {"name": "a", "issueUtilities": {"price": \(utilities)},
      "issueWeights": {"price": \(weight)}, "domain": {"name": "\(domain)", "issuesValues":
      {"price": \(values)}}, "reservationBid": {"issuevalues": {"price": "\(bid)"}}}}
    """
  }

  private func ofWeb(_ a: String, _ b: String? = nil) throws -> String {
    try problem(["a.json": a, "b.json": b ?? ""]) { folder in
      try GeniusWebImport.scenario(
        profiles: ["a.json"].map { "\(folder)/\($0)" } + (b == nil ? [] : ["\(folder)/b.json"]))
    }
  }

  @Test(arguments: [
    ("{\"a\": 1,\n \"b\": }", "a.json:2: this is no JSON"),
    ("{\"a\": [1,\n 2\n", "a.json:2: this is no JSON"),
    (
      web("SumOfGroupsUtilitySpace"),
      "a.json is of the kind 'SumOfGroupsUtilitySpace'; of profiles 'LinearAdditiveUtilitySpace' can be "
        + "imported"
    ),
    (
      web(values: "{\"words\": []}"),
      "a.json: issue 'price' is of the kind 'words'; discrete and integer ones can be imported"
    ),
    (
      web(utilities: "{\"Other\": {}}"),
      "a.json: issue 'price' is of the kind 'Other'; discrete and integer ones can be imported"
    ),
    (
      web(
        utilities: "{\"discreteutils\": {\"valueUtilities\": {\"low\": 0.2, \"high\": -1}}}"),
      "a.json: the utility of 'high' is -1, but lies between 0 and 1"
    ),
    (
      web(utilities: "{\"discreteutils\": {\"valueUtilities\": {\"low\": 0.2}}}"),
      "a.json: nothing is said of 'high', which 'price' can be"
    ),
    (
      web(
        utilities: "{\"discreteutils\": {\"valueUtilities\": {\"low\": \"x\", \"high\": 1}}}"),
      "a.json: 'x' is not a number"
    ),
    (web(weight: "-1"), "a.json: the weight of 'price' is -1, and none is below 0"),
    (web(bid: "none"), "a.json: the reservation bid has 'none', which 'price' cannot be"),
  ])
  func `a profile of GeniusWeb that is wrong`(profile: String, message: String) throws {
    #expect(try ofWeb(profile) == message)
  }

  @Test func `profiles of GeniusWeb of two domains`() throws {
    #expect(try ofWeb(Self.web(), Self.web(values: "{\"values\": [\"high\", \"low\"]}")) == "")
    #expect(
      try ofWeb(Self.web(), Self.web(domain: "cars", values: "{\"values\": [\"low\", \"mid\"]}"))
        == "b.json is a profile of the domain 'cars', but a.json is one of 'jobs', with other issues or "
        + "values")
  }

  @Test func `numbers of GeniusWeb are imported one by one`() throws {
    let folder = try files([
      "a.json": Self.web(
        values: "{\"range\": [\"12.1\", \"12.5\", \"0.2\"]}",
        utilities: "{\"NumberValueSetUtilities\": {\"lowValue\": 12.1, \"lowUtility\": 0.5, "
          + "\"highValue\": 12.5, \"highUtility\": 1}}", bid: "12.3")
    ])
    let made = try GeniusWebImport.scenario(profiles: ["\(folder)/a.json"])
    #expect(made.text.contains("      - value_12_1  # 12.1\n      - value_12_3  # 12.3\n"))
    let worths = made.text.split(separator: "\n").filter { $0.hasPrefix("        value_12") }
      .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
    #expect(worths.count == 3)
    for (worth, right) in zip(worths, [0.5, 0.75, 1]) { #expect(abs(worth - right) < 1e-12) }
  }

  // MARK: Actors

  private func ofTable(_ table: String) throws -> String {
    try problem(["t.csv": table]) {
      try ActorImport.scenario(table: "\($0)/t.csv", protocol: "compromise")
    }
  }

  @Test(arguments: [
    ("name,capability,position\nA,1,2\n", "t.csv has no column 'salience'"),
    ("name,capability,position,salience\nA,1,x,3\n", "t.csv:2: 'x' is not a number"),
    (
      "name,capability,position,salience\nA,1,2,180\n",
      "t.csv:2: the salience of 'A' is 180, but lies between 0 and 100"
    ),
    (
      "name,capability,position,salience\n\nA,1,2,3\nB,-8,2,18\n",
      "t.csv:4: the capability of 'B' is -8, and none is below 0"
    ),
    (
      "name,capability,position,salience\nA,1,2,-3\n",
      "t.csv:2: the salience of 'A' is -3, and none is below 0"
    ),
    (
      "name,capability,position,salience\nA,1,2\n",
      "t.csv:2: this row has 3 fields, and 4 are expected"
    ),
    (
      "name,capability,position,salience\nA\"B,1,2,3\n",
      "t.csv:2: a quote stands only around a whole field"
    ),
    (
      "name;capability;position;salience\nA;1,500;2;3\n",
      "t.csv:2: '1,500' may have decimals, or thousands in groups; write thousands without separators, and "
        + "decimals after a point"
    ),
    ("", "t.csv has no actors"), ("name,capability,position,salience\n", "t.csv has no actors"),
    (
      "name,power,position,salience\nA,1,2,3\n",
      "t.csv:1: this is neither a header with 'capability' nor a line with the numbers of actors and of "
        + "issues"
    ),
    ("4,1\nA,a,1,2,3\nB,b,1,2,3\n", "t.csv:1: actors: 4 are said here, and 2 follow"),
    ("2,3\nA,a,1,2,3\nB,b,1,2,3\n", "t.csv:1: issues: 3 are said here, and 1 follow"),
    ("2,1\nA,a,1,2,3\nB,b,1,2\n", "t.csv:3: this row has 4 fields, and 5 are expected"),
    (
      "name,capability,position,salience\nA,1,-1e308,3\n",
      "t.csv:2: the position of 'A' is -1e+308; the limit is 1e+100"
    ),
    (
      "name,capability,position,salience\nA,1e200,2,3\n",
      "t.csv:2: the capability of 'A' is 1e+200; the limit is 1e+100"
    ),
  ])
  func `a table of actors that is wrong`(table: String, message: String) throws {
    #expect(try ofTable(table) == message)
  }

  @Test func `a table that is larger than a scenario`() throws {
    func table(actors: Int, issues: Int) -> String {
      let header = (1...issues).map { ",position_\($0),salience_\($0)" }.joined()
      let fields = String(repeating: ",1,2", count: issues)
      let rows: [String] = (1...actors).map { "a\($0),1\(fields)" }
      return "name,capability\(header)\n" + rows.joined(separator: "\n")
    }
    #expect(try ofTable(table(actors: 501, issues: 1)) == "t.csv has 501 actors; the limit is 500")
    #expect(try ofTable(table(actors: 2, issues: 101)) == "t.csv has 101 issues; the limit is 100")
    #expect(
      try ofTable(table(actors: 51, issues: 50))
        == "t.csv has 2550 actors times issues; the limit is 2500")
  }

  @Test func `a table that is not there`() throws {
    let cause = ImportCause.unreadable("no-such.csv", reason: "no such file")
    #expect(throws: cause) {
      try ActorImport.scenario(table: "no-such.csv", protocol: "compromise")
    }
    #expect(cause.wording == "no-such.csv cannot be read: no such file")
    let folder = #expect(throws: ImportCause.self) {
      try ActorImport.scenario(table: "/", protocol: "compromise")
    }
    #expect(folder?.wording == "/ cannot be read: it is a folder")
  }

  @Test func `decimal commas, counts with a title row, and other letters`() throws {
    let folder = try files([
      "plain.csv": "name;capability;position;salience\nÖsterreich;8,5;4;80\nŁódź;7;7,25;40%\n",
      "ktab.csv": "case,an example,2,1\nActor,Description,Power,Position,Salience\n"
        + "\"Київ\",\"with, comma\",8.5,10,50\nB,second,20,100,30\n",
    ])
    let plain = try ActorImport.scenario(table: "\(folder)/plain.csv", protocol: "challenge")
    #expect(plain.text.contains("  osterreich:  # Österreich\n    capability: 8.5\n"))
    #expect(plain.text.contains("  lodz:  # Łódź\n"))
    #expect(plain.text.contains("position: {low: \"4.0\", high: \"7.25\"}"))
    #expect(plain.text.contains("    lodz: 0.4\n"))
    let ktab = try ActorImport.scenario(table: "\(folder)/ktab.csv", protocol: "pce")
    #expect(ktab.text.contains("  kiiv:  # Київ\n    capability: 8.5\n"))
    #expect(ktab.text.hasPrefix("# 2 actors, imported from "))
  }
}
