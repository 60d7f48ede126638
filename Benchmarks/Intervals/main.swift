import Sim

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// `make coverage`: how often the intervals that simrun prints hold what they are to hold, as a table for
// docs/statistics.md. Arguments: replications, seed.

let arguments = CommandLine.arguments.dropFirst().map { Int($0) }
let replications = (arguments.first ?? nil) ?? 2000
let seed = UInt64(max(0, (arguments.dropFirst().first ?? nil) ?? 1))

print("| interval | case | holds | half-width of chance |")
print("|---|---|---|---|")
let jobs = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
let tasks = IntervalCase.all.enumerated().map { number, one -> @Sendable () -> (Int, Int) in
  let start = (seed &* 1000 &+ UInt64(number)) &* 1_000_003
  return {
    let (given, holding) = one.run(replications, seed: start)
    return (given, holding)
  }
}
let results = concurrently(jobs: jobs, tasks)
for (one, result) in zip(IntervalCase.all, results) {
  let holding = Double(result.1) / Double(max(1, result.0))
  let error = 1.96 * (holding * (1 - holding) / Double(max(1, result.0))).squareRoot()
  let given = result.0 < replications ? " (of \(result.0))" : ""
  print(
    "| \(one.interval) | \(one.setting) | \(percent(holding)) %\(given) | \(percent(error)) |")
}

func percent(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
