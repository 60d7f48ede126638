import Sim

/// Proposals by chance: what a round is worth to each party before anybody is drawn.
///
/// Function `m·count + j` is the value to party j of a text that party m offers. `extras`: discounts,
/// no deal, how often each is drawn.
struct ProposalGame {
  /// One of those that a party makes, and how often it makes it when it is drawn.
  struct Offer {
    let point: [Double]
    let chance: Double
  }

  let sets: [OfferGame.Carriers]
  let count: Int
  let extras: UnsafePointer<Double>

  private static let tolerance = 1e-7
  private static let precision = 1e-8
  /// How far worths may be off.
  private static let mostError = 1e-4
  /// Offers that are made less often than this are none.
  private static let rarest = 1e-6
  /// How sharply chances follow worths, for worths that differ by 1 in all: less than the least is no
  /// equilibrium, and more than the most is beyond what searches resolve.
  private static let sharpness = (first: 10.0, least: 1e5, most: 2e7)
  private let known = KnownOptions()

  private func noDeal(_ j: Int) -> Double { extras[count + j] }

  /// The largest change by a round that counts as none. Where all must agree a round leaves about `slowest`
  /// of an error, so that a change is as much smaller than the error as that is short of 1.
  private func enough(_ precision: Double) -> Double {
    guard sets.count == 1 else { return precision }
    return min(precision, Self.mostError * (1 - slowest))
  }

  /// What a round leaves of an error where all must agree on how to divide a sum, at most. With discounts δ
  /// and chances p to be drawn, worths change by (I − p·1ᵀ)·diag(δ), of which the eigenvalues besides 0 solve
  /// Σ p/(λ − δ) = 0: the largest lies between the two largest discounts.
  private var slowest: Double {
    let total = (0..<count).reduce(0) { $0 + extras[2 * count + $1] }
    let parties = (0..<count).map { (discount: extras[$0], chance: extras[2 * count + $0] / total) }
      .sorted { $0.discount > $1.discount }
    // Who is never drawn has no deal from the first round on.
    let drawn = parties.filter { $0.chance > 0 }
    guard drawn.count > 1 else { return 0 }
    var (low, high) = (drawn[1].discount, drawn[0].discount)
    for _ in 0..<100 where low < high {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { break }
      let slope = drawn.reduce(0) { $0 + $1.chance / (middle - $1.discount) }
      if slope > 0 { low = middle } else { high = middle }
    }
    return low
  }

  /// The mean discount.
  private var patience: Double {
    (0..<count).reduce(0) { $0 + extras[$1] } / Double(max(1, count))
  }

  /// Where rounds end of which each shrinks what is left by the discount; `nil` where parties are not so
  /// patient that rounds alone get nowhere.
  private func far(_ before: [Double], _ worth: [Double]) -> [Double]? {
    let patience = self.patience
    guard sets.count == 1, patience > 0.999, patience < 1 else { return nil }
    return zip(before, worth).map { $1 + ($1 - $0) * patience / (1 - patience) }
  }

  /// What waiting is worth: nobody is held below no deal.
  private func waiting(_ next: [Double]) -> [Double] {
    (0..<count).map { max(extras[$0] * next[$0], noDeal($0)) }
  }

  /// The best offer to each set, as far as it is worth waiting to its author.
  private func options(of mover: Int, _ waiting: [Double]) -> [KnownOptions.Option] {
    sets.indices.compactMap { place in
      let set = sets[place]
      let others = set.parties.filter { $0 != mover }
      let asked = [Double(mover), Double(place)] + others.map { waiting[$0] }
      let option = known.option(asked) {
        set.program.maximum(
          of: .value(mover * count + mover),
          floors: others.map { (function: mover * count + $0, floor: waiting[$0]) }
        ).map { best in
          let all = set.program.values(at: best.point)
          return KnownOptions.Option(
            value: best.value, point: best.point,
            values: (0..<count).map { all[mover * count + $0] })
        }
      }
      let least = waiting[mover] - Self.tolerance * OfferGame.size(waiting[mover])
      return option.flatMap { $0.value >= least ? $0 : nil }
    }
  }

