import Scenarios
import Sim

/// Who gains and who loses by a choice, which levers do nothing, and what it costs.
extension SearchWords {
  /// Who gains and who loses, and who would not sign.
  var worthWords: [String] {
    guard !answer.isFileBest, let own = answer.estimate.first, let other = answer.baseline.first
    else { return [] }
    let first = aims.count + task.limits.count
    let parties = task.setup.parties
    var (gains, losses, noise): ([String], [String], [String]) = ([], [], [])
    for (place, party) in parties.enumerated() where own.sums.indices.contains(first + place) {
      guard let difference = SearchSample.difference(own, other, aim: first + place) else {
        continue
      }
      let name = VisibleText.cell(party.name)
      let text = "\(name) \(numbers.plain(difference.value, signed: true))"
      if difference.interval.low > 0 {
        gains.append(text)
      } else if difference.interval.high < 0 {
        losses.append(text)
      } else {
        noise.append(name)
      }
    }
    var words: [String] = []
    if !gains.isEmpty { words.append("It gains: \(gains.joined(separator: ", ")).") }
    if !losses.isEmpty { words.append("It loses: \(losses.joined(separator: ", ")).") }
    if !noise.isEmpty {
      words.append("Not told apart from as it was: \(noise.joined(separator: ", ")).")
    }
    guard !words.isEmpty else { return [] }
    let worth =
      "Worth at the end, of the text in force or of no deal: " + words.joined(separator: " ")
    var refusals: [String] = []
    for (place, party) in parties.enumerated() {
      let aim = first + parties.count + place
      guard own.sums.indices.contains(aim), own.mean(aim) > 0.005 || other.mean(aim) > 0.005 else {
        continue
      }
      refusals.append(
        "\(VisibleText.cell(party.name)) in \(numbers.percent(own.mean(aim))) % of trials "
          + "(\(numbers.percent(other.mean(aim))) as the file is)")
    }
    guard !refusals.isEmpty else { return [worth] }
    return [
      worth,
      "Who would not sign the text as it stands at the end: \(refusals.joined(separator: ", ")).",
    ]
  }

  /// Levers that do nothing within their range.
  var leverWords: [String] {
    guard !answer.isFileBest else { return [] }
    var idle: [String] = []
    var most = 0.0
    for (place, axis) in answer.space.axes.enumerated() {
      let ends = answer.around.filter { $0.axis == place }
      guard !ends.isEmpty, ends.allSatisfy({ $0.interval.low <= 0 && $0.interval.high >= 0 }) else {
        continue
      }
      idle.append(SearchNumbers.short(axis.name))
      most = max(most, ends.map { max(-$0.interval.low, $0.interval.high) }.max() ?? 0)
    }
    guard !idle.isEmpty else { return [] }
    return [
      "Not told apart from moving nothing, whichever end they are at, at most "
        + "\(numbers.difference(most, of: aims[0])): \(idle.joined(separator: ", "))."
    ]
  }

  var priceWords: [String] {
    guard !answer.isFileBest else { return [] }
    let after = answer.space.price(answer.best.values)
    let before = answer.space.price(answer.space.axes.map { _ in nil })
    return after.map { unit, amount in
      let old = before.first { $0.unit == unit }?.amount
      let words = unit.isEmpty ? "" : " \(VisibleText.cell(unit))"
      return
        "Its price: \(numbers.plain(amount))\(words)"
        + (old.map { ", \(numbers.plain($0)) as the file is" } ?? "") + "."
    }
  }
}
