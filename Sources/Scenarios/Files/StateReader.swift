import Sim

/// Reads one entry of `state`.
struct StateReader {
  func state(_ entry: (name: Named, value: YAMLCursor)) -> StateEntry? {
    let cursor = entry.value
    let start = cursor["start"]?.expression
    let process = process(cursor)
    let within = within(cursor["within"])
    guard let start else { return nil }
    // A process that cannot be read is among the findings; what reads the state is still checked.
    return StateEntry(
      name: entry.name, start: start, process: process ?? .constant, within: within,
      each: cursor["each"]?.elements ?? [], unit: cursor["unit"]?.text,
      about: cursor["about"]?.text,
      source: cursor["source"]?.text)
  }

  private func within(_ cursor: YAMLCursor?) -> (low: Expression, high: Expression)? {
    guard let bounds = cursor?.items.map(\.expression), bounds.count == 2, let low = bounds[0],
      let high = bounds[1]
    else { return nil }
    return (low, high)
  }

  private func process(_ cursor: YAMLCursor) -> StateEntry.Process? {
    if let next = cursor["next"] { return next.expression.map { .next($0) } }
    if let decay = cursor["decay"] { return decay.expression.map { .decay($0) } }
    if let mean = cursor["mean_reverting"] {
      let (to, pull, sd) = (
        mean["to"]?.expression, mean["pull"]?.expression, mean["sd"]?.expression
      )
      guard let to, let pull, let sd else { return nil }
      return .meanReverting(to: to, pull: pull, sd: sd)
    }
    if let walk = cursor["random_walk"] {
      let drift = walk["drift"]?.expression
      return walk["sd"]?.expression.map { .randomWalk(drift: drift, sd: $0) }
    }
    if let walk = cursor["geometric"] {
      let drift = walk["drift"]?.expression
      return walk["sd"]?.expression.map { .geometric(drift: drift, sd: $0) }
    }
    if let jump = cursor["jump"] {
      let (rate, size) = (jump["rate"]?.rate, jump["size"]?.expression)
      guard let rate, let size else { return nil }
      return .jump(rate: rate, size: size)
    }
    if let markov = cursor["markov"] {
      return .markov(
        markov.entries.map { row in
          (row.name, row.value.expressions.map { (to: $0.name, chance: $0.value) })
        })
    }
    return .constant
  }
}
