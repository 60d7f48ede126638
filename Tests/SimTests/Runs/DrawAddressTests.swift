import Testing

@testable import Sim

@Suite("Draws of one address")
struct DrawAddressTests {
  /// A model of one step that compares two draws.
  private func run(_ first: DrawSite, _ second: DrawSite) throws {
    var graph = Graph()
    let (a, b) = (graph.draw(first, []), graph.draw(second, []))
    let report = Report(
      steps: 1, outcomes: [.init(name: "any", className: nil)], measures: [], signals: [],
      quantities: [.init(name: "less", unit: nil, isCondition: true)], milestones: [],
      parameters: [])
    let yes = graph.condition(true)
    let always = Model.Quantity(initial: yes, step: yes)
    let less = graph.apply(.less, a, b)
    let model = Model(
      graph: graph, steps: 1, memories: [], ends: always, outcomes: [always], measures: [],
      signals: [], milestones: [], quantities: [.init(initial: less, step: less)], parameters: [],
      report: report)
    _ = try PointRun(model, RunSettings(trials: 10, seed: 1, jobs: 1))
  }

  private func site(_ kind: DrawSite.Kind, eachStep: Bool = false) -> DrawSite {
    DrawSite(path: "state.x:normal#1", kind: kind, eachStep: eachStep)
  }

  @Test
  func `The same draw, asked for twice, is one`() throws {
    var graph = Graph()
    #expect(graph.draw(site(.uniform), []) == graph.draw(site(.uniform), []))
    #expect(graph.draws.count == 1)
    try run(site(.uniform), site(.uniform))
  }

  @Test
  func `A draw of another kind, or as often as another, is an error, not the first one's number`() {
    for other in [site(.uniform), site(.hazard), site(.standardNormal, eachStep: true)] {
      let error = #expect(throws: SiteCollision.self) { try run(site(.standardNormal), other) }
      #expect(
        error?.description
          == "two different draws have the address 'state.x:normal#1'; give one of them another id")
    }
  }
}
