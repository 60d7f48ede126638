import Scenarios
import Sim

/// The answer of a search in words, but for who gains and what it costs.
struct SearchWords {
  let task: SearchTask
  let answer: PlanSearch.Answer
  var numbers: SearchNumbers { SearchNumbers(units: task.units) }
  var aims: [SearchAim] { task.aims }

  /// A sentence or a few in each.
  var all: [String] {
    guard answer.hasFeasible else { return [nearestWords] + failureWords }
    if answer.isFront { return [frontWords] + failureWords + presenceWords + limitWords }
    let found = [mainWords] + failureWords + presenceWords
    return found + followWords + (answer.views.isEmpty ? flatteryWords : robustWords) + limitWords
      + putBackWords + worthWords + leverWords + priceWords
  }

  private var aim: String { VisibleText.line(aims[0].text) }
  private var tried: String { Wording.grouped(answer.tried) }

  private var mainWords: String {
    guard let own = answer.estimate.first, let other = answer.baseline.first else { return "" }
    let view =
      answer.views.isEmpty ? "" : "In the view '\(VisibleText.cell(task.setup.viewNames[0]))': "
    if answer.isFileBest {
      if own.mean(0) == 0, task.isShare, answer.views.isEmpty {
        return
          "\(aim) was seen at no choice more often than as the file is, where it was never seen in "
          + "\(Wording.trials(own.count(0))): there is nothing to climb. Look at what keeps it from coming "
          + "with 'simrun explain'."
      }
      guard answer.isJudged else {
        return Self.unjudged(of: tried)
          + " \(view)\(aim) is \(numbers.interval(own, 0, of: aims[0]))."
      }
      let verdict =
        answer.views.isEmpty ? "is told apart from" : "that was tried is judged better than"
      return
        "No choice \(verdict) the file as it is, of \(tried) that were tried. So nothing is changed. "
        + "\(view)\(aim) is \(numbers.interval(own, 0, of: aims[0]))."
    }
    var text =
      "\(view)\(view.isEmpty ? "With" : "with") this choice \(aim) is "
      + numbers.interval(own, 0, of: aims[0])
    if let gain = answer.gain {
      text +=
        ", \(numbers.difference(abs(gain.value), of: aims[0])) \(gain.value < 0 ? "less" : "more") than as the "
        + "file is (\(numbers.limits(gain.interval, inPoints: task.isShare)), the same draws)"
    }
    text += ". \(drawn(own, other))"
    if !answer.isDecided, answer.views.isEmpty {
      text +=
        " The budget ended before the best few were told apart by "
        + "\(numbers.difference(answer.indifference, of: aims[0])): another of them may be as good."
    }
    return text
  }

  /// Where fewer than eight batches of fresh draws are left.
  static func unjudged(of tried: String) -> String {
    "Of \(tried) choices that were tried, the budget left too few fresh draws to judge whether the best is better "
      + "than the file as it is. So nothing is changed. A larger --budget tells."
  }

  private func drawn(_ own: SearchSample, _ other: SearchSample) -> String {
    let start = "These are fresh draws, \(Wording.trials(own.trials)) of each"
    guard own.count(0) < own.trials || other.count(0) < other.trials else { return start + "." }
    return
      "\(start); \(Wording.grouped(own.count(0))) have a value with this choice, "
      + "\(Wording.grouped(other.count(0))) as the file is."
  }

  /// Trials that failed, and what the search made of them.
  private var failureWords: [String] {
    let (own, other) = (answer.estimate, answer.baseline)
    let failed = [own, other].map { $0.reduce(0) { $0 + $1.failed } }
    let all = own.reduce(0) { $0 + $1.trials }
    var words: [String] = []
    if failed.contains(where: { $0 > 0 }), all > 0 {
      let shares = failed.map { "\(numbers.percent(Double($0) / Double(all))) %" }
      let ofFile = "\(Wording.grouped(failed[1]))"
      var text = "As the file is \(ofFile) of \(Wording.trials(all)) failed (\(shares[1]))."
      if !answer.isFileBest {
        text =
          "With this choice \(Wording.grouped(failed[0])) of \(Wording.trials(all)) failed (\(shares[0])), "
          + "as the file is \(ofFile) (\(shares[1]))."
      }
      words.append(text + " Shares and means are of those that finished.")
      if !answer.isFileBest, failed[0] > 0, failed[1] == 0 {
        words.append("Mend the file, or narrow the levers to where none fails.")
      }
    }
    if answer.withFailures > 0 {
      words.append(
        "Trials failed under \(Wording.grouped(answer.withFailures)) of the \(tried) choices that were tried. A choice "
          + "under which trials fail never beats one under which none does.")
    }
    return words.isEmpty ? [] : [words.joined(separator: " ")]
  }

  private var chosen: String { answer.isFront ? "the choice of best.yaml" : "this choice" }

  /// Aims and limits that have a value in more, or in fewer, trials than as the file is.
  private var presenceWords: [String] {
    guard !answer.isFileBest, let own = answer.estimate.first, let other = answer.baseline.first
    else { return [] }
    let asked =
      aims.map { ($0, $0.text) } + task.limits.map { ($0.excess, $0.text) }
    var words: [String] = []
    for (place, (aim, text)) in asked.enumerated() where !aim.measures.isEmpty {
      guard
        let found = SearchSample.difference(own.presence(place), other.presence(place), aim: 0),
        found.interval.low > 0 || found.interval.high < 0
      else { continue }
      words.append(
        "\(VisibleText.line(text)) has a value in \(Wording.grouped(own.count(place))) of "
          + "\(Wording.trials(own.trials)) with \(chosen), in \(Wording.grouped(other.count(place))) "
          + "as the file is. A mean is over those alone, so it can be had by fewer of them too. A limit keeps that "
          + "out, such as --subject-to \"\(VisibleText.line(task.anOutcome)) >= …\".")
    }
    return words
  }

