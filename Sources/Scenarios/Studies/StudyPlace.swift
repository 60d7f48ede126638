/// What there is of a study in the place of its results.
package enum StudyPlace {
  /// Whether there are results, or a run that was cut off had begun some.
  package static func isBegun(_ path: String) -> Bool {
    guard let place = try? ResultPlace(path) else { return false }
    return place.exists || Disk.entry(place.beside) == .folder
  }
}
