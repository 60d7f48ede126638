import Sim

/// Points that are sampled over ranges or distributions.
struct SampledPoints {
  let points: [[Setting]]

  /// What is wrong is among the findings; then there are none.
  init(_ sample: BatchFormat.Sample) {
    let entries = sample.over.entries
    let marginals = entries.compactMap { entry -> Marginal? in
      guard let text = entry.text, let found = Marginal(text) else {
        entry.error(Marginal.problem(with: entry.text, shown: entry.node.described))
        return nil
      }
      guard found.isFinite else {
        entry.error(BatchCause.tooWide)
        return nil
      }
      return found
    }
    let seed = UInt64(sample.seed ?? 1)
    guard marginals.count == entries.count else {
      points = []
      return
    }
    guard let columns = Self.columns(sample.method, entries.count, sample.points, seed) else {
      sample.over.error(BatchCause.tooManyDimensions(entries.count))
      points = []
      return
    }
    points = (0..<sample.points).map { row in
      entries.indices.map { column in
        let value = marginals[column].quantile(columns[column][row])
        return Setting(path: entries[column].named.name, value: "\(value)", of: .batch)
      }
    }
  }

  /// By dimension: numbers between 0 and 1.
  private static func columns(
    _ method: String, _ dimensions: Int, _ count: Int, _ seed: UInt64
  ) -> [[Double]]? {
    switch method {
    case "latin_hypercube":
      let cube = LatinHypercube(count: count, seed: seed)
      return (0..<dimensions).map(cube.column)
    case "sobol":
      guard let sequence = SobolSequence(dimensions: dimensions) else { return nil }
      return (0..<dimensions).map { sequence.column(dimension: $0, count: count, seed: seed) }
    default:
      return (0..<dimensions).map { dimension in
        (0..<count).map {
          AddressedChoice(seed: seed, "sample \(dimension)").uniform($0)
        }
      }
    }
  }
}
