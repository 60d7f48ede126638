/// What a note of sense is about: the word that silences it where it stands, under `expect:`.
package enum NoteKind: String, CaseIterable, Sendable, Hashable {
  /// Nothing reads the entry.
  case unused
  /// The compiled scenario does not depend on the parameter.
  case noEffect = "no_effect"
  /// An outcome, event or signal came in no trial.
  case never
  /// No text can be, or was, agreed.
  case noAgreement = "no_agreement"
  /// Talks that do not move.
  case noStart = "no_start"
  /// One belligerent alone has a veto.
  case noVeto = "no_veto"
  /// Who mediates or observes has a veto.
  case veto
  /// A text leaves a core issue open, and nothing asks for core issues.
  case leftOpen = "left_open"
  /// Values without an order, for a protocol that goes by their distances.
  case noOrder = "no_order"
  /// A ratifier says the same to nearly every text.
  case verdict
  /// Nothing moves a state, or nothing enters a regime.
  case still
  /// A state is held at a bound.
  case atBound = "at_bound"
  /// A step is too long for what happens in it.
  case coarse
  /// A number is outside of what it can mean.
  case range
  /// One weight or vote decides, and the others do not count.
  case decides
  /// A value was read as an amount on the line of its issue.
  case unit
  /// What stands between fields of a file of data, or before decimals, was found and not said.
  case separators
  /// Many trials failed.
  case failures
}

/// A word under `expect:`.
package struct ExpectedNote: Sendable {
  /// The entry that has it: `parameters.fund`.
  package var path: String
  package var word: Named
}
