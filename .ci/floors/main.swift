// Which folder of a target uses which other, by the compiler's index of a build, and whether the floors
// allow it.
//
//   floors INDEX FLOORS [--matrix]
//
// FLOORS names the folders of each target from the top, one a line. A folder may use those above it. What
// uses a folder below it all the same is listed as an exception, which must go once it is not needed.

import Foundation

struct Arrow: Hashable, Comparable {
  let from: String
  let to: String

  static func < (a: Arrow, b: Arrow) -> Bool { (a.from, a.to) < (b.from, b.to) }
}

struct Floors {
  private(set) var targets: [String] = []
  /// By folder, as `Sources/Sim/Random`; the top one first.
  private var numbers: [String: Int] = [:]
  private(set) var exceptions: Set<Arrow> = []

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").prefix { !$0.hasPrefix("#") }.map(String.init)
      guard let first = words.first else { continue }
      if !line.hasPrefix(" ") {
        targets.append(first)
      } else if let target = targets.last {
        let folders = words.filter { $0 != "except" && $0 != "→" }
          .map { $0 == "." ? target : target + "/" + $0 }
        if first == "except", folders.count == 2 {
          exceptions.insert(Arrow(from: folders[0], to: folders[1]))
        } else {
          numbers[folders[0]] = numbers.count
        }
      }
    }
  }

  /// The target and the folder a file is in: the first folder below the target, or the target itself.
  func place(of file: String) -> (target: String, folder: String)? {
    guard let target = targets.first(where: { file.hasPrefix($0 + "/") }) else { return nil }
    let rest = file.dropFirst(target.count + 1).split(separator: "/")
    return (target, rest.count > 1 ? target + "/" + rest[0] : target)
  }

  func has(_ folder: String) -> Bool { numbers[folder] != nil }

  func goesDown(_ arrow: Arrow) -> Bool {
    guard let from = numbers[arrow.from], let to = numbers[arrow.to] else { return false }
    return to > from
  }
}

/// What the index knows of the files below the folder this is run in.
final class Index {
  private let store: indexstore
  private let root = FileManager.default.currentDirectoryPath + "/"
  /// The record of each file.
  private(set) var records: [String: String] = [:]
  private var units: [String] = []
  private var file = ""
  private(set) var definitions: [String: String] = [:]
  private(set) var uses: [(file: String, symbol: String, name: String)] = []

  init?(_ path: String) {
    guard let store = indexstore_store_create(path, nil) else { return nil }
    self.store = store
    let this = Unmanaged.passUnretained(self).toOpaque()
    _ = indexstore_store_units_apply_f(store, 1, this) { this, name in
      Index.at(this).units.append(text(name))
      return true
    }
    for unit in units { read(unit: unit) }
    for (file, record) in records.sorted(by: { $0.key < $1.key }) { read(record, of: file) }
  }

  private static func at(_ pointer: UnsafeMutableRawPointer) -> Index {
    Unmanaged<Index>.fromOpaque(pointer).takeUnretainedValue()
  }

  /// Units of files that are gone stay in the index.
  private func read(unit name: String) {
    guard let unit = indexstore_unit_reader_create(store, name, nil) else { return }
    defer { indexstore_unit_reader_dispose(unit) }
    let path = text(indexstore_unit_reader_get_main_file(unit))
    guard path.hasPrefix(root), FileManager.default.fileExists(atPath: path) else { return }
    file = path
    let this = Unmanaged.passUnretained(self).toOpaque()
    _ = indexstore_unit_reader_dependencies_apply_f(unit, this) { this, dependency in
      let index = Index.at(this)
      if indexstore_unit_dependency_get_kind(dependency) == CInt(indexstore_record),
        text(indexstore_unit_dependency_get_filepath(dependency)) == index.file
      {
        index.records[String(index.file.dropFirst(index.root.count))] = text(
          indexstore_unit_dependency_get_name(dependency))
      }
      return true
    }
  }

  private func read(_ record: String, of file: String) {
    guard let reader = indexstore_record_reader_create(store, record, nil) else { return }
    defer { indexstore_record_reader_dispose(reader) }
    self.file = file
    let this = Unmanaged.passUnretained(self).toOpaque()
    _ = indexstore_record_reader_occurrences_apply_f(reader, this) { this, occurrence in
      let index = Index.at(this)
      let symbol = indexstore_occurrence_get_symbol(occurrence)
      let roles = indexstore_occurrence_get_roles(occurrence)
      let id = text(indexstore_symbol_get_usr(symbol))
      if roles & UInt64(indexstore_definition) != 0 { index.definitions[id] = index.file }
      if roles & UInt64(indexstore_reference) != 0 {
        index.uses.append((index.file, id, text(indexstore_symbol_get_name(symbol))))
      }
      return true
    }
  }
}

func text(_ string: indexstore_string) -> String {
  String(decoding: UnsafeRawBufferPointer(start: string.data, count: string.length), as: UTF8.self)
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(1)
}

let arguments = CommandLine.arguments
guard arguments.count > 2, let list = try? String(contentsOfFile: arguments[2], encoding: .utf8)
else { fail("usage: floors INDEX FLOORS [--matrix]") }
guard let index = Index(arguments[1]) else { fail("no index of a build at \(arguments[1])") }
let floors = Floors(list)

/// How often each use stands in each file.
var arrows: [Arrow: [String: Int]] = [:]
for use in index.uses {
  guard let home = index.definitions[use.symbol], home != use.file,
    let (target, from) = floors.place(of: use.file), let (other, to) = floors.place(of: home),
    target == other, from != to
  else { continue }
  arrows[Arrow(from: from, to: to), default: [:]]["\(use.file): \(use.name)", default: 0] += 1
}

var problems: [String] = []
for target in floors.targets {
  let files = FileManager.default.enumerator(atPath: target)?.compactMap { $0 as? String } ?? []
  let sources = files.filter { $0.hasSuffix(".swift") }.map { target + "/" + $0 }.sorted()
  for folder in Set(sources.compactMap { floors.place(of: $0)?.folder }).sorted()
  where !floors.has(folder) {
    problems.append("\(folder) has no floor in \(arguments[2])")
  }
  let unknown = sources.filter { index.records[$0] == nil }
  if let first = unknown.first {
    problems.append(
      "the index lacks \(unknown.count) of \(sources.count) files, as \(first): build first")
  }
}
for (arrow, uses) in arrows.sorted(by: { $0.key < $1.key }) {
  let examples = uses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  if arguments.contains("--matrix") {
    let count = uses.values.reduce(0, +)
    print("\(arrow.from) → \(arrow.to)  \(count)  \(examples.prefix(3).joined(separator: ", "))")
  }
  guard floors.goesDown(arrow), !floors.exceptions.contains(arrow) else { continue }
  problems.append("\(arrow.from) uses \(arrow.to), which is below it:")
  problems += examples.prefix(12).map { "    \($0)" }
  if examples.count > 12 { problems.append("    and \(examples.count - 12) more") }
}
for exception in floors.exceptions.sorted()
where arrows[exception] == nil || !floors.goesDown(exception) {
  problems.append(
    "the exception \(exception.from) → \(exception.to) is no longer needed: take it out of "
      + arguments[2])
}
if !problems.isEmpty { fail(problems.joined(separator: "\n")) }
