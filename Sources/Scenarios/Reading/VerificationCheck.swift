import Sim

/// Whether what expectations name is there.
struct VerificationCheck {
  let verification: Verification
  let root: FileNode
  let findings: Findings

  func check() {
    if root["verify"]?["expect"]?.entries?.isEmpty == true {
      findings.add(verification.name.error(ReadingCause.noExpectations))
    }
    let classes = (root["outcomes"]?.entries ?? []).compactMap { $0.value["class"]?.text }
    let shares = Names(names("outcomes") + classes)
    let columns = Names(names("measures") + names("parameters"))
    for expectation in verification.expectations {
      if case .share(let name) = expectation.statistic {
        guard ClassWords.place(of: name.name, among: shares.inOrder) == nil else { continue }
        require(name, "outcome or class", among: shares)
      }
      for name in expectation.statistic.columns {
        require(name, "measure or parameter", among: columns)
      }
    }
  }

  private func names(_ section: String) -> [String] {
    (root[section]?.entries ?? []).map(\.name)
  }

  /// Each once, in their order.
  private struct Names {
    var all: Set<String> = []
    var inOrder: [String] = []

    init(_ names: [String]) {
      for name in names where all.insert(name).inserted { inOrder.append(name) }
    }
  }

  private func require(_ name: Named, _ what: String, among names: Names) {
    guard !names.all.contains(name.name) else { return }
    findings.add(
      name.error(
        ScenarioCause.missing(
          name.name, what: what, among: findings.areMany ? [] : names.inOrder)))
  }
}
