import CGSL
import Testing

@testable import Sim

@Suite("Elementary effects")
struct ElementaryEffectsTests {
  init() { gsl_set_error_handler_off() }

  /// Of Ishigami's function, over all points of the grid: μ, μ* and σ by input.
  private static let known: [(Int, [Double], [Double], [Double])] = [
    (4, [7.704054, 0, 0], [7.704054, 7.875, 6.248796], [6.248796, 7.875, 8.837132]),
    (6, [7.989961, 0, 0], [7.989961, 2.687156, 5.542865], [9.887942, 3.291081, 8.542826]),
    (8, [7.959193, 0, 0], [7.959193, 3.230809, 5.723541], [10.020505, 3.360531, 8.171655]),
  ]

  /// 256 trajectories, seeds 0 to 399; a value that rounding moves counts as met.
  @Test(arguments: Self.known)
  func `covers the values of Ishigami's function`(
    _ levels: Int, _ mean: [Double], _ size: [Double], _ deviation: [Double]
  ) throws {
    var held = Array(repeating: 0.0, count: 9)
    for seed in 0..<UInt64(400) {
      let design = try #require(MorrisDesign(inputs: 3, levels: levels, seed: seed))
      let found = try #require(
        ElementaryEffect.all(
          design, (0..<256).map { design.trajectory($0).points.map(ishigami) }))
      let all = found.map(\.mean) + found.map(\.size) + found.map(\.deviation)
      for (k, truth) in (mean + size + deviation).enumerated()
      where all[k].interval.low - 1e-6 <= truth && truth <= all[k].interval.high + 1e-6 {
        held[k] += 1 / 400.0
      }
    }
    // Effects of two sizes alone have a spread that hardly varies.
    let limits = levels == 4 ? 0.92...1.0 : 0.92...0.98
    #expect(held.allSatisfy(limits.contains), "\(held)")
  }

  @Test func `a linear function has its slopes`() throws {
    let design = try #require(MorrisDesign(inputs: 2, levels: 4, seed: 1))
    let found = try #require(
      ElementaryEffect.all(
        design,
        (0..<8).map { design.trajectory($0).points.map { 3 * $0[0] - 2 * $0[1] } }))
    #expect((found[0].mean.value - 3).magnitude < 1e-12)
    #expect((found[1].mean.value + 2).magnitude < 1e-12)
    #expect((found[1].size.value - 2).magnitude < 1e-12)
    #expect(found.allSatisfy { $0.deviation.value < 1e-12 })
  }

  /// 3 x₁, with normal noise of deviation 0.3 in each value: μ is 3 and 0, μ* the same, σ 0. 16 trajectories,
  /// seeds 0 to 399: 95 ± 3 %, which is 2.75 standard errors, of μ; limits of the others are on the safe side.
  @Test func `chance is no effect, and no interaction`() throws {
    var held = Array(repeating: 0.0, count: 6)
    for seed in 0..<UInt64(400) {
      var chances = Chances(seed: 900 + seed)
      let design = try #require(MorrisDesign(inputs: 2, levels: 6, seed: seed))
      let values = (0..<16).map { number in
        design.trajectory(number).points.map { 3 * $0[0] + 0.3 * chances.normal() }
      }
      let noise = Array(repeating: Array(repeating: 2 * 0.09, count: 2), count: 16)
      let found = try #require(ElementaryEffect.all(design, values, noise: noise))
      for (k, slope) in [3.0, 0].enumerated() {
        if found[k].mean.interval.contains(slope) { held[3 * k] += 1 / 400.0 }
        if found[k].size.interval.contains(slope) { held[3 * k + 1] += 1 / 400.0 }
        if found[k].deviation.interval.contains(0) { held[3 * k + 2] += 1 / 400.0 }
        #expect(found[k].size.interval.contains(found[k].size.value))
        #expect(found[k].deviation.interval.contains(found[k].deviation.value))
      }
    }
    let level = 0.92...0.98
    #expect(level.contains(held[0]) && level.contains(held[3]), "\(held)")
    #expect(held.allSatisfy { $0 >= 0.92 }, "\(held)")
  }

  /// 3 x₁ + 4 x₁ x₂ over six levels: the effect of x₁ is 3 + 4 x₂, so that μ and μ* are 5 and σ is 4 √(.04 · 35/12)
  /// = 1.36626. Noise as above has a variance of half a unit in an effect. 64 trajectories, seeds 0 to 399: by NumPy
  /// the limits of σ hold in 94.6 % and are 0.48 wide at the median; 2.75 standard errors are 3 %.
  @Test func `an interaction is found in chance`() throws {
    var held = [0.0, 0, 0]
    var width = 0.0
    for seed in 0..<UInt64(400) {
      var chances = Chances(seed: 2_900 + seed)
      let design = try #require(MorrisDesign(inputs: 2, levels: 6, seed: seed))
      let values = (0..<64).map { number in
        design.trajectory(number).points.map { x in
          3 * x[0] + 4 * x[0] * x[1] + 0.3 * chances.normal()
        }
      }
      let noise = Array(repeating: Array(repeating: 2 * 0.09, count: 2), count: 64)
      let found = try #require(ElementaryEffect.all(design, values, noise: noise))[0]
      if found.mean.interval.contains(5) { held[0] += 1 / 400.0 }
      if found.size.interval.contains(5) { held[1] += 1 / 400.0 }
      if found.deviation.interval.contains(1.36626) { held[2] += 1 / 400.0 }
      width += (found.deviation.interval.high - found.deviation.interval.low) / 400
    }
    #expect((0.92...0.98).contains(held[0]) && (0.92...0.98).contains(held[2]), "\(held)")
    #expect(held[1] >= 0.92, "\(held)")
    #expect((0.4...0.6).contains(width), "\(width)")
  }

  @Test func `trajectories move each input once on the grid`() throws {
    let design = try #require(MorrisDesign(inputs: 5, levels: 6, seed: 2))
    for number in 0..<20 {
      let trajectory = design.trajectory(number)
      #expect(Set(trajectory.moved) == Set(0..<5))
      for (k, input) in trajectory.moved.enumerated() {
        let step = trajectory.points[k + 1][input] - trajectory.points[k][input]
        #expect((step.magnitude - 0.6).magnitude < 1e-12)
        #expect((step > 0) == trajectory.rises[k])
      }
      for value in trajectory.points.flatMap({ $0 }) {
        #expect((value * 5 - (value * 5).rounded()).magnitude < 1e-9)
        #expect(value > -1e-12 && value < 1 + 1e-12)
      }
    }
    #expect(design.trajectory(0) != design.trajectory(1))
  }

  @Test func `odd levels missing values and few trajectories have none`() throws {
    #expect(MorrisDesign(inputs: 2, levels: 5, seed: 1) == nil)
    #expect(MorrisDesign(inputs: 0, levels: 4, seed: 1) == nil)
    let design = try #require(MorrisDesign(inputs: 1, levels: 4, seed: 1))
    #expect(ElementaryEffect.all(design, [[0, 1], [0, 1], [0, 1]]) == nil)
    #expect(ElementaryEffect.all(design, [[0, 1], [0, 1], [0, 1], [0, .nan]]) == nil)
  }
}
