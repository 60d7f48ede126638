import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Files that would hang or crash")
struct HangTests {
  /// Nine lists, each of nine times the one before, and a map whose keys are to be compared.
  private func bomb(before anchor: String) -> String {
    var text = "q: [\n\(anchor)&a [z, z, z, z, z, z, z, z, z],\n"
    for (name, other) in zip("bcdefghijkl", "abcdefghijk") {
      let aliases = Array(repeating: "*\(other)", count: 9).joined(separator: ", ")
      text += "\(anchor)&\(name) [\(aliases)],\n"
    }
    return text + "{? *l : 1, ? *l : 2}\n]\n"
  }

  private static let anchors =
    "anchors and aliases ('&', '*') are not part of the language: write the value out"

  @Test(arguments: [
    "", " ", "\u{FEFF}", "\u{FEFF}\u{FEFF}", "!!seq ", "!x ", "\u{2028}", "\u{85}", "\r\n",
  ])
  func `aliases stand for nothing, whatever is before an anchor`(before anchor: String) throws {
    let start = Date()
    let found = try errors(bomb(before: anchor))
    #expect(found.contains { $0.hasSuffix(Self.anchors) }, "\(found)")
    #expect(Date().timeIntervalSince(start) < 30)
  }

  @Test
  func `text that holds '&' and '*' is text`() throws {
    let found = try scenario("title: 'AT&T x*T'\nabout: a &b c*b\nparameters: {p: 2}\n")
    #expect(found.title == "AT&T x*T")
    #expect(found.about == "a &b c*b")
  }

  @Test
  func `What is no file is refused at once`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/simrun-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func write(_ text: String, _ name: String) throws {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    func problem(_ path: String) -> String {
      do {
        _ = try ScenarioFile.load(path: path)
        return "none"
      } catch { return "\(error)".components(separatedBy: "\n")[0] }
    }
    let pipe = "\(folder)/pipe.yaml"
    try #require(mkfifo(pipe, 0o600) == 0)
    let what = "it is a device, a pipe or a socket, not a file"
    #expect(problem(pipe) == "cannot read \(pipe): \(what)")
    #expect(problem("/dev/zero") == "cannot read /dev/zero: \(what)")
    #expect(problem(folder) == "cannot read \(folder): it is a folder")
    let file = "\(folder)/a.yaml"
    let start = "format: 1\nscenario: a\n"
    try write(start + "extends: pipe.yaml\n", "a.yaml")
    #expect(problem(file) == "\(file):3:10: error: extends: cannot read pipe.yaml: \(what)")
    try write(
      start + "data: {d: {file: pipe.yaml, column: x}}\noutcomes: {z: otherwise}\n", "a.yaml")
    #expect(problem(file) == "\(file):3:18: error: data.d.file: cannot read pipe.yaml: \(what)")
    let suite = VerificationSuite(paths: [folder])
    #expect(suite.refused.contains { "\($0)" == "cannot read \(pipe): \(what)" })
  }

  @Test
  func `A million blank lines are blank`() throws {
    let found = try scenario(String(repeating: "\n", count: 1_000_000) + "parameters: {p: 1}\n")
    #expect(found.parameters.count == 1)
  }

  @Test
  func `Past a hundred errors nobody looks for what was meant`() throws {
    let names = (0..<4000).map { "  parameter_\($0): 1\n" }.joined()
    let wrong = (0..<4000).map { "  m\($0): paramxter_\($0)\n" }.joined()
    let start = Date()
    do {
      _ = try scenario("parameters:\n\(names)measures:\n\(wrong)").model()
      Issue.record("it was accepted")
    } catch let found as Diagnostics {
      #expect(found.all.count == 101)
      let first = "unknown name 'paramxter_0'; did you mean 'parameter_0'?"
      #expect(found.all[0].message == first)
      let last = "3900 more errors, from here on, not shown (the limit is 100)"
      #expect(found.all[100].message == last)
    }
    #expect(Date().timeIntervalSince(start) < 60)
  }

  @Test
  func `A limit on how many there are is reported before anything is made of them`() throws {
    let parties = (0..<600).map { "  p\($0): {ideal: 'uniform(0, 1)', no_deal: oops}\n" }.joined()
    let talks = "issues: {a: {low: x, high: y, status_quo: 0.5}}\ntalks: {protocol: single_text}\n"
    #expect(
      try errors("parties:\n\(parties)\(talks)") == [
        "a.yaml:3:1: error: parties: 600 parties; the limit is 500"
      ])
    let also = Array(repeating: "{parameters.p: 2}", count: 1001).joined(separator: ", ")
    let verify = "verify: {expect: {m: {mean: p, equals: 1}}, also: [\(also)]}\n"
    #expect(
      try errors("parameters: {p: 1}\n\(verify)") == [
        "a.yaml:4:51: error: verify.also: 1001 variations; the limit is 1000"
      ])
    let data = (0..<101).map { "  d\($0): {file: d.csv, column: x}\n" }.joined()
    #expect(
      try errors("data:\n\(data)", others: ["d.csv": "x\n1\n"]) == [
        "a.yaml:3:1: error: data: 101 data; the limit is 100"
      ])
  }

  @Test
  func `Columns past the limit are counted, not kept`() throws {
    let header = Array(repeating: "x", count: 5000).joined(separator: ",")
    #expect(
      try errors(
        "data: {d: {file: d.csv, column: x}}\n", others: ["d.csv": header + "\n1\n"])
        == ["d.csv:1:1: error: data.d: 5000 columns; the limit is 1000"])
    let row = Array(repeating: "1", count: 5000).joined(separator: ",")
    #expect(
      try errors("data: {d: {file: d.csv, column: x}}\n", others: ["d.csv": "x,y\n\(row)\n"])
        == ["d.csv:2:1: error: data.d: this row has 5000 fields, but the header has 2"])
  }
}
