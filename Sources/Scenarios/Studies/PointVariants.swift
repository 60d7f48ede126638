import Sim

/// The compiled forms of one scenario file that the points of a study need.
///
/// A number that points give becomes an input of the model, so that points which differ in such
/// numbers alone share one model and one program. Where the language needs the number itself, as for
/// an exponent or the length of a clock, each point is compiled for itself. The bits are the same.
struct PointVariants: Sendable {
  let file: String
  /// As they were read for the scenario without the values of points.
  private let files: FileChain?
  private let settings: [Setting]
  private let root: FileSource?
  /// Nothing is wrong with any point.
  private let areKnown: Bool
  /// By the paths that a point gives values: which of them are inputs, and which input each is.
  private var inputsOfPaths: [[String]: [String: StudyInput]] = [:]
  /// Models with inputs.
  private var models: [Model] = []
  /// Of these, where they are to be run.
  private(set) var programs: [Program] = []
  /// What values of inputs are; of many points a few.
  private var numbers: [String: Double] = [:]
  /// By what points have in common: their program, or −1.
  private var variants: [VariantKey: Int] = [:]

  /// Points that cannot be compiled, and why.
  private(set) var refused: [(point: StudyPoint, reason: Diagnostics)] = []
  /// What is wrong with them, each once.
  private(set) var wrong: [Diagnostic] = []

  /// Compiles what is needed, and every point that has to be compiled for itself, so that all that is
  /// wrong is found before anything is run. `areKnown`: nothing is wrong with any of them.
  init(
    file: String, files: FileChain? = nil, settings: [Setting], points: PointList,
    root: FileSource? = nil, jobs: Int, areKnown: Bool = false
  ) {
    self.init(file, files, settings, root, areKnown: areKnown)
    // The scenario without values was compiled to be what it is.
    guard points.contains(where: { !$0.values.isEmpty }) else { return }
    findModels(of: points)
    programs = models.map { model in onLargeStack { Program(model) } }
    if !areKnown { check(points, jobs) }
  }

  private init(
    _ file: String, _ files: FileChain?, _ settings: [Setting], _ root: FileSource?, areKnown: Bool
  ) {
    self.file = file
    self.files = files
    self.root = root
    self.areKnown = areKnown
    self.settings = settings
  }

  /// Whether models with inputs show that nothing is wrong with any of some points, without a point compiled
  /// for itself.
  func areSound(_ points: PointList) -> Bool {
    var variants = Self(file, files, settings, root, areKnown: areKnown)
    variants.findModels(of: points)
    return points.allSatisfy { variants.accepts($0) }
  }

  /// Compiles the models with inputs that points need.
  private mutating func findModels(of points: PointList) {
    if let product = points.product {
      if points.count > 1 { findInputs(product.map(\.path), product.map(\.values)) }
    } else {
      for (paths, alike) in Dictionary(grouping: points, by: Self.paths) where alike.count > 1 {
        findInputs(paths, paths.indices.map { at in alike.map { $0.values[at].value } })
      }
    }
    for point in representatives(of: points) where !inputs(of: point).isEmpty {
      let key = self.key(of: point)
      guard variants[key] == nil else { continue }
      variants[key] = -1
      if let model = compiledWithInputs(point) {
        variants[key] = models.count
        models.append(model)
      }
    }
  }

  private static func paths(of point: StudyPoint) -> [String] { point.values.map(\.path) }

  /// Of points that give values to the same paths: those whose values are all plain numbers. `values`: by
  /// path.
  private mutating func findInputs(_ paths: [String], _ values: [[String]]) {
    var inputs: [String: StudyInput] = [:]
    for (path, values) in zip(paths, values) where inputs[path] == nil {
      // Many points have few values.
      var read: [String: Double] = [:]
      var found: [Double] = []
      for value in values where read[value] == nil {
        guard let number = StudyInput.number(value), number.isFinite else { break }
        read[value] = number
        found.append(number)
      }
      // Where terms stand a percentage may be an amount, which the file reads.
      let isAmount = IssueUnits.holdsTerms(path) && values.contains { $0.contains("%") }
      guard !isAmount, values.allSatisfy({ read[$0] != nil }), let low = found.min(),
        let high = found.max()
      else { continue }
      inputs[path] = StudyInput(number: inputs.count, range: low...high)
      numbers.merge(read) { first, _ in first }
    }
    inputsOfPaths[paths] = inputs
  }

