/// What can be made of a set, as in `sum(p.capability for p in parties where p.role == donor)`: a row of the
/// reference.
package struct Aggregate: Sendable {
  package let name: String
  package let meaning: String

  /// What is a condition of all of them.
  package static let ofConditions: Set = ["any", "all", "count"]
  /// What is one of them rather than a number.
  package static let choices: Set = ["argmax", "argmin"]

  /// In the order in which errors name them.
  package static let all = [
    Aggregate(name: "sum", meaning: "their sum; 0 of none"),
    Aggregate(name: "product", meaning: "their product; 1 of none"),
    Aggregate(name: "mean", meaning: "their mean; missing of none"),
    Aggregate(name: "min", meaning: "the smallest; missing of none"),
    Aggregate(name: "max", meaning: "the largest; missing of none"),
    Aggregate(
      name: "argmax",
      meaning: "for which of them it is largest, as a label; of equal ones the first by name"),
    Aggregate(name: "argmin", meaning: "for which of them it is smallest, likewise"),
    Aggregate(name: "any", meaning: "whether a condition holds for one of them"),
    Aggregate(name: "all", meaning: "whether it holds for all of them"),
    Aggregate(name: "count", meaning: "for how many it holds"),
  ]
}
