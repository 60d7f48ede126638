package import Sim

/// Inputs of a scenario that are drawn once in a trial, in groups that are independent of each other.
package struct InputGroup: Sendable, Hashable {
  /// What is drawn; several depend on each other, by a correlation or because one is drawn from another.
  package let inputs: [String]
  /// The paths of the draws that they come from.
  package let sites: Set<String>

  /// `a`, `a and b`.
  package var name: String { inputs.joined(separator: " and ") }

  /// All of them, in the order of the report. What follows from inputs without a draw of its own is
  /// none.
  package static func all(of model: Model) -> [InputGroup] {
    let sites = model.sitesOfParameters
    let drawn = model.report.parameters.indices.filter { !sites[$0].isEmpty }
    // What few draws make comes first, so that what follows from it is seen.
    let order = drawn.sorted { (sites[$0].count, $0) < (sites[$1].count, $1) }
    var chosen: [Int] = []
    var known: Set<String> = []
    for place in order where !known.isSuperset(of: sites[place]) {
      chosen.append(place)
      known.formUnion(sites[place])
    }
    var groups: [(places: [Int], sites: Set<String>)] = []
    for place in chosen.sorted() {
      var joined = (places: [place], sites: sites[place])
      for group in groups where !group.sites.isDisjoint(with: joined.sites) {
        joined.places += group.places
        joined.sites.formUnion(group.sites)
      }
      groups.removeAll { !$0.sites.isDisjoint(with: joined.sites) }
      groups.append(joined)
    }
    return groups.map { group in
      (places: group.places.sorted(), sites: group.sites)
    }.sorted { $0.places[0] < $1.places[0] }.map { group in
      InputGroup(inputs: group.places.map { model.report.parameters[$0].name }, sites: group.sites)
    }
  }
}
