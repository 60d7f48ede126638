import Sim

/// What a search asks of one scenario: its levers, the texts that it may begin with, the views that it is to
/// stand, and what it is to say of parties.
package struct SearchSetup: Sendable {
  package let space: LeverSpace
  /// Tabled texts that are values of the levers, by axis; `nil`: as the file has it.
  package let plans: [(name: String, values: [String?])]
  package let views: [[Setting]]
  /// Of each view.
  package let viewNames: [String]
  /// Of each view of a file of sets; `nil` where views have none.
  package let viewWeights: [Double?]
  /// By party: the measures that are laid over the file when the best is estimated.
  package let parties: [Party]

  package struct Party: Sendable {
    package let name: String
    /// What it has at the end: the text in force, or no deal.
    package let worth: Setting
    /// Whether it would not sign the text as it stands at the end.
    package let refusal: Setting
  }

  /// More rows of a file of sets than this are not looked at; those with the largest weights are.
  package static let mostViews = 8

  /// `over`: levers besides those of the file. `robust`: a file of sets, or names of parameters with commas.
  package init(
    _ scenario: Scenario, path: String, settings: [Setting], root: FileSource?,
    over: [LeverSpace.Axis], robust: String?
  ) throws {
    var axes = scenario.levers.map(LeverSpace.Axis.init).filter { axis in
      !over.contains { $0.path == axis.path }
    }
    axes += over
    guard !axes.isEmpty else {
      throw TrialDataError.missing(
        "\(scenario.name) has no levers: list them under 'levers', or give --over path=low:high")
    }
    let paths = axes.map(\.path)
    if let twice = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
      throw TrialDataError.missing("'\(twice)' is the path of two levers")
    }
    let written = try ScenarioFile.written(path: path, settings: settings, root: root)
    for place in axes.indices { axes[place].start = Self.plain(written, axes[place].path) }
    space = LeverSpace(axes)
    plans = Self.plans(scenario, space, written)
    let found = try Self.views(robust, scenario)
    (views, viewNames, viewWeights) = (
      found.map(\.settings), found.map(\.name), found.map(\.weight)
    )
    let assumed = Set(found.flatMap(\.settings).map(\.path))
    if let both = paths.first(where: assumed.contains) {
      throw TrialDataError.missing(
        "'\(both)' is a lever and in --robust: what one chooses is not what one may be wrong about")
    }
    parties = scenario.talks == nil ? [] : scenario.parties.map(Self.party)
  }

  /// What stands at a path, if it is a plain value; what is drawn or computed is none.
  private static func plain(_ root: FileNode, _ path: String) -> String? {
    text(root, path).flatMap { text in
      WrittenNumber(text) != nil || NameRule.problem(with: text) == nil
        || DateText.date(text) != nil ? text : nil
    }
  }

  /// What stands at a path, if it is a scalar.
  private static func text(_ root: FileNode, _ path: String) -> String? {
    var node: FileNode? = root
    for part in SettingReader.parts(of: path) { node = node?[part] }
    return node?.text ?? node?["value"]?.text ?? node?["date"]?.text
  }

  /// Other plans whose terms are plain values of the levers.
  private static func plans(
    _ scenario: Scenario, _ space: LeverSpace, _ root: FileNode
  ) -> [(name: String, values: [String?])] {
    let own = space.axes.map { axis -> (plan: String, term: String)? in
      let parts = SettingReader.parts(of: axis.path)
      return parts.count == 4 && parts[0] == "plans" && parts[2] == "terms"
        ? (parts[1], parts[3]) : nil
    }
    guard let plan = own.compactMap({ $0?.plan }).first else { return [] }
    return scenario.plans.map(\.name.name).filter { $0 != plan }.compactMap { other in
      var values: [String?] = []
      for (axis, place) in zip(space.axes, own) {
        guard let place, place.plan == plan else {
          values.append(nil)
          continue
        }
        guard let text = text(root, "plans.\(other).terms.\(place.term)"),
          space.place(axis, text) != nil
        else { return nil }
        values.append(text)
      }
      return (other, values)
    }
  }

  private typealias View = (settings: [Setting], name: String, weight: Double?)

  private static func views(_ robust: String?, _ scenario: Scenario) throws -> [View] {
    guard let robust else { return [([], "as the file is", nil)] }
    if robust.hasSuffix(".csv") {
      let file = try EnsembleFile(path: robust)
      let order = file.weights.indices.sorted { (-file.weights[$0], $0) < (-file.weights[$1], $1) }
      return order.prefix(mostViews).map { row in
        (
          zip(file.paths, file.sets[row]).map { Setting(path: $0, value: "\($1)", of: .lever) },
          "set \(row + 1)", file.weights[row]
        )
      }
    }
    var views: [View] = [([], "as the file is", nil)]
    for name in robust.split(separator: ",").map({ String($0.filter { $0 != " " }) }) {
      guard let parameter = scenario.parameters.first(where: { $0.name.name == name }) else {
        throw TrialDataError.missing(
          ScenarioCause.missing(
            name, what: "parameter", among: scenario.parameters.map(\.name.name)
          ).wording)
      }
      guard let marginal = Marginal("\(parameter.value)") else {
        throw TrialDataError.missing(
          "the parameter '\(name)' is not drawn from one distribution, so it has no quantiles here")
      }
      for share in [0.05, 0.95] {
        views.append(
          (
            [Setting(path: "parameters.\(name)", value: "\(marginal.quantile(share))", of: .lever)],
            "\(name) at \(share == 0.05 ? 5 : 95) %", nil
          ))
      }
    }
    return views
  }

  private static func party(_ party: Scenarios.Party) -> Party {
    let name = party.name.name
    return Party(
      name: name,
      worth: Setting(
        path: "measures.search_worth_\(name)",
        value: "if(settled, utility(\(name), agreed), \(name).no_deal)", of: .rule),
      refusal: Setting(
        path: "measures.search_refusal_\(name)", value: "not \(name).accepts", of: .rule))
  }
}
