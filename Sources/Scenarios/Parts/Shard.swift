import Sim

/// One of the shards of a study: so many blocks in a row of the list of all blocks of all points.
package struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// More of them are a mistake.
  package static let most = 100_000

  /// From 1.
  package let number: Int
  package let count: Int

  /// `nil` if there is no such shard.
  package init?(number: Int, of count: Int) {
    guard (1...Self.most).contains(count), (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  package var description: String { "\(number)/\(count)" }

  /// The file name of its part.
  package var file: String { "\(number)-of-\(count).part" }

  /// The shard whose part a file is, by its name.
  init?(file: String) {
    guard file.hasSuffix(".part") else { return nil }
    let numbers = file.dropLast(5).split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 3, numbers[1] == "of", let number = Int(numbers[0]),
      let count = Int(numbers[2]), let shard = Shard(number: number, of: count),
      shard.file == file
    else { return nil }
    self = shard
  }

  /// All shards of a division, as array jobs of schedulers number them: `4-6,9`.
  package static func list(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = runs.last, last.upperBound + 1 >= number {
        runs[runs.count - 1] = last.lowerBound...max(number, last.upperBound)
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}

/// Which blocks of which points a shard runs. Points are counted in the order of the study, and all have
/// as many blocks.
struct ShardShare: Sendable {
  private let trials: Int
  private let blocksOfPoint: Int
  /// In the list of all blocks of all points.
  private let all: Range<Int>
  let pointCount: Int

  /// Shard k of n begins at the block ⌊(k − 1)·T/n⌋ of all T, so that no two differ by more than one.
  init(_ shard: Shard, points: Int, trials: Int) {
    self.trials = trials
    pointCount = points
    blocksOfPoint = Block.count(trials: trials)
    let total = points * blocksOfPoint
    func start(_ number: Int) -> Int {
      let product = total.multipliedFullWidth(by: number)
      return shard.count.dividingFullWidth(product).quotient
    }
    all = start(shard.number - 1)..<start(shard.number)
  }

  /// Everything, as one shard.
  init(points: Int, trials: Int) {
    pointCount = points
    self.trials = trials
    blocksOfPoint = Block.count(trials: trials)
    all = 0..<(points * blocksOfPoint)
  }

  var isEmpty: Bool { all.isEmpty }

  /// The points of which it has blocks, by position.
  var points: Range<Int> {
    guard !all.isEmpty, blocksOfPoint > 0 else { return 0..<0 }
    return (all.lowerBound / blocksOfPoint)..<((all.upperBound - 1) / blocksOfPoint + 1)
  }

  /// Its blocks of a point.
  func blocks(of place: Int) -> Range<Int> {
    let start = place * blocksOfPoint
    return all.clamped(to: start..<(start + blocksOfPoint)).shifted(by: -start)
  }

  /// Those that any run of so many trials has in common with it.
  func wholeBlocks(of place: Int) -> Range<Int> {
    blocks(of: place).clamped(to: 0..<(trials / Block.size))
  }

  /// Whether it has all blocks of a point.
  func isWhole(_ place: Int) -> Bool { blocks(of: place).count == blocksOfPoint }

  /// How many trials of a point it has.
  func trials(of place: Int) -> Int {
    let blocks = blocks(of: place)
    return blocks.isEmpty ? 0 : min(trials, blocks.upperBound * Block.size) - first(of: place)
  }

  /// How many trials it has in all.
  var trialCount: Int { points.reduce(0) { $0 + trials(of: $1) } }

  private func first(of place: Int) -> Int { blocks(of: place).lowerBound * Block.size }
}

extension Range<Int> {
  fileprivate func shifted(by distance: Int) -> Range<Int> {
    (lowerBound + distance)..<(upperBound + distance)
  }
}
