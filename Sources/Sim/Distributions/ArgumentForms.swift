/// The ways in which the arguments of a call can be written, and how to match them.
package struct ArgumentForms: Sendable {
  package let name: String
  package let forms: [[String]]

  package init(_ name: String, _ forms: [[String]]) {
    self.name = name
    self.forms = forms
  }

  /// Which form the arguments are in, and which written argument fills each of its places.
  package struct Binding: Sendable, Equatable {
    package let form: Int
    /// `order[place]` is the index of a written argument.
    package let order: [Int]
  }

  /// Matches arguments, given by their labels (nil for a positional one), to a form.
  package func bind(_ labels: [String?]) throws(ArgumentError) -> Binding {
    try refuseUnknown(labels)
    try refuseTwice(labels)
    let form = try chooseForm(labels)
    let parameters = forms[form]
    if labels.count > parameters.count {
      let arguments = parameters.count == 1 ? "1 argument" : "\(parameters.count) arguments"
      throw ArgumentError(
        "\(name) takes \(arguments) (\(parameters.joined(separator: ", "))), "
          + "but \(labels.count) are given", at: parameters.count)
    }
    try refuseOtherOrder(labels, form)
    var order = [Int?](repeating: nil, count: parameters.count)
    var place = 0
    for (argument, label) in labels.enumerated() where label == nil {
      order[place] = argument
      place += 1
    }
    for (argument, label) in labels.enumerated() {
      guard let label, let place = parameters.firstIndex(of: label) else { continue }
      if order[place] != nil {
        throw ArgumentError("\(name) is given \(label) twice", at: argument)
      }
      order[place] = argument
    }
    let missing = parameters.indices.filter { order[$0] == nil }.map { parameters[$0] }
    if !missing.isEmpty { throw ArgumentError("\(name) needs \(missing.listed())", at: nil) }
    return Binding(form: form, order: order.compactMap { $0 })
  }

  private func refuseUnknown(_ labels: [String?]) throws(ArgumentError) {
    let known = forms.flatMap { $0 }
    for (argument, label) in labels.enumerated() {
      guard let label, !known.contains(label) else { continue }
      // Quantiles are no misspellings of each other.
      let isQuantile =
        label.hasPrefix("p") && label.count > 1
        && label.dropFirst().allSatisfy { $0.isNumber || $0 == "_" }
      let near = isQuantile ? nil : nearest(label, in: known)
      let hint =
        near.map { "did you mean '\($0)'?" } ?? "it takes \(choices)"
        + (isQuantile && known.contains("p5") ? ", and elicited takes other quantiles" : "")
      throw ArgumentError("\(name) has no argument '\(label)'; \(hint)", at: argument)
    }
  }

  private func refuseTwice(_ labels: [String?]) throws(ArgumentError) {
    for (argument, label) in labels.enumerated() {
      if let label, labels[..<argument].contains(label) {
        throw ArgumentError("\(name) is given \(label) twice", at: argument)
      }
    }
  }

  /// Names of one and the same argument.
  private static let same: [Set<String>] = [["min", "low"], ["max", "high"]]

  /// What stands without a name is read in the order of the first form that is long enough. Beside a name
  /// that belongs to another form it would be read otherwise.
  private func refuseOtherOrder(_ labels: [String?], _ form: Int) throws(ArgumentError) {
    guard let label = labels.lazy.compactMap({ $0 }).first else { return }
    for place in labels.indices where labels[place] == nil && place < forms[form].count {
      guard let usual = forms.first(where: { $0.count > place })?[place],
        usual != forms[form][place], !Self.same.contains([usual, forms[form][place]])
      else { continue }
      throw ArgumentError(
        "without a name this is '\(usual)' of \(name), which does not go with \(label)=; write "
          + "\(forms[form][place])= if that is meant", at: place)
    }
  }

  /// The first form that has every label, if possible one with as many places as arguments.
  private func chooseForm(_ labels: [String?]) throws(ArgumentError) -> Int {
    var candidates = Array(forms.indices)
    for (argument, label) in labels.enumerated() {
      guard let label else { continue }
      let narrowed = candidates.filter { forms[$0].contains(label) }
      if narrowed.isEmpty {
        let first = labels.lazy.compactMap { $0 }.first ?? label
        throw ArgumentError(
          "\(name) cannot take \(first) and \(label) together; it takes \(choices)", at: argument)
      }
      candidates = narrowed
    }
    return candidates.first { forms[$0].count == labels.count } ?? candidates.first ?? 0
  }

  private var choices: String {
    forms.map { "(" + $0.joined(separator: ", ") + ")" }.joined(separator: " or ")
  }
}

/// What is wrong with the arguments of a call; the caller knows where they stand.
package struct ArgumentError: Error, Equatable, Sendable {
  package let message: String
  /// The index of the written argument to point at; nil points at the call.
  package let argument: Int?

  package init(_ message: String, at argument: Int?) {
    self.message = message
    self.argument = argument
  }
}

extension Family {
  package var argumentForms: ArgumentForms { ArgumentForms(name, forms.map(\.parameters)) }

  /// Matches written arguments to one of the family's forms.
  package func form(labels: [String?]) throws(ArgumentError) -> ArgumentForms.Binding {
    try argumentForms.bind(labels)
  }
}

extension Distribution {
  /// The distributions that are made of others or take any number of arguments.
  package static let compositeNames = [
    "compound", "discrete", "elicited", "empirical", "mixture", "truncated",
  ]

  /// The second and the third leave a side open.
  package static let truncatedForms = ArgumentForms(
    "truncated",
    [["distribution", "low", "high"], ["distribution", "low"], ["distribution", "high"]])

  /// How many pairs `discrete(value, weight, …)` or `mixture(distribution, weight, …)` is given.
  package static func pairCount(_ name: String, labels: [String?]) throws(ArgumentError) -> Int {
    let first = name == "discrete" ? "value" : "distribution"
    if let argument = labels.firstIndex(where: { $0 != nil }), let label = labels[argument] {
      throw ArgumentError(
        "\(name) has no argument '\(label)'; it takes (\(first), weight, \(first), weight, ...)",
        at: argument)
    }
    if labels.isEmpty { throw ArgumentError("\(name) needs \(first) and weight", at: nil) }
    if labels.count % 2 != 0 {
      throw ArgumentError(
        "\(name) takes pairs (\(first), weight), but the last \(first) has no weight",
        at: labels.count - 1)
    }
    return labels.count / 2
  }
}
