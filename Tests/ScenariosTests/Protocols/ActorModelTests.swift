import Sim
import Testing

@testable import Scenarios

/// The challenge model, the probabilistic election and exchanges against code in Python that was
/// written apart from this one, and against closed forms.
struct ActorModelTests {
  private static let positions = [4.0, 7, 4, 4, 10, 10, 10, 7, 4, 7]
  private static let salience = [0.8, 0.4, 0.2, 0.8, 0.6, 0.6, 0.9, 0.1, 1, 0.7]
  private static let capability = [0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08]

  private func model(isPaper: Bool) -> ChallengeModel {
    ChallengeModel(
      start: Self.positions, salience: Self.salience, capability: Self.capability, quiet: 1,
      isPaper: isPaper)
  }

  @Test func `the published code's medians and means, round by round`() {
    let medians = [
      8.427217844825451, 9.619879025432795, 9.964258235393624, 9.964258235393624,
      9.964258235393624, 7.523686388746183, 8.872214552449087, 9.699211700924442,
    ]
    let means = [
      7.4618478154127255, 7.553027231732353, 7.590415992480533, 7.358991492024352,
      7.351170207928545, 7.417948951623839, 7.513547143212081, 7.574548204588659,
    ]
    let model = model(isPaper: false)
    #expect(ActorStatistic.median(Self.positions, model.weights) == 7)
    #expect(abs(ActorStatistic.mean(Self.positions, model.weights) - 7.389955686853767) < 1e-12)
    for round in 1...8 {
      let x = model.positions(after: round)
      #expect(abs(ActorStatistic.median(x, model.weights) - medians[round - 1]) < 1e-9)
      #expect(abs(ActorStatistic.mean(x, model.weights) - means[round - 1]) < 1e-9)
    }
  }

  @Test func `the equations as printed move other actors`() {
    let x = model(isPaper: true).positions(after: 3)
    #expect(x != model(isPaper: false).positions(after: 3))
    #expect(x.allSatisfy { (4...10).contains($0) })
  }

  @Test func `who all agree with stays`() {
    let model = ChallengeModel(
      start: [0.3, 0.3], salience: [1, 1], capability: [1, 2], quiet: 1, isPaper: true)
    #expect(model.positions(after: 5) == [0.3, 0.3])
  }

  private func election(_ kind: String, _ vote: String = "proportional") -> [Double] {
    CondorcetModel(
      positions: [[0, 0.25, 0.6, 1]], saliences: [[1, 0.8, 0.5, 0.9]],
      capabilities: [3, 2, 4, 1], kind: kind, vote: vote, victory: 1
    ).chances(withRisk: false).ofParties
  }

  /// By numpy.
  @Test(
    arguments: [
      ("conditional", "proportional", [0.126957687, 0.451245659, 0.414199452, 0.007597202]),
      ("conditional", "binary", [0.120967742, 0.508064516, 0.362903226, 0.008064516]),
      ("conditional", "cubic", [0.129197971, 0.440488305, 0.424248784, 0.006064940]),
      ("markov_uniform", "proportional", [0.189157249, 0.383477535, 0.363085163, 0.064280053]),
      ("markov_uniform", "binary", [0.190425532, 0.405319149, 0.330851064, 0.073404256]),
      ("markov_uniform", "cubic", [0.190328815, 0.380213923, 0.370756582, 0.058700679]),
      ("markov_incentive", "proportional", [0.178450544, 0.369619290, 0.433031972, 0.018898194]),
      ("markov_incentive", "binary", [0.204553891, 0.396583599, 0.366165767, 0.032696743]),
      ("markov_incentive", "cubic", [0.255043763, 0.256586213, 0.448730124, 0.039639899]),
    ] as [(String, String, [Double])])
  func `chances of four positions`(kind: String, vote: String, right: [Double]) {
    let found = election(kind, vote)
    for (a, b) in zip(found, right) { #expect(abs(a - b) < 2e-6, "\(found)") }
  }

  /// Of two positions the chance of each is its share of the strength, c^v/(c^v + 1).
  @Test(arguments: ["conditional", "markov_uniform", "markov_incentive"], [1, 2, 8] as [Double])
  func `two positions, to the last digits`(kind: String, victory: Double) {
    let found = CondorcetModel(
      positions: [[0.9, 0.2]], saliences: [[1, 1]], capabilities: [3, 1], kind: kind,
      vote: "proportional", victory: victory
    ).chances(withRisk: false).ofParties
    let strength = Mathematics.pow(3, victory)
    #expect(abs(found[0] - strength / (strength + 1)) < 1e-13, "\(found)")
  }

  @Test func `equal positions are one candidate`() {
    let found = CondorcetModel(
      positions: [[0.2, 0.2, 0.9]], saliences: [[1, 1, 1]], capabilities: [1, 1, 2],
      kind: "conditional", vote: "binary", victory: 1
    ).chances(withRisk: false)
    #expect(found.candidates == [0, 2])
    #expect(abs(found.ofCandidates[0] - 0.5) < 1e-6)
  }

  @Test func `two give way fully on what matters less to them`() {
    let found = ExchangeModel(
      positions: [[0, 1], [1, 0]], saliences: [[0.8, 0.2], [0.2, 0.8]], capabilities: [1, 1]
    ).outcomes()
    #expect(abs(found[0]) < 1e-12 && abs(found[1]) < 1e-12)
  }

  @Test func `without opposition on two issues nothing is exchanged`() {
    let found = ExchangeModel(
      positions: [[0, 1], [0, 0]], saliences: [[0.8, 0.2], [0.2, 0.8]], capabilities: [1, 1]
    ).outcomes()
    #expect(abs(found[0] - 0.2) < 1e-12 && found[1] == 0)
  }

  @Test(arguments: [
    ("0.5", "34"), ("{p: 0, q: 1}", "44"), ("0", nil), ("{p: 0}", nil),
  ])
  func `that the size of a salience does nothing in an election is noted, unless that is expected`(
    salience: String, place: String?
  ) throws {
    func notes(_ also: String = "") throws -> [String] {
      try seenAtLoad(
        """
        clock: {step: round, steps: 1}
        issues: {x: {}}
        parties: {p: {ideal: 0, no_deal: 0}, q: {ideal: 1, no_deal: 0}}
        talks: {protocol: pce, salience: \(salience)\(also)}
        outcomes: {done: otherwise}
        """
      ).filter { $0.hasSuffix("[no_effect]") }
    }
    let text =
      "in 'pce' a 'salience' changes something only where it is 0: any other multiplies all weights of its "
      + "party alike, and distances are weighted means. Say by 'weight' which issues matter more. [no_effect]"
    #expect(
      try notes() == [place].compactMap(\.self).map { "a.yaml:6:\($0): note: talks: \(text)" })
    #expect(try notes(", expect: no_effect") == [])
  }

  @Test func `a hundred and sixty actors`() throws {
    let parties = (0..<160).map {
      "  p\($0): {ideal: \(Double($0) / 159), capability: \($0 % 7 + 1)}"
    }
    let play = try Play(
      """
      clock: {step: round, steps: 1}
      issues: {x: {}}
      party_defaults: {no_deal: 0}
      parties:
      \(parties.joined(separator: "\n"))
      talks: {protocol: compromise, carried_when: false}
      measures: {m: draft.x}
      """)
    let weights = (0..<160).map { Double($0 % 7 + 1) }
    let right = ActorStatistic.mean((0..<160).map { Double($0) / 159 }, weights)
    #expect(abs(try play.value("m") - right) < 1e-12)
  }
}
