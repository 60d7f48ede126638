import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Plans of shards")
struct ShardPlanTests {
  private static let child = """
    format: 1
    extends: sub/base.yaml
    scenario: child
    data: {d: {file: sub/draws.csv, column: x}}
    parameters: {p: empirical(d)}
    """

  /// A file that extends one in a folder, which has data beside it.
  private func inFolder(_ body: (ResumePlace) throws -> Void) throws {
    try ResumePlace.inFolder { place in
      try FileManager.default.createDirectory(
        atPath: place.folder + "/sub", withIntermediateDirectories: true)
      try place.write(
        ResumePlace.text.replacing("NAME", with: "base"), to: "sub/base.yaml")
      try place.write("x\n0.2\n0.4\n0.5\n", to: "sub/draws.csv")
      try place.write(Self.child, to: "child.yaml")
      try body(place)
    }
  }

  @Test
  func `A plan has all files in it; where they lay does not matter`() throws {
    try inFolder { place in
      let keeper = FileKeeper()
      let file = place.folder + "/child.yaml"
      let study = try Study(files: [file], root: .keeping(keeper, root: nil))
      let settings = StudySettings(
        run: RunSettings(trials: 1_500, seed: 3, jobs: 1), folder: place.folder + "/x")
      let plan = ShardPlan(
        path: place.folder + "/p/plan.json", arguments: ["run", file], files: keeper.files,
        shards: 3, of: study, settings)
      try plan.write(replaces: false)
      for name in ["sub", "child.yaml"] {
        try FileManager.default.removeItem(atPath: "\(place.folder)/\(name)")
      }
      let read = try ShardPlan(reading: place.folder + "/p")
      #expect(read.name == plan.name)
      #expect(read.shards == 3)
      #expect(read.arguments == ["run", file])
      let again = try Study(files: [file], root: .kept(read.files, root: nil))
      #expect(again.assumptions == study.assumptions)
      _ = try ShardedStudy(read, again, settings, asking: nil)
      // Another seed is another study.
      var other = settings
      other.run.seed = 4
      let error = #expect(throws: ShardPlan.Problem.self) {
        try ShardedStudy(read, again, other, asking: nil)
      }
      #expect(
        error?.description
          == "\(place.folder)/p/plan.json is not as it was written: what it says of the study is not "
          + "what its files come to")
      // The same plan may be written again, another may not.
      try plan.write(replaces: false)
      let another = ShardPlan(
        path: place.folder + "/p/plan.json", arguments: ["run", file], files: keeper.files,
        shards: 4, of: study, settings)
      let exists = #expect(throws: ShardPlan.Problem.self) { try another.write(replaces: false) }
      #expect(
        exists?.description
          == "\(place.folder)/p/plan.json is another plan; use another --out, or --force to replace it "
          + "and its parts")
      // Its parts go with it, and what is not ours stays.
      try FileManager.default.createDirectory(
        atPath: place.folder + "/p/parts/.1-of-3/1", withIntermediateDirectories: true)
      for name in ["1-of-3.part", "1-of-3.json", ".1-of-3/1/x", "notes-of-3.txt", "1-of-3.txt"] {
        try place.write("", to: "p/parts/" + name)
      }
      try another.write(replaces: true)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: place.folder + "/p/parts").sorted()
          == ["1-of-3.txt", "notes-of-3.txt"])
      #expect(try ShardPlan(reading: place.folder + "/p/plan.json").shards == 4)
      let missing = #expect(throws: StudyError.self) {
        try Study(files: ["other.yaml"], root: .kept(read.files, root: nil))
      }
      #expect(
        missing?.description
          == "cannot read other.yaml: it is not among the files of the plan")
    }
  }

  @Test
  func `What is no plan, or of another version, is refused`() throws {
    try ResumePlace.inFolder { place in
      let path = place.folder + "/plan.json"
      func problem(_ text: String) throws -> String? {
        try place.write(text, to: "plan.json")
        let error = #expect(throws: ShardPlan.Problem.self) {
          try ShardPlan(reading: path).check(version: "2")
        }
        return error?.description.replacing(place.folder + "/", with: "")
      }
      // A plan as one is written, with a name that is right.
      func named(_ key: String, _ value: String) -> String {
        let start = "{\n  \"arguments\": [],\n  \"files\": [],\n  \"format\": \"simrun-shards/2\","
        let end = "\n  \"\(key)\": \(value),\n  \"study\": {\n    \"version\": \"1\"\n  }\n}\n"
        let name = SHA256.text(of: Array((start + end).utf8))
        return start + "\n  \"name\": \"\(name)\"," + end
      }
      let cases = [
        ("{}", "plan.json is not a plan of simrun; 'simrun plan' writes one"),
        (
          #"{"format": "simrun-shards/9"}"#,
          "plan.json is of the format simrun-shards/9, not simrun-shards/2; plan anew"
        ),
        (
          #"{"format": "simrun-shards/1", "shards": 2}"#,
          "plan.json is of the format simrun-shards/1, not simrun-shards/2; plan anew"
        ),
        (
          #"{"format": "simrun-shards/2", "shards": 2}"#,
          "plan.json was changed after it was written: its name is not that of its text. Bring it back as "
            + "it was, or plan anew with --force, which removes its parts"
        ),
        (
          named("shards", "0"),
          "plan.json is not as it was written: what it says of the study is not what its files come "
            + "to"
        ),
        (
          named("shards", "2"),
          "plan.json was made by simrun 1, not 2; plan anew, or use that version"
        ),
      ]
      for (text, message) in cases {
        let said = try problem(text)
        #expect(said == message)
      }
      let none = #expect(throws: ShardPlan.Problem.self) {
        try ShardPlan(reading: place.folder + "/none.json")
      }
      #expect(
        none?.description.replacing(place.folder + "/", with: "")
          == "cannot read none.json: no such file")
    }
  }
}
