import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Files on disk")
struct ScenarioFileTests {
  /// A new folder with files, gone afterwards.
  private func withFiles(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: false, encoding: .utf8)
    }
    try body(folder.path)
  }

  private func failure(_ path: String) throws -> String {
    do {
      _ = try ScenarioFile.load(path: path)
      return ""
    } catch let error as FileError {
      return error.description
    } catch let error as Diagnostics {
      return error.all.map(\.headline).joined(separator: "\n")
    }
  }

  @Test
  func `What cannot be read`() throws {
    #expect(try failure("no-such.yaml") == "cannot read no-such.yaml: no such file")
    try withFiles(["x/a.yaml": ""]) { (folder: String) throws in
      #expect(try failure("\(folder)/x") == "cannot read \(folder)/x: it is a folder")
      #expect(
        try failure("\(folder)/x/a.yaml") == "\(folder)/x/a.yaml:1:1: error: the file is empty")
    }
  }

  @Test
  func `Bytes that are no text`() throws {
    try withFiles([:]) { (folder: String) throws in
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let path = "\(folder)/a.yaml"
      try Data(Array("title: caf".utf8) + [0x0A, 0x78, 0xE9, 0x0A])
        .write(to: URL(fileURLWithPath: path))
      #expect(
        try failure(path)
          == "\(path):2:2: error: the file is not UTF-8 text, but perhaps Latin-1 or Windows-1252: "
          + "save it as UTF-8")
      let wide: [(String.Encoding, [UInt8], String)] = [
        (.utf16LittleEndian, [], "UTF-16"), (.utf16BigEndian, [], "UTF-16"),
        (.utf16LittleEndian, [0xFF, 0xFE], "UTF-16"), (.utf16BigEndian, [0xFE, 0xFF], "UTF-16"),
        (.utf32LittleEndian, [], "UTF-32"), (.utf32BigEndian, [], "UTF-32"),
        (.utf32LittleEndian, [0xFF, 0xFE, 0, 0], "UTF-32"),
        (.utf32BigEndian, [0, 0, 0xFE, 0xFF], "UTF-32"),
      ]
      for (encoding, mark, name) in wide {
        let text = try #require("format: 1\ntitle: é\n".data(using: encoding))
        try (Data(mark) + text).write(to: URL(fileURLWithPath: path))
        #expect(
          try failure(path) == "\(path):1:1: error: the file is \(name) text: save it as UTF-8")
      }
    }
  }

  @Test
  func `A parent is found from the file that names it and reported by its own path`() throws {
    let files = [
      "a.yaml": "format: 1\nscenario: a\nextends: sub/b.yaml\n",
      "sub/b.yaml": "format: 1\nextends: c.yaml\nparameters: {x: 1}\n",
      "sub/c.yaml": "format: 1\nparameters: {y: 2}\noutcomes: {done: otherwise}\n",
    ]
    try withFiles(files) { (folder: String) throws in
      let read = try ScenarioFile.load(path: "\(folder)/a.yaml")
      #expect(read.inputs.map(\.path) == ["\(folder)/a.yaml", "sub/b.yaml", "sub/c.yaml"])
      #expect(
        read.parameters.map(\.name.source.file) == [
          "\(folder)/sub/c.yaml", "\(folder)/sub/b.yaml",
        ])
    }
  }

  @Test
  func `Nothing outside the first file's folder is read`() throws {
    let files = [
      "in/a.yaml": "format: 1\nscenario: a\nextends: ../b.yaml\n",
      "in/c.yaml": "format: 1\nscenario: a\nextends: link.yaml\n",
      "in/d.yaml": "format: 1\nscenario: a\nextends: /etc/hostname\n",
      "b.yaml": "format: 1\n",
    ]
    try withFiles(files) { (folder: String) throws in
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/in/link.yaml", withDestinationPath: "../b.yaml")
      let reason =
        "it is outside the folder of the first file; --root DIR allows files in a folder DIR"
      #expect(
        try failure("\(folder)/in/a.yaml")
          == "\(folder)/in/a.yaml:3:10: error: extends: cannot read ../b.yaml: \(reason)")
      #expect(
        try failure("\(folder)/in/c.yaml")
          == "\(folder)/in/c.yaml:3:10: error: extends: cannot read link.yaml: \(reason)")
      #expect(
        try failure("\(folder)/in/d.yaml")
          == "\(folder)/in/d.yaml:3:10: error: extends: cannot read /etc/hostname: "
          + "the path must be relative to the file that names it")
    }
  }
}

