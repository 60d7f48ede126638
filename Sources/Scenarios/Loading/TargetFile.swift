internal import Foundation
package import Sim

/// A file of targets, read: what is known, and where parameters may lie before it is.
package struct TargetFile: Sendable {
  package enum Quantity: Sendable, Hashable {
    /// Of an outcome or a class.
    case share(String)
    case mean(String)
    /// The share of trials in which a condition has held by the end of a step; of the last, if none is said.
    case rule(String, by: String?)
  }

  package struct Target: Sendable {
    package let name: String
    package let quantity: Quantity
    package let known: CalibrationTarget
    package let source: String?
    /// Where its quantity stands, and its step or date.
    let what: SourceText
    let by: SourceText?
  }

  /// A parameter, or another number of the file, and its distribution before anything is known.
  package struct Prior: Sendable {
    /// Dotted.
    package let path: String
    package let text: String
    let marginal: Marginal
    /// Where it stands in a file of targets, if it does.
    var place: SourceText?
  }

  package let name: String
  package let title: String?
  package let targets: [Target]
  /// Empty: those that the scenario draws.
  package let priors: [Prior]
  package let path: String

  /// `source`: where it is read from, if not from the disk.
  ///
  /// - Throws: `FileError` if it cannot be read, `Diagnostics` with all that is wrong in it.
  package init(path: String, from source: FileSource? = nil) throws {
    let opened = try DiskAccess(path: path, allowed: source).first()
    guard opened.input.bytes.count <= Limits.fileBytes else {
      throw FileError(path: path, reason: FileCause.tooLarge.wording)
    }
    let text = FileText(opened.input, name: path)
    if let problem = text.problem { throw Diagnostics([problem]) }
    try self.init(text.file, path: path)
  }

  init(_ source: SourceFile, path: String) throws {
    let findings = Findings()
    var reader = YAMLReader(file: source, findings: findings)
    guard let root = reader.read() else { throw findings.diagnostics(files: [source]) }
    guard root.entries != nil, let record = CalibrationFormat.form.shape.record else {
      findings.add(root.error(path: "", FormatCause.expected("a map", found: root.described)))
      throw findings.diagnostics(files: [source])
    }
    let checked = FormatCheck(format: record, findings: findings).checked(root, key: root)
    let read = CalibrationFormat.form.read(YAMLCursor(checked, findings))
    guard findings.isEmpty, let read else { throw findings.diagnostics(files: [source]) }
    targets = read.targets.compactMap(Self.target)
    priors = (read.parameters?.entries ?? []).compactMap(Self.prior)
    if targets.isEmpty, findings.isEmpty { read.place.error(TargetCause.noTargets) }
    name = read.name
    title = read.title
    self.path = path
    guard findings.isEmpty else { throw findings.diagnostics(files: [source]) }
  }

  private static func target(_ written: CalibrationFormat.Target) -> Target? {
    guard let value = number(written.value) else { return nil }
    guard abs(value) <= mostValue else {
      written.value.error(TargetCause.valueTooLarge)
      return nil
    }
    let what = written.what.text ?? ""
    if written.kind != .rule, let by = written.by {
      by.error(TargetCause.byWithoutRule)
      return nil
    }
    // What is wrong with a rule by itself is reported where it stands.
    guard written.kind != .rule || written.what.expression != nil,
      let error = error(written, of: value)
    else { return nil }
    let quantity: Quantity =
      switch written.kind {
      case .share: .share(what)
      case .mean: .mean(what)
      case .rule: .rule(what, by: written.by?.text)
      }
    if written.kind != .mean, !(0...1).contains(value) {
      written.value.error(TargetCause.noShare)
      return nil
    }
    return Target(
      name: written.place.named.name, quantity: quantity,
      known: CalibrationTarget(value: value, error: error), source: written.source,
      what: written.what.scalar.source, by: written.by?.scalar.source)
  }

  /// Of others no squares can be compared.
  private static let mostValue = 1e100
  private static let errors = 1e-50...1e100

  private static func error(_ written: CalibrationFormat.Target, of known: Double) -> Double? {
    switch (written.error, written.interval) {
    case (let error?, nil):
      guard let value = number(error) else { return nil }
      guard value > 0 else {
        error.error(TargetCause.noError)
        return nil
      }
      guard errors.contains(value) else {
        error.error(TargetCause.oddError)
        return nil
      }
      return value
    case (nil, let interval?):
      let ends = interval.items.compactMap { $0.text.flatMap(StudyInput.number) }
      guard ends.count == 2, ends[0] < ends[1] else {
        interval.error(TargetCause.noInterval)
        return nil
      }
      guard (ends[0]...ends[1]).contains(known) else {
        written.value.error(TargetCause.outside(known, low: ends[0], high: ends[1]))
        return nil
      }
      // 95 % of a normal distribution.
      let error = (ends[1] - ends[0]) / (2 * 1.959963984540054)
      guard errors.contains(error) else {
        interval.error(TargetCause.oddError)
        return nil
      }
      return error
    default:
      written.place.error(TargetCause.errorOrInterval)
      return nil
    }
  }

  private static func number(_ cursor: YAMLCursor) -> Double? {
    guard let value = cursor.text.flatMap(StudyInput.number) else {
      cursor.error(TargetCause.noNumber(cursor.node.described))
      return nil
    }
    return value
  }

  private static func prior(_ entry: YAMLCursor) -> Prior? {
    guard let text = entry.text, let marginal = Marginal(text) else {
      entry.error(Marginal.problem(with: entry.text, shown: entry.node.described))
      return nil
    }
    guard marginal.isFinite else {
      entry.error(BatchCause.tooWide)
      return nil
    }
    let named = entry.named
    let path = named.name.contains(".") ? named.name : "parameters.\(named.name)"
    return Prior(path: path, text: text, marginal: marginal, place: named.source)
  }
}

extension TargetFile.Prior {
  /// Of a parameter that the scenario draws; `nil` if it is not drawn from one distribution with numbers as
  /// arguments.
  init?(_ parameter: Parameter) {
    let text = "\(parameter.value)"
    guard let marginal = Marginal(text) else { return nil }
    self.init(path: "parameters.\(parameter.name.name)", text: text, marginal: marginal)
  }
}

/// What can be wrong with a file of targets besides its format.
enum TargetCause: Cause {
  case noTargets
  case noNumber(String)
  case noShare
  case noError
  case oddError
  case valueTooLarge
  case noInterval
  case outside(Double, low: Double, high: Double)
  case errorOrInterval
  case byWithoutRule

  var wording: String {
    switch self {
    case .noTargets: "there are no targets: list at least one"
    case .noNumber(let found): "a number is needed, not \(found)"
    case .noShare: "a share lies between 0 and 1"
    case .noError: "a standard error is above 0; what is known exactly needs no calibration"
    case .oddError: "a standard error lies between 1e-50 and 1e100"
    case .valueTooLarge: "a value that is known lies between -1e100 and 1e100"
    case .noInterval: "an interval is two numbers, the lower one first: [0.1, 0.2]"
    case .outside(let value, let low, let high):
      "\(value) lies outside of its interval, from \(low) to \(high)"
    case .errorOrInterval: "how well it is known is needed: 'error' or 'interval', not both"
    case .byWithoutRule: "'by' goes with 'rule'; a share and a mean are those at the end"
    }
  }
}
