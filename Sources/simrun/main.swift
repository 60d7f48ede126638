import Foundation
import Scenarios
import Sim

do {
  let scenario = try ScenarioFile.load(path: CommandLine.arguments[1])
  let model = try scenario.model()
  let n = Int(CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : "2000") ?? 2000
  print("nodes", model.graph.nodes.count, "memories", model.memories.count, "checks", model.graph.checks.count)
  let t = Date()
  let result = try Run(model, RunSettings(trials: n, seed: 7, jobs: CommandLine.arguments.count > 3 ? 2 : 1)).run()
  print("seconds", Date().timeIntervalSince(t))
  for o in result.summary.outcomes { print(o) }
  print("failed", result.summary.failureCount, result.summary.failures.prefix(3))
} catch { print(error) }
