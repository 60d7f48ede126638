/// Whether what levers name is there: a lever that changes nothing of the file would be searched over in vain.
struct LeverCheck {
  let format: Format.Record
  let findings: Findings

  func check(_ scenario: Scenario, root: FileNode) {
    let reader = SettingReader(format: format, findings: findings)
    let parties = scenario.parties.map(\.name.name)
    for lever in scenario.levers {
      if let problem = reader.problem(with: SettingReader.parts(of: lever.path.name), in: root) {
        findings.add(lever.path.error(problem))
      }
      if let by = lever.by, !parties.isEmpty, !parties.contains(by.name) {
        findings.add(by.error(ScenarioCause.missing(by.name, what: "party", among: parties)))
      }
      guard lever.isWhole else { continue }
      guard case .range(let range, _) = lever.choice else {
        findings.add(lever.name.error(LeverCause.wholeWithoutRange))
        continue
      }
      if range.lowerBound.rounded() != range.lowerBound
        || range.upperBound.rounded() != range.upperBound
      {
        findings.add(lever.name.error(LeverCause.wholeEnds))
      } else if max(abs(range.lowerBound), abs(range.upperBound)) > LeverCause.mostWhole {
        findings.add(lever.name.error(LeverCause.wholeTooLarge))
      }
    }
  }
}
