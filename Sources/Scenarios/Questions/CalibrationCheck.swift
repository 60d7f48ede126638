package import Sim

extension Calibration {
  /// Everything in the file of targets that does not go with the scenario, each at its place. `report`: of the
  /// scenario. `problem`: what is wrong with it when settings are laid over it.
  ///
  /// - Throws: `TrialDataError.wrong`.
  package func check(
    _ report: Report, problem: ([Setting]) -> Diagnostic? = { _ in nil }
  ) throws(TrialDataError) {
    var wrong = undated + file.targets.compactMap { Self.unknown($0, report) }
    let rules = file.targets.compactMap { target in
      self.rules[target.name].map { ($0, target.what) }
    }
    let priors = self.priors.compactMap { prior in
      prior.place.map { place in
        (
          Setting(path: prior.path, value: "\(prior.marginal.quantile(0.5))", of: .calibration),
          place
        )
      }
    }
    let all = rules + priors
    // One look is enough where nothing is wrong.
    if problem(all.map(\.0)) != nil {
      wrong += all.compactMap { setting, place in
        problem([setting]).map { Diagnostic(place, at: 0, $0.cause) }
      }
    }
    guard wrong.isEmpty else { throw .wrong(wrong.sorted { $0.position < $1.position }) }
  }

  /// A name that the scenario does not have.
  private static func unknown(_ target: TargetFile.Target, _ report: Report) -> Diagnostic? {
    switch target.quantity {
    case .share(let name):
      unknown(
        name, "outcome", report.outcomes.map(\.name) + report.classes, isPlain: true, target.what)
    case .mean(let name):
      unknown(name, "measure", report.measures.map(\.name), isPlain: false, target.what)
    case .rule: nil
    }
  }

  /// `isPlain`: any words may be meant by a plain name, as names of classes are.
  private static func unknown(
    _ name: String, _ what: String, _ known: [String], isPlain: Bool, _ place: SourceText
  ) -> Diagnostic? {
    let isKnown =
      isPlain ? ClassWords.place(of: name, among: known) != nil : known.contains(name)
    return isKnown
      ? nil : Diagnostic(place, at: 0, ScenarioCause.missing(name, what: what, among: known))
  }

  /// The last step that ends by what 'by' says; without it the last of all.
  static func step(
    _ by: String?, _ place: SourceText, _ calendar: Calendar
  ) throws(Diagnostic) -> Int {
    guard let by else { return calendar.steps }
    func wrong(_ words: String) -> Diagnostic { Diagnostic(place, at: 0, words) }
    let number =
      by.hasPrefix(calendar.word + " ") ? String(by.dropFirst(calendar.word.count + 1)) : by
    if let step = Int(number) {
      guard (0...calendar.steps).contains(step) else {
        throw wrong("the scenario has no step \(step); its last is \(calendar.steps)")
      }
      return step
    }
    guard let date = DateText.date(by) else {
      throw wrong("'by' needs a step or a date, but it is '\(by)'")
    }
    guard let start = calendar.start, let last = calendar.date(at: calendar.steps),
      let first = calendar.date(at: 1)
    else { throw wrong("the scenario has no dates; give 'by' as a step") }
    guard date >= start, let covering = calendar.step(covering: date) else {
      throw wrong("\(date) is not from \(start) to \(last)")
    }
    guard date >= first else {
      throw wrong("\(date) is before the first step ends, on \(first)")
    }
    return calendar.date(at: covering) == date ? covering : covering - 1
  }
}
