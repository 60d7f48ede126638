#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The elementary functions that distributions use, named once so that they can be exchanged.
enum Elementary {
  @inline(__always) static func exp(_ x: Double) -> Double { Mathematics.exp(x) }
  @inline(__always) static func log(_ x: Double) -> Double { Mathematics.log(x) }
  @inline(__always) static func log1p(_ x: Double) -> Double { _log1p(x) }
  @inline(__always) static func expm1(_ x: Double) -> Double { _expm1(x) }
  @inline(__always) static func pow(_ x: Double, _ y: Double) -> Double { Mathematics.pow(x, y) }
  @inline(__always) static func gamma(_ x: Double) -> Double { tgamma(x) }
}

@inline(__always) private func _log1p(_ x: Double) -> Double { log1p(x) }
@inline(__always) private func _expm1(_ x: Double) -> Double { expm1(x) }