  /// Points among which there is one for each program, the first that needs it. Combinations of sweeps differ
  /// in it by the sweeps alone that are no inputs.
  private func representatives(of points: PointList) -> PointList {
    guard let product = points.product else { return points }
    let inputs = inputsOfPaths[product.map(\.path)] ?? [:]
    return PointList(
      sweeps: product.map { sweep in
        inputs[sweep.path] == nil
          ? sweep : Sweep(path: sweep.path, values: Array(sweep.values.prefix(1)))
      })
  }

  private func inputs(of point: StudyPoint) -> [String: StudyInput] {
    inputsOfPaths[Self.paths(of: point)] ?? [:]
  }

  /// What points that share a program have in common.
  private struct VariantKey: Hashable, Sendable {
    let paths: [String]
    /// The values that are no inputs.
    let rest: [Setting]
  }

  private func key(of point: StudyPoint) -> VariantKey {
    let inputs = inputs(of: point)
    return VariantKey(
      paths: Self.paths(of: point), rest: point.values.filter { inputs[$0.path] == nil })
  }

  /// `nil` where the language needs one of the numbers itself, or something is wrong.
  private func compiledWithInputs(_ point: StudyPoint) -> Model? {
    let inputs = inputs(of: point)
    let marked = (settings + point.values).map { setting in
      var setting = setting
      setting.input = inputs[setting.path]
      return setting
    }
    guard let scenario = try? scenario(marked),
      let model = try? scenario.lowered(isChecked: areKnown).model,
      model.graph.inputs.count == inputs.count
    else { return nil }
    return model
  }

  private func scenario(_ settings: [Setting]) throws -> Scenario {
    try ScenarioFile.loaded(path: file, settings: settings, root: root, files: files).scenario
  }

  /// The position of a point's program; `nil` if it has to be compiled for itself.
  func program(of point: StudyPoint) -> Int? {
    variants[key(of: point)].flatMap { $0 >= 0 ? $0 : nil }
  }

  /// The variant of a point and the numbers it gives; `nil` if it has to be compiled for itself.
  func variant(of point: StudyPoint) -> (index: Int, inputs: [Double])? {
    guard let index = program(of: point) else { return nil }
    let inputs = inputs(of: point)
    var given = Array(repeating: 0.0, count: inputs.count)
    for value in point.values {
      guard let input = inputs[value.path] else { continue }
      guard let number = numbers[value.value] ?? StudyInput.number(value.value) else { return nil }
      given[input.number] = number
    }
    return (index, given)
  }

  /// The scenario at a point, compiled for it alone.
  ///
  /// - Throws: `Diagnostics`, `FileError`.
  func compiled(_ point: StudyPoint) throws -> (scenario: Scenario, model: Model) {
    let scenario = try scenario(settings + point.values)
    return (scenario, try scenario.lowered(isChecked: areKnown).model)
  }

  // MARK: What is wrong

  /// Whether a model with inputs takes the numbers of a point.
  private func accepts(_ point: StudyPoint) -> Bool {
    variant(of: point).map { models[$0.index].accepts($0.inputs) } ?? false
  }

  /// Points with a variant are compiled for themselves only where the program refuses their numbers.
  private mutating func check(_ points: PointList, _ jobs: Int) {
    let known = self
    let tasks = points.map { point in
      { @Sendable () -> Diagnostics? in
        if known.accepts(point) { return nil }
        do {
          _ = try known.compiled(point)
          return nil
        } catch let error as Diagnostics {
          return error
        } catch {
          return nil
        }
      }
    }
    for (point, found) in zip(points, concurrently(jobs: jobs, tasks)) {
      guard let found else { continue }
      refused.append((point, found))
      // What is wrong with a path is wrong with it at every point.
      for one in found.all
      where wrong.count < Self.mostReported && !wrong.contains(where: { $0.saysTheSame(as: one) }) {
        wrong.append(one)
      }
    }
  }

  /// Points are many, and what is wrong with one is often wrong with all.
  private static let mostReported = 20
}

extension Diagnostic {
  /// Whether it is the same, or the same of another value of a sweep.
  fileprivate func saysTheSame(as other: Diagnostic) -> Bool {
    if self == other { return true }
    let isOfSettings = position.line == 0 && other.position.line == 0
    return isOfSettings && path == other.path && message == other.message
      && position.file.prefix { $0 != "=" } == other.position.file.prefix { $0 != "=" }
  }
}