  /// The offers of a party, and what each party has of them on average. Without `sharpness` equally good
  /// ones have equal chances; with it, chances are logit responses.
  private func offers(
    of mover: Int, _ waiting: [Double], sharpness: Double?
  ) -> (offers: [Offer], values: [Double]) {
    let found = options(of: mover, waiting)
    guard let most = found.map(\.value).max() else { return ([], waiting) }
    let weights = found.map { option in
      guard let sharpness else {
        return option.value >= most - Self.tolerance * OfferGame.size(most) ? 1.0 : 0
      }
      return Mathematics.exp(sharpness * (option.value - most))
    }
    let total = weights.reduce(0, +)
    let made = zip(found, weights).filter { $1 > 0 }
    return (
      made.map { Offer(point: $0.point, chance: $1 / total) },
      (0..<count).map { j in made.reduce(0) { $0 + $1.1 * $1.0.values[j] } / total }
    )
  }

  /// What a round is worth to each on average, and the offers in it.
  private func round(
    _ next: [Double], sharpness: Double? = nil
  ) -> (worth: [Double], offers: [[Offer]]) {
    let waiting = waiting(next)
    let made = (0..<count).map { offers(of: $0, waiting, sharpness: sharpness) }
    let total = (0..<count).reduce(0) { $0 + extras[2 * count + $1] }
    let worth = (0..<count).map { j in
      (0..<count).reduce(0) { $0 + extras[2 * count + $1] / total * made[$1].values[j] }
    }
    return (worth, made.map(\.offers))
  }

  /// The offers of a round with so many left, this one included; after the last there is no deal.
  func offers(left: Int) -> [[Offer]]? {
    var next = (0..<count).map { extras[$0] > 0 ? noDeal($0) / extras[$0] : 0 }
    var offers: [[Offer]] = []
    for _ in 0..<max(1, left) { (next, offers) = round(next) }
    return offers
  }

  /// The offers that stay the same from round to round; `nil` where none are found.
  func stationaryOffers() -> [[Offer]]? {
    var next = (0..<count).map(noDeal)
    var before = Double.infinity
    let enough = self.enough(Self.precision)
    guard enough > 0 else { return nil }
    for turn in 1...96 {
      let (worth, offers) = round(next)
      let change = zip(worth, next).map { abs($0 - $1) / OfferGame.size($0) }.max() ?? 0
      if change <= enough { return offers }
      next = (turn.isMultiple(of: 3) ? far(next, worth) : nil) ?? worth
      guard turn % 12 == 0 else { continue }
      // To and fro.
      if change > 0.9 * before { break }
      before = change
    }
    return mixedOffers(from: next)
  }

  /// Where equal chances of equally good offers are no equilibrium: the limit of logit responses as they get
  /// sharper (McKelvey & Palfrey 1995), followed from blunt ones on, each from the one before.
  private func mixedOffers(from start: [Double]) -> [[Offer]]? {
    let first = round((0..<count).map(noDeal)).worth
    let scale = (0..<count).map { abs(first[$0] - noDeal($0)) }.max() ?? 0
    guard scale > 0 else { return nil }
    var worth = start
    var best: Double?
    var sharpness = Self.sharpness.first
    var growth = 4.0
    let least = enough(1e-9) * scale
    while sharpness <= Self.sharpness.most {
      let now = sharpness / scale
      let found = NewtonRoot.find(from: worth, step: 0.01 / now, tolerance: least) { next in
        zip(round(next, sharpness: now).worth, next).map { $0 - $1 }
      }
      if let found {
        (worth, best) = (found, sharpness)
      } else {
        // Nearer to the last that was found.
        guard let best, growth > 1.1 else { break }
        sharpness = best
        growth = growth.squareRoot()
      }
      sharpness *= growth
    }
    guard let best, best >= Self.sharpness.least else { return nil }
    return round(worth, sharpness: best / scale).offers.map { made in
      let kept = made.filter { $0.chance >= Self.rarest }
      let total = kept.reduce(0) { $0 + $1.chance }
      return kept.map { Offer(point: $0.point, chance: $0.chance / total) }
    }
  }
}

/// Best offers that have been searched for: most are asked for again while others change.
private final class KnownOptions {
  struct Option {
    let value: Double
    let point: [Double]
    /// To each party.
    let values: [Double]
  }

  private var options: [[Double]: Option?] = [:]
  private static let most = 4096

  /// `asked`: all that it depends on.
  func option(_ asked: [Double], _ find: () -> Option?) -> Option? {
    if let known = options[asked] { return known }
    if options.count >= Self.most { options.removeAll(keepingCapacity: true) }
    let found = find()
    options[asked] = found
    return found
  }
}
