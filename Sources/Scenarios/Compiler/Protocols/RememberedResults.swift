import Sim
import Synchronization

/// What a search came to, by its operands, for searches that are asked the same again and again.
///
/// A search depends on nothing else, so results are the same with and without it.
final class RememberedResults: Sendable {
  private let operandCount: Int
  private let resultCount: Int
  private let results = Mutex<[[UInt64]: [Double]]>([:])

  init(operands: Int, _ results: Int) { (operandCount, resultCount) = (operands, results) }

  /// `false` if nothing is remembered of these operands.
  func fill(_ found: UnsafeMutablePointer<Double>, at operands: UnsafePointer<Double>) -> Bool {
    guard let known = results.withLock({ $0[key(operands)] }) else { return false }
    found.update(from: known, count: resultCount)
    return true
  }

  func keep(_ found: UnsafeMutablePointer<Double>, at operands: UnsafePointer<Double>) {
    let values = Array(UnsafeBufferPointer(start: found, count: resultCount))
    results.withLock { $0[key(operands)] = values }
  }

  /// Their bits, so that what is missing is known again too.
  private func key(_ operands: UnsafePointer<Double>) -> [UInt64] {
    (0..<operandCount).map { operands[$0].bitPattern }
  }
}
