package import Sim

/// Inputs held at their 5 % and 95 % quantiles, one at a time.
package struct Tornado: Sendable {
  package static let quantiles = [0.05, 0.95]

  /// An input and the two values at which it is held.
  package struct Input: Sendable, Hashable {
    package let name: String
    package let values: [Double]

    fileprivate func setting(_ value: Double) -> Setting {
      Setting(path: "parameters.\(name)", value: "\(value)")
    }
  }

  package let inputs: [Input]

  /// `trials`: from which the quantiles come; where some trials alone are looked at, those. Only declared
  /// parameters that are independent of all others can be held.
  package init(_ trials: TrialData, _ groups: [InputGroup], _ model: Model) {
    let declared = Set(
      model.report.parameters.filter { !$0.isOfEntry && $0.constant == nil }.map(\.name))
    inputs = groups.compactMap { group in
      guard group.inputs.count == 1, declared.contains(group.inputs[0]),
        let column = trials.column(group.inputs[0]), column.varies, column.labels == nil
      else { return nil }
      let sorted = column.values.filter { !$0.isNaN }.sorted()
      let values = Self.quantiles.compactMap { Quantiles.exact($0, ofSorted: sorted) }
      return values.count == 2 ? Input(name: column.name, values: values) : nil
    }
  }

  private init(_ inputs: [Input]) { self.inputs = inputs }

  /// The points, two for each input.
  package var points: PointSet {
    PointSet(
      listed: inputs.flatMap { input in input.values.map { input.setting($0) } }.enumerated().map {
        StudyPoint(number: $0 + 1, values: [$1])
      })
  }

  /// The study of its points, without inputs at which the scenario cannot be held.
  package func study(
    of file: String, _ settings: [Setting], root: FileSource?, jobs: Int
  ) -> (tornado: Tornado, study: Study)? {
    func made(_ tornado: Tornado) -> (Tornado, Study)? {
      guard !tornado.inputs.isEmpty else { return nil }
      let study = try? Study(
        files: [file], settings: settings, points: tornado.points, root: root, jobs: jobs)
      return study.map { (tornado, $0) }
    }
    if let all = made(self) { return all }
    return made(Tornado(inputs.filter { made(Tornado([$0])) != nil }))
  }

  /// Answers with their bars. `held`: the trials of its points in their order; `count`: how many each
  /// has. The first trials of `trials` are those without anything held.
  package func bars(
    of answers: [DriverQuestion.Answer], _ trials: TrialData, held: [TrialData], count: Int,
    given rule: TrialRule?
  ) throws(TrialDataError) -> [DriverQuestion.Answer] {
    var result: [DriverQuestion.Answer] = []
    let finished = held.map { Set($0.numbers) }
    let freeFinished = Set(trials.numbers)
    let alpha = 0.05 / Double(max(1, 2 * inputs.count))
    for var answer in answers {
      let free = try answer.target.values(in: trials, of: count, given: rule)
      for (place, input) in inputs.enumerated() where held.count > 2 * place + 1 {
        guard let at = answer.influences.firstIndex(where: { $0.input == input.name }) else {
          continue
        }
        var bars: [DriverQuestion.Bar?] = []
        for side in 0..<2 {
          let values = try answer.target.values(in: held[2 * place + side], of: count)
          let effect = PairedEffect(
            values, beside: free, isCondition: answer.target.isCondition,
            failed: Self.failedPairs(finished[2 * place + side], freeFinished, free), alpha: alpha)
          bars.append(effect.map { DriverQuestion.Bar(value: input.values[side], effect: $0) })
        }
        (answer.influences[at].low, answer.influences[at].high) = (bars[0], bars[1])
      }
      result.append(answer)
    }
    return result
  }

  /// Of how many pairs that may count a trial failed. `held`, `free`: which trials did not fail; `values`: of
  /// the free ones, NaN also where one that did not fail is not looked at, so that its pair counts in no
  /// case.
  private static func failedPairs(
    _ held: Set<Int>, _ free: Set<Int>, _ values: [Double]
  ) -> Int {
    values.indices.count { trial in
      free.contains(trial) ? !held.contains(trial) && !values[trial].isNaN : true
    }
  }
}
