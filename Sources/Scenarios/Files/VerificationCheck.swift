import Sim

/// Whether what expectations name is there.
struct VerificationCheck {
  let verification: Verification
  let root: FileNode
  let findings: Findings

  func check() {
    if root["verify"]?["expect"]?.entries?.isEmpty == true {
      findings.add(verification.name.error("'expect' has no expectations"))
    }
    let outcomes = names("outcomes")
    let classes = (root["outcomes"]?.entries ?? []).compactMap { $0.value["class"]?.text }
    let columns = names("measures") + names("parameters")
    for expectation in verification.expectations {
      if case .share(let name) = expectation.statistic {
        require(name, "outcome or class", among: outcomes + classes)
      }
      for name in expectation.statistic.columns {
        require(name, "measure or parameter", among: columns)
      }
    }
  }

  private func names(_ section: String) -> [String] {
    (root[section]?.entries ?? []).map(\.name)
  }

  private func require(_ name: Named, _ what: String, among names: [String]) {
    guard !names.contains(name.name) else { return }
    findings.add(
      name.error(
        References.missing(
          name.name, what: what,
          among: names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })))
  }
}
