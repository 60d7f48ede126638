extension Party {
  var isBelligerent: Bool { role?.name == "belligerent" }
}

extension Scenario {
  /// Whether nobody but the party delivers the issue.
  func delivers(_ issue: Named, alone party: Party) -> Bool {
    !parties.contains { other in
      other.name.name != party.name.name && other.delivers.contains { $0.name == issue.name }
    }
  }

  /// Whether it alone delivers some issue, so that a text which settles that issue needs its consent.
  func deliversAlone(_ party: Party) -> Bool {
    party.delivers.contains { delivers($0, alone: party) }
  }
}
