import Sim

extension IntervalCase {
  /// How far plans are ahead of the best other one. A draw x is uniform from 0 to 0.2, and under it a trial
  /// of a plan pays 1 with a chance of 0.4 + x, of the first plan with more.
  static let leads: [IntervalCase] = [
    lead("two plans, equally good; 300 draws of 8", plans: 2, ahead: 0),
    lead("three plans, one ahead by 0.03; 300 draws of 8", plans: 3, ahead: 0.03),
    lead("five plans, one ahead by 0.03; 300 draws of 8", plans: 5, ahead: 0.03),
    lead("the same, one trial in 50 fails, like others", plans: 5, ahead: 0.03, failing: 0.02),
    lead("the same, one trial in ten fails, like others", plans: 5, ahead: 0.03, failing: 0.1),
    lead(
      "two plans, one trial in ten fails, at the least under the first", plans: 2, ahead: 0.03,
      failing: 0.1,
      worth: (first: 0, others: 1)),
    lead(
      "two plans, one trial in ten fails, at the most under the first", plans: 2, ahead: 0.03,
      failing: 0.1,
      worth: (first: 1, others: 0)),
    lead(
      "three plans, one trial in ten fails, at the most under the first", plans: 3, ahead: 0.03,
      failing: 0.1,
      worth: (first: 1, others: 0)),
    lead(
      "five plans, one trial in 50 fails, at the most under the first", plans: 5, ahead: 0.03,
      failing: 0.02,
      worth: (first: 1, others: 0)),
    lead(
      "five plans, one trial in ten fails, at the most under the first", plans: 5, ahead: 0.03,
      failing: 0.1,
      worth: (first: 1, others: 0)),
  ]

  /// `worth`: of failed trials; without, they are like others.
  private static func lead(
    _ setting: String, plans: Int, ahead: Double, failing: Double = 0,
    worth: (first: Double, others: Double)? = nil
  ) -> IntervalCase {
    let (draws, repeats) = (300, 8)
    let chance = (0..<plans).map { $0 == 0 ? 0.4 + ahead : 0.4 }
    let means = (0..<plans).map { plan in
      let mean = chance[plan] + 0.1
      guard let worth else { return mean }
      return (1 - failing) * mean + failing * (plan == 0 ? worth.first : worth.others)
    }
    let truths = means.indices.map { plan in
      means[plan] - (means.indices.filter { $0 != plan }.map { means[$0] }.max() ?? 0)
    }
    let name =
      "how far plans are ahead, together" + (failing > 0 ? ", bounds with failed trials" : "")
    return IntervalCase(name, setting) { chances in
      var values: [[Double]] = Array(repeating: [], count: plans)
      for _ in 0..<draws {
        let x = 0.2 * chances.uniform()
        for plan in 0..<plans {
          for _ in 0..<repeats {
            let value = chances.happens(chance[plan] + x) ? 1.0 : 0
            values[plan].append(chances.happens(failing) ? .nan : value)
          }
        }
      }
      let isFailed = values.map { $0.map(\.isNaN) }
      let leads = (0..<plans).map {
        PlanLead.bounds(values, isFailed: isFailed, of: $0, repeats: repeats, within: 0...1)
      }
      return zip(leads, truths).allSatisfy { $0?.contains($1) ?? false }
    }
  }
}
