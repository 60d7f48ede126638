import Sim

/// Backward induction over offers made in turn.
///
/// Function `m·count + j` is the value to party j of a text that party m offers. `extras`:
/// discounts, no deal, worth of talking on, each by party, then the chance of a breakdown and the
/// first round that is asked for.
struct OfferGame {
  /// Parties who carry a text together, and the texts that none of them rules out.
  struct Carriers {
    let program: ConcaveProgram
    let parties: [Int]
  }

  let sets: [Carriers]
  let count: Int
  let extras: UnsafePointer<Double>
  let mayLeave: Bool
  /// Searches over several terms end this near the top.
  private var isLine: Bool { sets.allSatisfy(\.program.isLine) }
  private var precision: Double { isLine ? 1e-14 : 1e-8 }
  private var tolerance: Double { isLine ? 1e-12 : 1e-7 }
  /// How far offers may be off.
  private var mostError: Double { isLine ? 1e-6 : 1e-4 }
  /// By what share a turn around the table shrinks what is left. So what a turn changes, divided by this, is
  /// about how far off the offers are.
  private var hurry: Double {
    let left = (0..<count).map { extras[$0] * (1 - extras[3 * count]) }
    guard count > 2, Set(left).count > 1 else { return 1 - left.reduce(1, *) }
    return TurnMatrix(left).hurry
  }

  private func noDeal(_ j: Int) -> Double { extras[count + j] }

  /// How large the number is to which the precision of a worth is in proportion: 1 of those that are no
  /// larger.
  static func size(_ worth: Double) -> Double { max(1, abs(worth)) }

  /// What a refusal is worth to a party when `next` is what the next round brings.
  private func waiting(_ j: Int, _ next: [Double]) -> Double {
    let (discount, meanwhile, breakdown) = (extras[j], extras[2 * count + j], extras[3 * count])
    let later = breakdown * noDeal(j) + (1 - breakdown) * next[j]
    let worth = (1 - discount) * meanwhile + discount * later
    return mayLeave ? max(worth, noDeal(j)) : worth
  }

  /// The offer of `mover` and what each party has of it, given what refusing is worth.
  private func offer(by mover: Int, refusing: [Double]) -> (point: [Double]?, values: [Double]) {
    var best: (value: Double, point: [Double], program: ConcaveProgram)?
    for set in sets {
      let floors = set.parties.filter { $0 != mover }
        .map { (function: mover * count + $0, floor: refusing[$0]) }
      guard
        let found = set.program.maximum(of: .value(mover * count + mover), floors: floors),
        found.value >= refusing[mover] - tolerance * Self.size(refusing[mover])
      else { continue }
      if best.map({ found.value > $0.value + tolerance * Self.size($0.value) }) ?? true {
        best = (found.value, found.point, set.program)
      }
    }
    guard let best else { return (nil, refusing) }
    let all = best.program.values(at: best.point)
    return (best.point, (0..<count).map { all[mover * count + $0] })
  }

  /// The offers of a game of `horizon` rounds from `first` on, 0 the first round of all; none
  /// before it. After the last round there is no deal.
  func offers(from first: Int, of horizon: Int) -> [[Double]?]? {
    var offers = [[Double]?](repeating: nil, count: horizon)
    var next = (0..<count).map(noDeal)
    for round in stride(from: horizon - 1, through: max(0, first), by: -1) {
      let refusing = round == horizon - 1 ? next : (0..<count).map { waiting($0, next) }
      (offers[round], next) = offer(by: round % count, refusing: refusing)
    }
    return offers
  }

  /// The offer of each party in the stationary equilibrium of a game without a last round: the fixed point of
  /// one turn around the table. Turns shrink what is left by the discounts, so the end is extrapolated
  /// (Aitken 1926). `nil` where no end is found: parties are hardly in a hurry, or several sets of them can
  /// carry a text, and equilibria are in mixed strategies only.
  func stationaryOffers() -> [[Double]?]? {
    var offers = [[Double]?](repeating: nil, count: count)
    func turn(_ next: [Double]) -> [Double] {
      var next = next
      for mover in (0..<count).reversed() {
        let found = offer(by: mover, refusing: (0..<count).map { waiting($0, next) })
        offers[mover] = found.point
        next = found.values
      }
      return next
    }
    /// Of large worths in proportion.
    func distance(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).map { abs($0 - $1) / Self.size($1) }.max() ?? 0
    }
    var values = (0..<count).map(noDeal)
    let hurry = self.hurry
    if sets.count == 1, hurry <= 0 { return nil }
    let enough = sets.count == 1 ? min(precision, mostError * hurry) : precision
    var last: (offers: [[Double]?], change: Double) = (offers, .infinity)
    var halvings = hurry < 1e-3 ? Self.mostHalvings : 0
    for _ in 0..<2_000 {
      let once = turn(values)
      let twice = turn(once)
      let thrice = turn(twice)
      // Whose no deal is infinite is offered nothing; that it is so fails the trial elsewhere.
      guard thrice.allSatisfy(\.isFinite) else { return Array(repeating: nil, count: count) }
      last = (offers, distance(thrice, twice))
      if last.change <= enough { return offers }
      values = extrapolated(once, twice, thrice)
      // Too far: more is promised than there is. Turns of the very patient get nowhere by themselves.
      let least = halvings - 20
      while values != thrice {
        _ = turn(values)
        guard offers.contains(where: { $0 == nil }) else { break }
        guard halvings > max(0, least) else {
          values = thrice
          break
        }
        values = zip(values, thrice).map { ($0 + $1) / 2 }
        halvings -= 1
      }
    }
    let isNear = sets.count == 1 && last.change <= mostError * hurry
    return isNear || last.offers.allSatisfy { $0 == nil } ? last.offers : nil
  }

  /// In all turns of a game.
  private static let mostHalvings = 2_000

  /// Where a sequence that shrinks by a constant factor ends.
  private func extrapolated(_ a: [Double], _ b: [Double], _ c: [Double]) -> [Double] {
    let first = zip(b, a).map { $0 - $1 }
    let second = zip(c, b).map { $0 - $1 }
    let square = first.reduce(0) { $0 + $1 * $1 }
    let factor = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / square
    guard square > 0, factor > -1, factor < 1 else { return c }
    return zip(c, second).map { $0 + $1 * factor / (1 - factor) }
  }
}
