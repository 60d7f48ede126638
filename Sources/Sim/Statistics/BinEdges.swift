/// Finds where the bins of a histogram are to meet, from a sample of what will be counted.
///
/// Bin i holds what lies above edge i − 1, up to and with edge i. Between the extremes of the
/// sample the edges are its own order statistics, so that each bin holds about the same share
/// whatever the distribution. A value that is repeated is an atom: the edge just below it and the
/// value itself leave it a bin of its own. Whole numbers that are few are all atoms, those that the
/// sample has not seen as well. Beyond the extremes bins grow by powers of two.
struct BinEdges {
  /// At most so many edges.
  let most: Int
  private let tail: Int
  private let perOctave: Int
  /// Of the sample, the first `kinds` entries: its values, and how often each is there.
  private var distinct: [Double] = []
  private var repeats: [Int] = []
  private var kinds = 0
  private var edges: [Double] = []

  /// `tail`: edges beyond each extreme; `perOctave`: a power of two, of them by doubling distance.
  init(most: Int, tail: Int, perOctave: Int = 1) {
    self.most = most
    self.tail = tail
    self.perOctave = perOctave
  }

  /// Rising, at most `most`. The sample is sorted and finite.
  mutating func edges(ofSorted sample: UnsafeBufferPointer<Double>) -> [Double] {
    edges.removeAll(keepingCapacity: true)
    guard let first = sample.first, let last = sample.last else { return Self.grid(most) }
    group(sample)
    let room = most - 2 * tail
    if let whole = wholeNumbers(first, last, room) {
      for number in whole { isolate(number) }
    } else if 2 * kinds <= room {
      for value in distinct.prefix(kinds) { isolate(value) }
    } else {
      var share = max(2, (sample.count + room - 1) / room)
      while !divide(room, share) { share += max(1, share / 4) }
    }
    subdivide(room)
    addTails(last - first)
    return edges
  }

  private mutating func group(_ sample: UnsafeBufferPointer<Double>) {
    if distinct.count < sample.count {
      distinct = Array(repeating: 0, count: sample.count)
      repeats = Array(repeating: 0, count: sample.count)
    }
    kinds = distinct.withUnsafeMutableBufferPointer { distinct in
      repeats.withUnsafeMutableBufferPointer { repeats in
        var last = -1
        var before = Double.nan
        for value in sample {
          if value == before {
            repeats[last] += 1
          } else {
            last += 1
            distinct[last] = value
            repeats[last] = 1
            before = value
          }
        }
        return last + 1
      }
    }
  }

  /// A bin of its own.
  private mutating func isolate(_ value: Double) {
    let below = value.nextDown
    if edges.last.map({ $0 < below }) ?? true, below.isFinite { edges.append(below) }
    if edges.last.map({ $0 < value }) ?? true { edges.append(value) }
  }

  /// Bins of `share` of the sample's values each; `false` if there is no room for them.
  private mutating func divide(_ room: Int, _ share: Int) -> Bool {
    edges.removeAll(keepingCapacity: true)
    if distinct[0].nextDown.isFinite { edges.append(distinct[0].nextDown) }
    var since = 0
    for place in 0..<kinds {
      let value = distinct[place]
      if repeats[place] >= share {
        isolate(value)
        since = 0
        continue
      }
      since += repeats[place]
      if since >= share || place == kinds - 1 {
        edges.append(value)
        since = 0
      }
      if edges.count > room { return false }
    }
    return edges.count <= room
  }

  /// All whole numbers in and around a sample of whole numbers, if there is room for them.
  private func wholeNumbers(_ first: Double, _ last: Double, _ room: Int) -> [Double]? {
    let limit = 4_503_599_627_370_496.0
    guard first > -limit, last < limit, last - first < Double(room / 2),
      distinct.prefix(kinds).allSatisfy({ $0 == $0.rounded() })
    else { return nil }
    let span = Int(last - first) + 1
    guard 2 * span <= room else { return nil }
    let around = min(64, (room / 2 - span) / 2)
    return (-around..<(span + around)).map { first + Double($0) }
  }

  /// Spends what room is left on the gaps between edges, in equal parts: of the distance, or of the
  /// number's bits, which rise like its logarithm, where one end is far from the other.
  private mutating func subdivide(_ room: Int) {
    let gaps = zip(edges, edges.dropFirst()).count { $0 < $1.nextDown }
    guard gaps > 0 else { return }
    let parts = (room - edges.count) / gaps + 1
    guard parts > 1 else { return }
    var divided: [Double] = []
    divided.reserveCapacity(room)
    for (low, high) in zip(edges, edges.dropFirst()) {
      divided.append(low)
      guard low < high.nextDown else { continue }
      for part in 1..<parts {
        let edge = Self.between(low, high, part, parts)
        if let last = divided.last, edge > last, edge < high { divided.append(edge) }
      }
    }
    if let last = edges.last { divided.append(last) }
    edges = divided
  }

  private static func between(_ low: Double, _ high: Double, _ part: Int, _ parts: Int) -> Double {
    let share = Double(part) / Double(parts)
    guard low >= 0 || high <= 0 else { return low * (1 - share) + high * share }
    let (near, far) = low >= 0 ? (low, high) : (-high, -low)
    guard far > 4 * near else { return low * (1 - share) + high * share }
    // A gap from 0 is as wide as 16 octaves.
    let start = max(near, far * 0x1p-16).bitPattern
    let bits = far.bitPattern - start
    let from = low >= 0 ? share : 1 - share
    let value = Double(bitPattern: start + UInt64(Double(bits) * from))
    return low >= 0 ? value : -value
  }

  /// Beyond both ends at an eighth of the sample's width and then at growing distances.
  private mutating func addTails(_ width: Double) {
    guard let low = edges.first, let high = edges.last, width.isFinite else { return }
    var distance = width > 0 ? width : high.magnitude
    if distance == 0 { distance = 1 }
    distance /= 8
    let root = Self.root(perOctave)
    var below: [Double] = []
    for _ in 0..<tail {
      let down = low - distance
      if down.isFinite, down < below.last ?? low { below.append(down) }
      let up = high + distance
      if up.isFinite, let last = edges.last, up > last { edges.append(up) }
      distance *= root
    }
    edges.insert(contentsOf: below.reversed(), at: 0)
  }

  /// Of nothing: around 0 by powers of two, as far as there are edges.
  private static func grid(_ most: Int) -> [Double] {
    let side = (most - 2) / 2
    var perOctave = 1
    while perOctave * 256 <= side { perOctave *= 2 }
    let root = root(perOctave)
    var distance = Double(sign: .plus, exponent: -(side / perOctave / 2), significand: 1)
    var positive: [Double] = []
    for _ in 0..<side {
      positive.append(distance)
      distance *= root
    }
    return positive.reversed().map { -$0 } + [(0.0).nextDown, 0] + positive
  }

  /// 2 to the power of one over `parts`, a power of two: square roots are exact everywhere.
  private static func root(_ parts: Int) -> Double {
    var root = 2.0
    var left = parts
    while left > 1 {
      root = root.squareRoot()
      left /= 2
    }
    return root
  }
}
