/// The patient rule induction method, PRIM (Friedman & Fisher 1999, "Bump hunting in high-dimensional
/// data"): from the box of all trials a small part is cut off again and again, each time the part that
/// makes what is left richest in hits. Every box on the way is an answer: the smaller the richer.
///
/// The choices that matter are named, with those of the EMA workbench (Kwakkel 2017) as defaults.
package struct BoxSearch: Sendable, Hashable {
  /// What a cut is worth. With k of n trials cut off and the share of hits going from p to q:
  package enum Objective: String, Sendable, CaseIterable {
    /// q.
    case original
    /// (q − p)/k, so that cuts of labels and of few values, which may be large, pay for their size.
    case lenient1
    /// (n − k)(q − p)/k.
    case lenient2
  }

  /// Where the limit lies that cuts off a share of the trials.
  package enum QuantileRule: String, Sendable, CaseIterable {
    /// Half way between two neighbouring values that differ, past equal ones (sdtoolkit).
    case between
    /// Hyndman & Fan (1996), type 7.
    case interpolated
  }

  package var objective = Objective.lenient1
  /// The share of the trials in the box that one cut takes off.
  package var peelAlpha = 0.05
  package var quantile = QuantileRule.between
  /// Whether limits move out again at the end, by as large a share, while the box becomes richer.
  package var pastes = true
  /// No box has a smaller share of the trials.
  package var leastMass = 0.05

  package init() {}

  func value(_ before: BoxCounts, _ after: BoxCounts) -> Double {
    let gain = after.density - before.density
    let cut = Double((before.trials - after.trials).magnitude)
    switch objective {
    case .original: return after.density
    case .lenient1: return gain / cut
    case .lenient2: return Double(after.trials) * gain / cut
    }
  }

  /// The boxes from that of all rows on, each cut out of the one before.
  package func peel(_ inputs: [BoxInput], _ isHit: [Bool], rows: [Int]) -> [Box] {
    var state = Peeling(inputs, isHit, rows)
    var boxes = [state.box]
    let least = max(1, Int((leastMass * Double(rows.count)).rounded(.up)))
    while let cut = best(in: state), cut.after.trials >= least {
      state.take(cut)
      boxes.append(state.box)
    }
    return boxes
  }

  private func best(in state: Peeling) -> Peeling.Cut? {
    var best: (cut: Peeling.Cut, value: Double, isNew: Bool)?
    for at in state.inputs.indices {
      for cut in state.cuts(of: at, self) {
        let value = value(state.counts, cut.after)
        guard value > 0 else { continue }
        let isNew = state.box.limits[at] == nil
        // Of equal cuts one of an input that is limited already.
        if let best, best.value > value || (best.value == value && (isNew || !best.isNew)) {
          continue
        }
        best = (cut, value, isNew)
      }
    }
    return best?.cut
  }

  /// The boxes that a box grows into, each richer than the one before; of the same rows.
  func paste(_ box: Box, _ inputs: [BoxInput], _ isHit: [Bool], rows: [Int]) -> [Box] {
    guard pastes else { return [] }
    var boxes: [Box] = []
    var (current, counts) = (box, box.counts(inputs, isHit, rows))
    while boxes.count < Self.mostPastes {
      var best: (box: Box, counts: BoxCounts)?
      for at in current.inputs {
        for wider in Pasting(current, inputs, rows, at).boxes(adding: added(to: counts)) {
          let after = wider.counts(inputs, isHit, rows)
          guard after.trials > counts.trials, after.density > counts.density else { continue }
          if let best, best.counts.density >= after.density { continue }
          best = (wider, after)
        }
      }
      guard let best else { break }
      (current, counts) = best
      boxes.append(current)
    }
    return boxes
  }

  private func added(to counts: BoxCounts) -> Int {
    max(1, Int((peelAlpha * Double(counts.trials)).rounded(.up)))
  }

  private static let mostPastes = 100
}
