import Sim
import Testing

@testable import Scenarios

@Suite("Points that are made when they are asked for")
struct PointListTests {
  private static let sweeps = [
    Sweep(path: "a", values: ["1", "2"]), Sweep(path: "b", values: ["x", "y", "z"]),
    Sweep(path: "c", values: ["0.5", "0.25"]),
  ]
  private static let product = PointSet(sweeps: sweeps)

  /// The same points, one by one.
  private static var listed: PointSet {
    var points: [StudyPoint] = []
    for a in ["1", "2"] {
      for b in ["x", "y", "z"] {
        for c in ["0.5", "0.25"] {
          points.append(
            StudyPoint(
              number: points.count + 1,
              values: zip(["a", "b", "c"], [a, b, c]).map {
                Setting(path: $0, value: $1, of: .sweep)
              }))
        }
      }
    }
    return PointSet(listed: points)
  }

  @Test func `Combinations of sweeps are those that a list has`() {
    let (product, listed) = (Self.product, Self.listed)
    #expect(Array(product.points) == Array(listed.points))
    #expect(product.points.count == 12)
    #expect(product.paths == listed.paths)
    #expect(product.typedPaths == listed.typedPaths)
    #expect(product.values == listed.values)
    #expect(!product.isOne && !listed.isOne)
    #expect(product.points.count(ofScenario: 3) == 12)
    #expect(Array(product.points.of(scenario: 1)) == Array(listed.points.of(scenario: 1)))
  }

  @Test func `Those that are left out leave the others as they were`() {
    let rest = Self.product.without([2, 12], ofScenario: 0, of: 1)
    #expect(rest.points.map(\.number) == [1] + Array(3...11))
    #expect(rest.points.first == Self.product.points.first)
    #expect(rest.points.last == Self.product.points[10])
    #expect(rest.sweeps == Self.sweeps)
  }

  @Test func `A point is of the scenario in whose turn it comes`() throws {
    try ResumePlace.inFolder { place in
      let files = ["a", "b"].map { "\(place.folder)/\($0).yaml" }
      let sweep = try Sweep(path: "state.x.random_walk.sd", written: ["0.5", "1", "2"])
      let swept = StudyEntries(try Study(files: files, sweeps: [sweep]))
      let points = (1...3).map { number in
        StudyPoint(
          number: number,
          values: [Setting(path: sweep.path, value: sweep.values[number - 1], of: .sweep)],
          // The second is of the second file alone.
          scenarios: number == 2 ? [1] : nil, against: number == 3 ? 1 : nil)
      }
      let listed = StudyEntries(try Study(files: files, points: PointSet(listed: points)))
      func names(_ entries: StudyEntries) -> [String] {
        entries.map { "\($0.member.scenario.name)\($0.point.number)" }
      }
      #expect(names(swept) == ["a1", "a2", "a3", "b1", "b2", "b3"])
      #expect(names(listed) == ["a1", "a3", "b1", "b2", "b3"])
      for entries in [swept, listed] {
        for (at, entry) in entries.enumerated() {
          #expect(entries.scenario(at: at) == entry.place)
          #expect(entries.positions(ofScenario: entry.place).contains(at))
          #expect(entries.position(ofScenario: entry.place, number: entry.point.number) == at)
          let name = entry.member.scenario.name
          #expect(entries.position(of: name, number: entry.point.number) == at)
          #expect(entries.position(of: name, number: .min) == nil)
        }
        #expect(entries.position(of: "c", number: 1) == nil)
        #expect(entries.position(ofScenario: 0, number: 4) == nil)
        #expect(entries.position(ofScenario: 0, number: 0) == nil)
      }
      #expect(listed.position(ofScenario: 0, number: 2) == nil)
    }
  }

  /// The first of each scenario stands for the others; it is compared with the first of all.
  @Test func `Points are looked at beside the same ones however they were made`() throws {
    try ResumePlace.inFolder { place in
      let files = ["a", "b"].map { "\(place.folder)/\($0).yaml" }
      let sweep = try Sweep(path: "state.x.random_walk.sd", written: ["0.5", "1", "2"])
      let points = (1...3).map { number in
        StudyPoint(
          number: number,
          values: [Setting(path: sweep.path, value: sweep.values[number - 1], of: .sweep)])
      }
      let settings = RunSettings(trials: 1_024, seed: 1, jobs: 1)
      let studies = [
        try Study(files: files, sweeps: [sweep]),
        try Study(files: files, points: PointSet(listed: points)),
      ]
      for study in studies {
        let entries = StudyEntries(study)
        let beside = PointsBeside(entries, isOfAllPairs: false, settings)
        let found = entries.map { entry in
          beside.references(of: entry).map { "\($0.member.scenario.name)\($0.point.number)" }
        }
        #expect(found == [[], ["a1"], ["a1"], ["a1"], ["b1"], ["b1"]])
        #expect(entries.map(beside.isReference) == [true, false, false, true, false, false])
        #expect(beside.mostReferences == 1)
        let pairs = PointsBeside(entries, isOfAllPairs: true, settings)
        #expect(entries.map { pairs.references(of: $0).count } == Array(0..<6))
        #expect(pairs.mostReferences == 5)
      }
    }
  }
}
