/// What is wrong with a scenario of two parties that fight, a and b, and one whose consent nobody
/// needs, c; its first line is line 3.
func aftermathErrors(
  a: String = "", c: String = "", talks: String = "", enforcement: String = "", rest: String = ""
) throws -> [String] {
  let body = """
    clock: {start: 2026-01-01, step: week, steps: 4}
    issues: {land: {status_quo: 0.5}}
    plans: {paper: {terms: {land: 0.5}, enforcement: {\(enforcement)}}}
    parties:
      a: {role: belligerent, ideal: 1, no_deal: 0\(a)}
      b: {role: belligerent, ideal: 0, no_deal: 0}
      c: {ideal: 0, no_deal: 0\(c)}
    talks: {protocol: single_text, opening: paper\(talks)}
    \(rest)
    """
  let written = try errors(body)
  return written.isEmpty ? try modelErrors(body) : written
}
