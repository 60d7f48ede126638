import Sim
import Testing

@testable import Scenarios

@Suite("A scenario with its defaults, its equations, its model") struct ScenarioListingTests {
  /// The record of the format at a place of `Defaults`.
  private func form(_ place: String) -> Format.Record? {
    var shape: Format.Shape? = .record(ScenarioFile.format.record)
    for key in place.split(separator: ".").map(String.init) where !place.isEmpty {
      if case .named(let element, _) = shape {
        shape = element
      } else {
        shape = shape?.child(key == "*" ? "settlement" : key)
      }
    }
    return shape?.record
  }

  @Test
  func `every default is of a key of the format`() throws {
    for (place, keys) in Defaults.all {
      let isOfProtocol =
        place.hasPrefix("talks.") && Bargaining.named(String(place.dropFirst(6))) != nil
      let record = try #require(form(isOfProtocol ? "talks" : place), "\(place)")
      for (key, _) in keys { #expect(record.key(key) != nil, "\(place).\(key)") }
    }
  }

  @Test(arguments: [
    "data.*", "issues.*", "parties.*", "parties.*.ratifiers.*", "events.*", "plans.*", "outcomes.*",
    "talks",
  ])
  func `every key that may be left out has a default`(_ place: String) throws {
    let record = try #require(form(place))
    // Those of which one must be there, and those that stand in for the built-in share of a ratifier.
    let chosen = Set(record.alternatives.flatMap { $0.groups.flatMap { $0 } })
    var known = Set(Defaults.of(place).map(\.key)).union(Defaults.unsaid).union([
      "slope", "support",
    ])
    if place == "talks" {
      for type in Bargaining.protocols {
        known.formUnion(Defaults.of("talks.\(type.word)").map(\.key))
        known.formUnion(type.keys.filter(\.key.required).map(\.key.name))
      }
    }
    let missing = record.keys.filter { key in
      !key.required && !chosen.contains(key.name) && !known.contains(key.name)
    }.map(\.name)
    #expect(missing == [])
  }

  private func lines(_ text: String, others: [String: String] = [:]) throws -> [String] {
    let findings = Findings()
    let texts = others.merging(["s.yaml": text]) { first, _ in first }
    let chain = try FileChain(TextAccess(name: "s.yaml", texts: texts), findings: findings)
    let (written, _) = try #require(ScenarioFile.merged(chain, [], findings))
    let filled = ScenarioReader(format: ScenarioFile.format, root: written, findings: findings)
      .filled
    return ScenarioListing(filled).lines.map {
      String(repeating: "  ", count: $0.indent) + $0.text + ($0.isDefault ? " *" : "")
    }
  }

  @Test
  func `what files say is merged, and what they do not say is marked`() throws {
    let shown = try lines(
      """
      format: 1
      scenario: child
      title: A child
      extends: parent.yaml
      events:
        bell: {after: ring, about: it rings}
      """,
      others: [
        "parent.yaml": """
        format: 1
        scenario: parent
        title: A parent
        parameters:
          p: {value: 0.4, source: coding}
        party_defaults: {capability: 2}
        parties:
          a: {no_deal: {win_chance: p, cost: 0.1}}
        events:
          ring: {probability: "p * 0.5"}
        outcomes:
          end: otherwise
        """
      ])
    #expect(
      shown == [
        "parameters:", "  p:", "    value: 0.4", "    known_to: all parties *", "parties:", "  a:",
        "    capability: 2", "    no_deal:", "      win_chance: p", "      cost: 0.1",
        "      win: 1 *",
        "      lose: 0 *", "    role: none *",
        "    ideal: none, or the value with the largest worth *",
        "    worth: 1 less the distance from the ideal *",
        "    weight: 1 / number of issues *", "    curvature: 1 *", "    red_lines: none *",
        "    tolerance: 0 *", "    reference: none, gains and losses do not count *",
        "    delivers: nothing *", "    ratifiers: none *",
        "    utility: 1 - sum of weight * distance ^ curvature *",
        "    value: utility less what breaches, losses, red lines and authorship take off *",
        "    accepts: value + tolerance >= no_deal, and no hard red line crossed *",
        "    after_breach: no_deal *", "events:", "  ring:", "    probability: p * 0.5",
        "    while: true *", "    once: false *", "    competes: with none *",
        "    effects: none *",
        "    acts: none *", "  bell:", "    after: ring", "    while: true *", "    once: false *",
        "    competes: with none *", "    effects: none *", "    acts: none *",
        "    delay: 1 step *",
        "outcomes:", "  end: otherwise", "clock: none, one look at step 0 *",
      ])
  }

  private static let small = """
    format: 1
    scenario: small
    title: Small
    clock: {step: week, steps: 2}
    parameters:
      p: uniform(0, 1)
    definitions:
      half: p / 2
    events:
      bell: {rate: half per week, while: step > 1}
    outcomes:
      rung: {at_end: happened(bell)}
      silent: otherwise
    """

  @Test
  func `equations stand as written, with what each name is`() throws {
    let equations = Equations(try ScenarioFile.load(text: Self.small, name: "s.yaml"))
    let lines = equations.sections.flatMap { section in
      [section.title]
        + section.equations.map { "\($0.name) = \($0.text) | \($0.reads.joined(separator: ", "))" }
    }
    #expect(
      lines == [
        "Parameters", "p = uniform(0, 1) | ", "Definitions",
        "half = p / 2 | p (parameter: uniform(0, 1))", "Events",
        "bell rate = half per week | half (definition: p / 2)",
        "bell while = step > 1 | step (word of the language)", "Outcomes",
        "rung, at the end = happened(bell) | bell (event)", "silent = otherwise | ",
      ])
  }

  @Test
  func `the model has a line for each value, with its tier and names`() throws {
    let model = try ScenarioFile.load(text: Self.small, name: "s.yaml").model()
    let lines = model.listing
    #expect(lines.count == model.graph.nodes.count + 1)
    #expect(lines[0] == "\(lines.count - 1) values, 1 memories, 2 draws, 2 steps")
    #expect(lines.contains { $0.hasSuffix(" draw parameters.p:uniform#1 (uniform)  trial  # p") })
    #expect(lines.contains { $0.contains("# outcome rung") })
  }
}
