/// What no arithmetic expresses, computed for one trial at a time: an equilibrium, a median.
///
/// Both evaluators call the same function, so their bits are equal by construction. It must be
/// pure: its results depend on its operands only.
package struct Kernel: Sendable {
  /// From the operands, in the order they were given in, to `resultCount` results.
  package typealias Function =
    @Sendable (_ operands: UnsafePointer<Double>, _ results: UnsafeMutablePointer<Double>) -> Void

  /// All that the results depend on besides the operands: kernels of one name are one kernel.
  package let name: String
  package let resultCount: Int
  package let function: Function

  package init(name: String, resultCount: Int, _ function: @escaping Function) {
    self.name = name
    self.resultCount = resultCount
    self.function = function
  }

  package func callAsFunction(_ operands: [Double]) -> [Double] {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: resultCount) { results in
      results.initialize(repeating: .nan)
      operands.withUnsafeBufferPointer { operands in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 1) { none in
          none.initialize(repeating: .nan)
          guard let base = results.baseAddress, let some = none.baseAddress else { return }
          function(operands.baseAddress ?? UnsafePointer(some), base)
        }
      }
      return Array(results)
    }
  }
}
