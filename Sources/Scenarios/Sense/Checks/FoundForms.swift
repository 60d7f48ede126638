import Sim

/// Files of data whose separators or decimals nobody said, so that they were found.
struct FoundForms: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    loaded.scenario.data.compactMap { entry in
      entry.found.map {
        SenseNote(.separators, at: entry.name, in: "data.\(entry.name.name)", .foundForm($0))
      }
    }
  }
}

extension SenseCause {
  static func form(_ found: FoundForm) -> String {
    let form = found.form
    let separator = form.separator.map { "\($0.rawValue)s between fields" }
    let decimal = form.decimal.map { "a \($0.rawValue) before decimals" }
    let keys = [
      form.separator.map { "'separator: \($0.rawValue)'" },
      form.decimal.map { "'decimal: \($0.rawValue)'" },
    ]
    return
      "\(found.file) is read with \([separator, decimal].compactMap(\.self).listed()), because nothing else "
      + "fits. Say so, with \(keys.compactMap(\.self).listed())."
  }
}
