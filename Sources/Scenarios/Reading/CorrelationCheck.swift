import Sim

/// Whether correlations name what is there, each pair once.
struct CorrelationCheck {
  let scenario: Scenario
  let references: References
  let findings: Findings

  func check() {
    var seen: [Set<String>: Named] = [:]
    var seenShocks: [Set<String>: Named] = [:]
    for correlation in scenario.correlations {
      for name in correlation.between {
        references.require(name, correlation.ofShocks ? .state : .parameter)
      }
      guard checkNames(correlation) else { continue }
      if correlation.ofShocks {
        checkPairs(correlation, &seenShocks)
      } else {
        checkPairs(correlation, &seen)
      }
    }
  }

  private func checkNames(_ correlation: Correlation) -> Bool {
    let names = correlation.between
    for (position, name) in names.enumerated() where names[..<position].contains(name) {
      findings.add(name.error(FormatCause.namedTwice(name.name)))
      return false
    }
    guard names.count > 1 else {
      let problem = correlation.name.error(
        ReadingCause.correlationOf(names.map(\.name)))
      // Why names could not be read is reported already.
      if !findings.speakOf(problem.path) { findings.add(problem) }
      return false
    }
    return true
  }

  private func checkPairs(_ correlation: Correlation, _ seen: inout [Set<String>: Named]) {
    for (position, a) in correlation.between.enumerated() {
      for b in correlation.between.dropFirst(position + 1) {
        if let other = seen[[a.name, b.name]] {
          findings.add(
            b.error(
              ReadingCause.correlatedTwice(a.name, b.name, by: other.name)))
          return
        }
        seen[[a.name, b.name]] = correlation.name
      }
    }
  }
}
