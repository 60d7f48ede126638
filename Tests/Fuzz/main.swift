import Foundation

// Makes scenarios, expressions, settings, data and resume files that are nearly right, and runs
// them.
//
//   fuzz MINUTES [SEED [FROM]]     works until the time is up; what fails is saved in fuzz-findings
//   fuzz --one SEED NUMBER         one input, in this process
//   fuzz --show SEED NUMBER        prints one input

let arguments = CommandLine.arguments
let scenarios = ProcessInfo.processInfo.environment["SCENARIOS"] ?? "Scenarios"

func texts() -> [String] {
  let files = FileManager.default.enumerator(atPath: scenarios)?.compactMap { $0 as? String } ?? []
  return files.filter { $0.hasSuffix(".yaml") }.sorted().compactMap {
    try? String(contentsOfFile: scenarios + "/" + $0, encoding: .utf8)
  }
}

func scratch() -> String {
  let folder = FileManager.default.temporaryDirectory.path + "/simrun-fuzz-\(getpid())"
  try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return folder
}

/// The number after a word of the command line, or what it is without.
func number(_ place: Int, _ standard: Int) -> Int {
  arguments.count > place ? Int(arguments[place]) ?? standard : standard
}

switch arguments.count > 1 ? arguments[1] : "" {
case "--one", "--show":
  let folder = scratch()
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let cases = Cases(seed: UInt64(number(2, 1)), texts: texts(), folder: folder)
  let input = cases.input(number(3, 0))
  if arguments[1] == "--show" {
    FileHandle.standardOutput.write(Data(input.bytes))
  } else {
    cases.run(input)
  }
case "--child":
  Child(seed: UInt64(number(2, 1)), from: number(3, 0), progress: arguments[4]).work()
default:
  Supervisor(minutes: number(1, 1), seed: number(2, 1), from: number(3, 0)).work()
}