@Suite("Values of a scenario")
struct ScenarioValueTests {
  @Test
  func `Everything that a file can say`() throws {
    let read = try scenario(
      """
      title: All
      clock: {start: 2025-11-26, step: week, steps: 104}
      parameters:
        optimism: {value: "beta(mean=0.6, sd=0.1)", unit: share, about: a, source: coding}
      issues:
        land: {low: none, high: all, unit: km2, status_quo: 0.5, core: true}
        army: {low: 900 000, high: 85 000}
      parties:
        ukraine:
          role: belligerent
          ideal: 0
          weight: {land: 0.6, army: 0.4}
          red_lines: {land: {above: 0.6, hard: true}, army: {below: 0.1, slope: 0.8}}
          no_deal: {win_chance: optimism, cost: 0.1}
          tolerance: {sd: 0.08, persistence: 90% per year}
          reference: {loss_aversion: 2.25}
          delivers: army
          accepts: default and true
      definitions:
        middle: {each: [issue, party], value: 1}
      state:
        pace: {start: stall, markov: {stall: {grind: 0.04}, grind: {}}}
        strikes: {start: 0, jump: {rate: 0.2 per week, size: 1}, within: [0, 9]}
        offer: {each: issue, start: 0}
      events:
        leak: {rate: 0.03 per week, while: true, once: true}
        deadline: {date: 2025-11-27, acts: [{table: us}, {reopen: [army]}, suspend_talks]}
        later:
          after: leak
          delay: 1 week
          effects: {strikes: strikes + 1, "offer[land]": 0.3}
      plans:
        us:
          tabled: 2025-11-20
          written_by: {ukraine: 1}
          terms: {land: 0.7, army: {open: true, expected: 0.4}}
          enforcement: {monitoring: 0.4}
      talks:
        protocol: single_text
        opening: us
        access: {ukraine: 1}
        round: {probability: 25% per week}
        tilt: {toward: ukraine, by: 0.1}
        public: {plans: true}
        open_issues: {settled_when: max_gap < 0.15}
        truce_track: {discount: 0.05}
        balance: {high: 0.8, low: 0.25}
      outcomes:
        deal: {as_soon_as: settled, class: compromise}
        rest: otherwise
      measures: {strikes: {value: strikes, unit: strikes}, plain: 1}
      signals: {leaked: happened(leak), early: {when: happened(leak), about: b}}

      """)
    #expect(read.clock?.start == CalendarDate(year: 2025, month: 11, day: 26))
    #expect(read.parameters[0].unit == "share")
    #expect(read.issues[1].low == "900 000")
    #expect(read.issues.map(\.core) == [true, false])
    let party = try #require(read.parties.first)
    #expect(party.redLines.map(\.hard) == [true, false])
    #expect(party.redLines.map(\.side) == [.above, .below])
    #expect(party.tolerance?.per == "year")
    #expect(party.delivers.map(\.name) == ["army"])
    #expect(read.definitions[0].each == [.issue, .party])
    let rows = try #require(read.states[0].process.regimes)
    #expect(rows.map(\.label.name) == ["stall", "grind"])
    #expect(rows[0].leave.map(\.to.name) == ["grind"])
    #expect(read.states[1].within?.high.written == "9")
    let (later, deadline) = (read.events[2], read.events[1])
    #expect(later.effects.map(\.state.name) == ["strikes", "offer"])
    #expect(later.effects[1].index.map(\.name) == ["land"])
    #expect(deadline.acts.map(\.name.name) == ["us", "army", "suspend_talks"])
    #expect(read.plans[0].terms.map(\.issue.name) == ["land", "army"])
    #expect(read.plans[0].enforcement.map(\.name.name) == ["monitoring"])
    #expect(read.talks?.round?.per == "week")
    #expect(read.talks?.tilt?.toward.name == "ukraine")
    #expect(read.outcomes.map(\.className) == ["compromise", nil])
    #expect(read.measures.map(\.unit) == ["strikes", nil])
    #expect(read.signals.map(\.condition.written) == ["happened(leak)", "happened(leak)"])
  }
}
