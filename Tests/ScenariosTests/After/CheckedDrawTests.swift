import Sim
import Testing

/// A check draws nothing: every draw of a model is at the address by which it is read.
struct CheckedDrawTests {
  @Test func `what durability draws is drawn once, where it is read`() throws {
    let model = try scenario(
      """
      clock: {step: week, steps: 3}
      issues: {pie: {status_quo: 0.5}}
      parties:
        one: {ideal: 1, no_deal: 0, role: belligerent, reference: {}}
        two: {ideal: 0, no_deal: 0, role: belligerent}
      talks:
        protocol: single_text
        opening: {pie: 0.5}
        enforcement: {monitoring: "uniform(0, 1)"}
        breach: {base: "uniform(0, 0.1)", monitoring: "uniform(0, 0.1)", terms: {pie: "uniform(0, 0.1)"}}
      durability:
        settlement:
          rate: uniform(0.1, 0.2) per week
          ageing: uniform(0.9, 1)
          sham: uniform(0, 0.1)
          sham_half_life: uniform(1, 2) * 1 week
          monitoring: normal(0, 1)
          dissatisfaction: normal(0, 1)
          pressure: {value: "normal(0, 1)", effect: "normal(0, 1)"}
          covariates: {front: {value: "normal(0, 1)", effect: "normal(0, 1)"}}
          violations: uniform(0, 1) per week
      outcomes: {done: otherwise}
      """
    ).model()
    let inForce = "durability.settlement"
    #expect(
      model.graph.draws.map(\.path).sorted() == [
        "\(inForce).ageing:uniform#1", "\(inForce).covariates.front.effect:normal#1",
        "\(inForce).covariates.front.value:normal#1", "\(inForce).dissatisfaction:normal#1",
        "\(inForce).monitoring:normal#1", "\(inForce).pressure.effect:normal#1",
        "\(inForce).pressure.value:normal#1", "\(inForce).rate:uniform#1",
        "\(inForce).sham:uniform#1", "\(inForce).sham:uniform#2",
        "\(inForce).sham_half_life:uniform#1", "\(inForce).violations:poisson#1",
        "\(inForce).violations:uniform#1", "\(inForce):chance#1",
        "talks.breach.base:uniform#1", "talks.breach.monitoring:uniform#1",
        "talks.breach.terms.pie:uniform#1", "talks.enforcement.monitoring:uniform#1",
      ])
  }

  /// A share that was drawn where its own draw is would be compared with itself.
  @Test func `what an entry draws itself and what its expression draws are two draws`() throws {
    let model = try scenario(
      """
      clock: {step: week, steps: 4}
      issues: {pie: {status_quo: 0.5}}
      parties: {one: {ideal: 1}, two: {ideal: 0}}
      talks:
        protocol: single_text
        opening: {pie: 0.5}
        round: {probability: "if(chance(0.5), 0.3, 0.1)"}
      durability:
        settlement: {rate: 0 per week, violations: "poisson(2) per week"}
      measures: {met: "if(talks_met, 1, 0)", counted: total(talks.violations)}
      outcomes: {done: otherwise}
      """
    ).model()
    let inForce = "durability.settlement"
    let own = model.graph.draws.map(\.path).filter {
      $0.hasPrefix("talks.round") || $0.contains("violations")
    }
    #expect(
      own.sorted() == [
        "\(inForce).violations:poisson#1", "\(inForce).violations:poisson#2",
        "talks.round:chance#1", "talks.round:chance#2",
      ])
  }
}
