/// Where the values of an issue lie on its line from 0 to 1: in equal steps, in their order.
extension Issue {
  func place(of value: Int) -> Double {
    values.count > 1 ? Double(value) / Double(values.count - 1) : 0
  }

  /// The value at a place, or the nearest one; `nil` for an issue without values.
  func value(at place: Double) -> String? {
    guard !values.isEmpty, place.isFinite else { return nil }
    let steps = (place * Double(values.count - 1)).rounded()
    return values[min(max(0, Int(steps)), values.count - 1)].name
  }

  var valueNames: [String] { values.map(\.name) }
}
