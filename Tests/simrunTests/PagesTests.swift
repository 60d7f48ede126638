import Foundation
import Testing

/// What pages show is what the program does: commands print what stands below them, and blocks of YAML are
/// files that are valid.
///
///     ```              a command, `$ simrun …`, and what it prints
///     ```yaml a.yaml   the file a.yaml, or sections that are new in it or take the place of its own
///     ```yaml          a whole file
///
/// With `SIMRUN_REWRITE=1` a page is rewritten with what its commands print: `make pages`.
struct PagesTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every page, by its path.
  private static let pages: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: root.path + "/docs")
    return [
      "README.md", "CONTRIBUTING.md", "Scenarios/README.md", "Scenarios/verification/README.md",
    ]
      + (names ?? []).filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
  }()

  /// Their blocks are parts of one file and have tests of their own: `DocumentationTests`, `CheckTests`.
  private static let pagesOfParts: Set = ["docs/language.md", "docs/sense.md"]

  private static func text(_ page: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(page), encoding: .utf8)
  }

  private struct Block {
    var info: [String]
    /// Without the fences.
    var lines: Range<Int>
  }

  private static func blocks(_ lines: [String]) -> [Block] {
    var blocks: [Block] = []
    var start: Int?
    for (number, line) in lines.enumerated() where line.hasPrefix("```") {
      if let first = start {
        let info = lines[first].dropFirst(3).split(separator: " ").map(String.init)
        blocks.append(Block(info: info, lines: first + 1..<number))
        start = nil
      } else {
        start = number
      }
    }
    return blocks
  }

  @Test(arguments: pages)
  func `a page shows what its commands print, word for word, and its files are valid`(
    _ page: String
  )
    throws
  {
    var lines = try Self.text(page).components(separatedBy: "\n")
    let blocks = Self.blocks(lines)
    // What is drawn needs gnuplot.
    guard !["docs/charts.md", "docs/report.md"].contains(page) || Tool.hasGnuplot else { return }
    let rewrites = ProcessInfo.processInfo.environment["SIMRUN_REWRITE"] == "1"
    try Executable.inFolder { simrun in
      let isRun = { (block: Block) in lines[block.lines].first?.hasPrefix("$ ") == true }
      guard blocks.contains(where: { $0.info.first == "yaml" || $0.info.isEmpty && isRun($0) })
      else {
        return
      }
      try FileManager.default.copyItem(
        atPath: Self.root.appendingPathComponent("Scenarios").path,
        toPath: simrun.folder + "/Scenarios")
      // From the last one, so that the places of the others stay as they are.
      var printed: [(Range<Int>, [String])] = []
      for block in blocks {
        let body = Array(lines[block.lines])
        if block.info.first == "yaml" {
          guard !Self.pagesOfParts.contains(page) else { continue }
          try Self.checkFile(block, body, page, simrun)
        } else if block.info.isEmpty, let first = body.first, first.hasPrefix("$ ") {
          let out = try Self.printed(by: String(first.dropFirst(2)), simrun)
          if rewrites {
            printed.append((block.lines, [first] + out))
          } else {
            #expect(out == Array(body.dropFirst()), "\(page): \(first)")
          }
        }
      }
      guard rewrites, !printed.isEmpty else { return }
      for (range, new) in printed.reversed() { lines.replaceSubrange(range, with: new) }
      try lines.joined(separator: "\n").write(
        to: Self.root.appendingPathComponent(page), atomically: true, encoding: .utf8)
    }
  }

  /// The lines that a command line prints; it must succeed.
  private static func printed(by command: String, _ simrun: Executable) throws -> [String] {
    var line = command
    if command.hasPrefix("simrun batch Scenarios/studies/ukraine-claims.yaml ") {
      let study = try SharedStudy.claims()
      try #require(command.hasPrefix(study.command), "\(command): not '\(study.command)'")
      try simrun.write(study.out, to: "printed.txt")
      line = "cat printed.txt" + command.dropFirst(study.command.count)
    }
    let finished = try simrun.shell("simrun() { \"$SIMRUN\" \"$@\"; }\n" + line)
    #expect(finished.code == 0, "\(command): \(finished.err)")
    return finished.out.isEmpty
      ? []
      : finished.out.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
        String.init)
  }

  private static func checkFile(
    _ block: Block, _ body: [String], _ page: String, _ simrun: Executable
  )
    throws
  {
    let name = block.info.dropFirst().first ?? "block.yaml"
    let isWhole = body.contains { $0.hasPrefix("format:") || $0.hasPrefix("batch:") }
    try #require(
      isWhole || block.info.count > 1, "\(page): line \(block.lines.lowerBound) is no whole file")
    var lines = body
    if !isWhole {
      lines = try simrun.read(name).components(separatedBy: "\n")
      for section in sections(body) { replace(section, in: &lines) }
    }
    try simrun.write(lines.joined(separator: "\n") + "\n", to: name)
    let isBatch = body.contains { $0.hasPrefix("batch:") }
    let finished = try simrun.finished(
      isBatch ? ["batch", name, "-n", "16", "-o", "batch", "--force", "-q"] : ["validate", name])
    #expect(finished.code == 0 && finished.err == "", "\(page): \(name): \(finished.err)")
  }

  /// Lines that begin with a key at the margin, with what follows each.
  private static func sections(_ lines: [String]) -> [[String]] {
    var sections: [[String]] = []
    for line in lines {
      if let first = line.first, first.isLetter {
        sections.append([line])
      } else if !sections.isEmpty {
        sections[sections.count - 1].append(line)
      }
    }
    return sections
  }

  private static func replace(_ section: [String], in lines: inout [String]) {
    let key = section[0].prefix { $0 != ":" } + ":"
    guard let start = lines.firstIndex(where: { $0.hasPrefix(key) }) else {
      lines += section
      return
    }
    let rest = lines[(start + 1)...]
    let end = rest.firstIndex { $0.first?.isLetter == true } ?? rest.endIndex
    lines.replaceSubrange(start..<end, with: section + [""])
  }

  @Test func `the tutorial ends with the file that ships`() throws {
    let lines = try Self.text("docs/tutorial.md").components(separatedBy: "\n")
    try Executable.inFolder { simrun in
      for block in Self.blocks(lines) where block.info.dropFirst().first == "port-talks.yaml" {
        try Self.checkFile(block, Array(lines[block.lines]), "docs/tutorial.md", simrun)
      }
      let shipped = Self.root.path + "/Scenarios/port-talks.yaml"
      for (file, out) in [("port-talks.yaml", "own"), (shipped, "shipped")] {
        #expect(try simrun("run", file, "-n", "2000", "-o", out, "-q").code == 0)
      }
      for table in ["outcomes.csv", "measures.csv", "incidence.csv"] {
        #expect(try simrun.read("own/" + table) == simrun.read("shipped/" + table), "\(table)")
      }
    }
  }

  private static func commands(in help: String) -> [String] {
    let parts = help.components(separatedBy: "SUBCOMMANDS:\n")
    guard parts.count > 1, let listed = parts.last else { return [] }
    return listed.split(separator: "\n").compactMap { line in
      line.hasPrefix("  ") && !line.hasPrefix("   ")
        ? line.split(separator: " ").first.map(String.init) : nil
    }.filter { $0 != "See" }
  }

  /// By command: its options, with those of commands below it.
  private static func options(_ simrun: Executable) throws -> [String: Set<String>] {
    var options: [String: Set<String>] = [:]
    for name in commands(in: try simrun("--help").out) {
      var text = try simrun("help", name).out
      for command in commands(in: text) { text += try simrun("help", name, command).out }
      options[name] = Set(text.matches(of: /--[a-z][a-z-]*/).map { String($0.output) })
    }
    return options
  }

  @Test func `commands and options that pages name are there`() throws {
    try Executable.inFolder { simrun in
      let options = try Self.options(simrun)
      try #require(options.count > 10 && options["run"]?.contains("--sweep") == true)
      for page in Self.pages {
        for match in try Self.text(page).matches(of: /(?:`|\$ )simrun ([a-z]+)([^`\n]*)/) {
          let command = String(match.1)
          if ["help", "is", "says"].contains(command) { continue }
          let known = try #require(options[command], "\(page): simrun \(command)")
          for option in String(match.2).prefix(while: { !"|&".contains($0) }).matches(
            of: /--[a-z][a-z-]*/)
          {
            #expect(
              known.contains(String(option.output)), "\(page): simrun \(command) \(option.output)")
          }
        }
      }
    }
  }

  /// Files and headings of pages that pages link to.
  @Test(arguments: pages)
  func `links lead to files and headings that are there`(_ page: String) throws {
    let folder = Self.root.appendingPathComponent(page).deletingLastPathComponent()
    for match in try Self.text(page).matches(of: /\]\(([^)\s]+)\)/) {
      let link = String(match.1)
      guard !link.hasPrefix("http") else { continue }
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let target =
        parts[0].isEmpty
        ? Self.root.appendingPathComponent(page) : folder.appendingPathComponent(String(parts[0]))
      #expect(FileManager.default.fileExists(atPath: target.path), "\(page): \(link)")
      guard parts.count > 1, let text = try? String(contentsOf: target, encoding: .utf8) else {
        continue
      }
      let anchors = text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { heading in
        heading.drop { $0 == "#" || $0 == " " }.lowercased().filter {
          $0.isLetter || $0.isNumber || " -_".contains($0)
        }.replacing(" ", with: "-")
      }
      #expect(anchors.contains(String(parts[1])), "\(page): \(link)")
    }
  }
}
