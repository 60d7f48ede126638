import Sim

/// Draws under a name that the analyst gives them: `normal(0, 1, id=weather)`.
///
/// The address of such a draw is made of its id, and of its elements where an entry has several,
/// but not of the entry. So it keeps its random numbers under any name, and draws that share an id
/// share them.
struct DrawIDs {
  /// What is drawn at an address, and where that is said first.
  private struct Use {
    var form: String
    var place: Expression
  }
  private var uses: [String: Use] = [:]
  /// The correlated parameter that has an address.
  private var correlated: [String: Int] = [:]

  static func path(_ id: String, _ elements: [String]) -> String {
    "id:\(id)" + (elements.isEmpty ? "" : "[\(elements.joined(separator: ","))]")
  }

  /// Draws with one id are of one form, or one would have the words of another.
  mutating func use(
    _ id: String, at path: String, _ form: String, _ e: Expression
  ) throws(Diagnostic) {
    guard let known = uses[path] else {
      uses[path] = Use(form: form, place: e)
      return
    }
    guard known.form != form else { return }
    let first = known.place.source.position(of: known.place.range.lowerBound)
    throw e.error(
      DrawCause.idOfAnotherDraw(
        id: id, owner: "\(known.place)", place: Self.place(first, seenFrom: e)))
  }

  private static func place(_ position: SourcePosition, seenFrom e: Expression) -> String {
    (position.file == e.source.file ? "" : "\(position.file), ")
      + "line \(position.line), column \(position.column)"
  }

  /// Whether another correlated parameter has the address already.
  mutating func other(correlated k: Int, at path: String) -> Int? {
    guard let known = correlated[path] else {
      correlated[path] = k
      return nil
    }
    return known == k ? nil : known
  }
}

extension Draws {
  /// The party for which a default is drawn; none if the expression is the party's own.
  func partyOfDefault(_ path: String, _ e: Expression) -> [String] {
    guard scenario.partyDefaultPlaces.contains(e.source.position(of: 0)) else { return [] }
    let parts = path.split(separator: ".")
    return parts.count > 1 && parts[0] == "parties" ? [String(parts[1])] : []
  }

  /// The id of a distribution, if it has one.
  func drawID(_ arguments: [Expression.Argument]) throws -> String? {
    guard let argument = arguments.first(where: { $0.label == "id" }) else { return nil }
    guard case .name(let id) = argument.value.kind else {
      throw argument.value.error(DrawCause.idNotAName)
    }
    return id
  }

  /// Keeps what is drawn under an id; `how` says what is made of it.
  func useID(
    _ arguments: [Expression.Argument], at path: String, _ distribution: Distribution, how: String,
    _ e: Expression
  ) throws {
    guard let id = try drawID(arguments) else { return }
    try compiler.drawIDs.use(id, at: path, "\(distribution.form) \(how)", e)
  }
}

extension Distribution {
  /// What two distributions must share to be drawn at one address: all but their arguments.
  var form: String {
    switch self {
    case .family(let family, let form, let at): "\(family.name)/\(form)@\(at)"
    case .truncated(let inner, let low, let high): "truncated(\(inner.form),\(low),\(high))"
    case .mixture(let components):
      "mixture("
        + components.map { "\($0.distribution.form)@\($0.weight)" }.joined(separator: ",") + ")"
    case .discrete(let count, let at): "discrete/\(count)@\(at)"
    case .elicited(let elicited): "elicited/\(elicited.startsFromNormal)"
    case .empirical(let sample): "empirical(\(sample.name))"
    case .compound(.given(let at), let size): "compound(@\(at),\(size.form))"
    case .compound(.drawn(let count), let size): "compound(\(count.form),\(size.form))"
    }
  }
}
