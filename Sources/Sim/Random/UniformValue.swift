import CGSL

/// Uniform values strictly between 0 and 1: the middle of the cell that the words name.
package enum UniformValue {
  /// (w + ½)·2⁻³², for hazards.
  @inline(__always)
  package static func value(_ word: UInt32) -> Double { sim_uniform32(word) }

  /// 52 bits: the first word and the upper 20 bits of the second; exact, as is its complement to 1.
  @inline(__always)
  package static func value(_ first: UInt32, _ second: UInt32) -> Double {
    sim_uniform52(first, second)
  }

  package static func row(
    _ words: UnsafePointer<UInt32>, count: Int, into: UnsafeMutablePointer<Double>
  ) {
    sim_uniform32_row(words, count, into)
  }

  package static func row(
    _ first: UnsafePointer<UInt32>, _ second: UnsafePointer<UInt32>, count: Int,
    into: UnsafeMutablePointer<Double>
  ) {
    sim_uniform52_row(first, second, count, into)
  }
}
