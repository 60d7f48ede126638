import Sim

/// Exchanges of positions with equal gains (Stokman & Van Oosten 1994). Two parties on opposite sides
/// of the expected outcome on two issues each give way on the issue that matters less to it; what is
/// expected of each issue, before and after, is the mean of positions by capability × salience.
struct Exchange: TextMaking {
  static let word = "exchange"
  static let goesByDistance = true
  static let keys: [Field<Talks>] = [ActorTable.key]

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  func offer() throws -> OfferedText {
    let table = try ActorTable(compiler, talks)
    let (issues, parties) = (table.positions.count, table.capabilities.count)
    let kernel = Kernel(name: "exchange/\(issues)/\(parties)", resultCount: issues) { x, results in
      let actors = ActorTable.read(x, issues: issues, parties: parties)
      let found = ExchangeModel(
        positions: actors.positions, saliences: actors.saliences,
        capabilities: actors.capabilities
      ).outcomes()
      for k in 0..<issues { results[k] = found[k] }
    }
    let terms = compiler.typed.graph.results(of: kernel, table.nodes)
    return compiler.texts.offerByAll(terms)
  }
}

struct ExchangeModel {
  /// By issue and party.
  let positions: [[Double]]
  let saliences: [[Double]]
  let capabilities: [Double]

  /// Party i gives way on issue q, and j on p.
  private struct Deal {
    var i: Int
    var j: Int
    var p: Int
    var q: Int
    /// How far each moves: j on p, i on q.
    var moveOfJ: Double
    var moveOfI: Double
    var gain: Double
  }

  private func strength(_ k: Int, _ party: Int) -> Double {
    saliences[k][party] * capabilities[party]
  }

  private func outcome(_ x: [[Double]], _ k: Int) -> Double {
    ActorStatistic.mean(x[k], capabilities.indices.map { strength(k, $0) })
  }

  /// What is expected of each issue after all exchanges: the best first, no position given twice.
  func outcomes() -> [Double] {
    let start = positions.indices.map { outcome(positions, $0) }
    var x = positions
    var given: Set<[Int]> = []
    for deal in deals(start).sorted(by: Self.comesFirst) {
      let supplies = [[deal.j, deal.p], [deal.i, deal.q]]
      guard given.isDisjoint(with: supplies) else { continue }
      given.formUnion(supplies)
      x[deal.p][deal.j] += deal.moveOfJ
      x[deal.q][deal.i] += deal.moveOfI
    }
    return positions.indices.map { outcome(x, $0) }
  }

  /// By gain; of equal ones in the order of parties and issues.
  private static func comesFirst(_ a: Deal, _ b: Deal) -> Bool {
    if a.gain != b.gain { return a.gain > b.gain }
    return [a.i, a.j, a.p, a.q].lexicographicallyPrecedes([b.i, b.j, b.p, b.q])
  }

  private func deals(_ start: [Double]) -> [Deal] {
    var found: [Deal] = []
    for i in capabilities.indices {
      for j in capabilities.indices where j != i {
        for p in positions.indices {
          for q in positions.indices where q != p {
            if let deal = deal(i, j, p, q, start) { found.append(deal) }
          }
        }
      }
    }
    return found
  }

  private func deal(_ i: Int, _ j: Int, _ p: Int, _ q: Int, _ start: [Double]) -> Deal? {
    let oppose = { (k: Int) in
      (positions[k][i] - start[k]) * (positions[k][j] - start[k]) < 0
    }
    guard oppose(p), oppose(q) else { return nil }
    let (total, other) = (
      capabilities.indices.reduce(0) { $0 + strength(p, $1) },
      capabilities.indices.reduce(0) { $0 + strength(q, $1) }
    )
    let (own, his) = (strength(q, i), strength(p, j))
    guard own > 0, his > 0 else { return nil }
    let wayOnP = positions[p][i] - positions[p][j]
    let wayOnQ = positions[q][j] - positions[q][i]
    // Shifts of outcomes per shift on the other issue, so that both gain the same.
    let ratio = (saliences[p][i] + saliences[p][j]) / (saliences[q][i] + saliences[q][j])
    var shiftOnP = abs(wayOnP) * his / total
    var shiftOnQ = shiftOnP * ratio
    if shiftOnQ * other / own > abs(wayOnQ) {
      shiftOnQ = abs(wayOnQ) * own / other
      shiftOnP = shiftOnQ / ratio
    }
    // No outcome passes the one for whom it is moved.
    let room = min(
      1, abs(positions[p][i] - start[p]) / shiftOnP, abs(positions[q][j] - start[q]) / shiftOnQ)
    shiftOnP *= room
    shiftOnQ *= room
    let gain = saliences[p][i] * shiftOnP - saliences[q][i] * shiftOnQ
    guard gain > 1e-12 else { return nil }
    return Deal(
      i: i, j: j, p: p, q: q,
      moveOfJ: (wayOnP < 0 ? -1 : 1) * shiftOnP * total / his,
      moveOfI: (wayOnQ < 0 ? -1 : 1) * shiftOnQ * other / own, gain: gain)
  }
}