  /// Neighbours that are better, or seemed so.
  private var followWords: [String] {
    let better = answer.around.filter(\.isBetter).sorted { $0.difference > $1.difference }
    guard let first = better.first, answer.follow != .none else { return [] }
    let axis = answer.space.axes[first.axis]
    let place =
      switch first.kind {
      case .undone: "as the file has it"
      case .low: "at its lower end"
      case .high: "at its upper end"
      }
    let what =
      "\(SearchNumbers.short(axis.name)) \(place) (\(numbers.signed(first.difference, of: aims[0])), "
      + "\(numbers.limits(first.interval, inPoints: task.isShare)))"
    return [
      answer.follow == .notFollowed
        ? "This is not the best: the same with \(what) was better, and the budget ended before the search went "
          + "on from there. A larger --budget does."
        : "The same with \(what) seemed better; on fresh draws it is not told apart from this choice."
    ]
  }

  /// What a search makes of chance.
  private var flatteryWords: [String] {
    guard !answer.isFileBest, let own = answer.estimate.first else { return [] }
    guard let before = answer.inSample else {
      return answer.isNeighbour
        ? ["It was found on fresh draws, beside the choice that was selected first."] : []
    }
    let flattery = before - own.mean(0)
    let apart = numbers.difference(abs(flattery), of: aims[0])
    guard !apart.hasPrefix("0 "), !apart.hasPrefix("0.0 "), apart != "0" else {
      return [
        "On the draws with which it was found it came to \(numbers.value(before, of: aims[0])) too."
      ]
    }
    return [
      "On the draws with which it was found it came to \(numbers.value(before, of: aims[0])), "
        + "\(apart) \(flattery < 0 ? "less" : "more")"
        + (flattery > 0
          ? ": what is best of many on the same draws looks better than it is." : ".")
    ]
  }

  private var robustWords: [String] {
    let losses = answer.views.map { $0.ofBest - $0.ofWinner }
    let worst = answer.views.map(\.ofWinner).min() ?? 0
    var text =
      "Whichever of these holds, this choice loses at most "
      + "\(numbers.difference(max(0, losses.max() ?? 0), of: aims[0])) against the best "
      + "that was tried for it, and comes to "
      + "\(numbers.value(worst, of: aims[0])) at least."
    if let most = answer.views.map(\.lossOfBest).max() {
      text +=
        " A choice that is best for one of them loses up to "
        + "\(numbers.difference(max(0, most), of: aims[0])) where another holds."
    }
    return [text]
  }

  /// Of several views the one in which it is kept least.
  private var limitWords: [String] {
    task.limits.enumerated().compactMap { place, limit in
      let number = aims.count + place
      guard
        let own = answer.estimate.filter({ !$0.mean(number).isNaN }).max(by: {
          $0.mean(number) < $1.mean(number)
        }), let interval = own.interval(number, isShare: false)
      else { return nil }
      let excess = own.mean(number)
      let verb = interval.high <= 0 ? "is kept" : excess <= 0 ? "seems kept" : "does not seem kept"
      let limits = numbers.limits(
        Interval(low: -interval.high, high: -interval.low), inPoints: limit.excess.isOfShares)
      return
        "\(VisibleText.line(limit.text)) \(verb), by \(numbers.slack(-excess, of: limit)) "
        + "(\(limits))."
    }
  }

  /// How near the nearest choice comes to the limits, where none keeps to them.
  private var nearestWords: String {
    let text =
      "None of \(tried) choices that were tried keeps to all limits, so best.yaml is the file as it is."
    guard let nearest = answer.nearest else { return text }
    guard nearest.candidate != PlanSearch.file else {
      return text + " No other comes nearer: it \(broken(nearest.samples))."
    }
    return
      text
      + " That \(broken(answer.baseline)). The nearest, candidate \(nearest.candidate) in search.csv and the "
      + "last column above, \(broken(nearest.samples))."
  }

  private func broken(_ views: [SearchSample]) -> String {
    let found = task.limits.enumerated().compactMap { place, limit -> String? in
      let means = views.map { $0.mean(aims.count + place) }
      let shown = VisibleText.line(limit.text)
      if means.contains(where: \.isNaN) { return "\(shown), of which no trial has a value" }
      guard let most = means.max(), most > 0 else { return nil }
      return "\(shown) by \(numbers.slack(most, of: limit))"
    }
    return found.isEmpty
      ? "breaks none on the draws of the estimate" : "breaks \(found.joined(separator: " and "))"
  }

  private var putBackWords: [String] {
    guard !answer.isFileBest, answer.views.isEmpty, answer.around.isEmpty else { return [] }
    return ["The budget left no trials to put the levers back one by one; a larger --budget does."]
  }

  private var frontWords: String {
    let base = aims.enumerated().map { place, aim in
      "\(VisibleText.line(aim.text)) \(numbers.value(answer.baseline.first?.mean(place) ?? .nan, of: aim))"
    }
    let isKept = answer.front.contains { $0.candidate == PlanSearch.file }
    return
      "\(Wording.counted(answer.front.count, "choice", "choices")) of those that were run on fresh draws "
      + "\(answer.front.count == 1 ? "is" : "are") beaten by no other in both aims. The file as it is has "
      + "\(base.joined(separator: " and ")), and is \(isKept ? "one of them" : "beaten by others"). best.yaml "
      + "has the one that is best if both count alike."
  }
}
