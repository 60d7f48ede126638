extension Machine {
  /// One operator over rows: the definitions of `Arithmetic`, eight lanes at a time.
  func apply(_ operation: Arithmetic, _ instruction: Program.Instruction, _ chunks: Int) {
    let d = vectors(instruction.target)
    let a = vectors(instruction.a)
    let b = vectors(instruction.b)
    let c = vectors(instruction.c)
    let zero = Lanes(repeating: 0)
    let one = Lanes(repeating: 1)
    switch operation {
    case .negate:
      // The sign bit alone: the vector type's own minus gives 0 − a, which loses −0.
      let sign = SIMD8<UInt64>(repeating: 0x8000_0000_0000_0000)
      each(chunks) {
        d[$0] = unsafeBitCast(unsafeBitCast(a[$0], to: SIMD8<UInt64>.self) ^ sign, to: Lanes.self)
      }
    case .absolute:
      let mask = SIMD8<UInt64>(repeating: 0x7fff_ffff_ffff_ffff)
      each(chunks) {
        d[$0] = unsafeBitCast(unsafeBitCast(a[$0], to: SIMD8<UInt64>.self) & mask, to: Lanes.self)
      }
    case .floor: each(chunks) { d[$0] = a[$0].rounded(.down) }
    case .round: each(chunks) { d[$0] = a[$0].rounded(.toNearestOrAwayFromZero) }
    case .exp: each(chunks) { d[$0] = Mathematics.vectorExp(a[$0]) }
    case .log: each(chunks) { d[$0] = Mathematics.vectorLog(a[$0]) }
    case .squareRoot: each(chunks) { d[$0] = a[$0].squareRoot() }
    case .logistic: each(chunks) { d[$0] = Mathematics.vectorLogistic(a[$0]) }
    case .rateChance: each(chunks) { d[$0] = Mathematics.vectorRateChance(a[$0]) }
    case .square: each(chunks) { d[$0] = a[$0] * a[$0] }
    case .cube: each(chunks) { d[$0] = a[$0] * a[$0] * a[$0] }
    case .not: each(chunks) { d[$0] = zero.replacing(with: one, where: a[$0] .== zero) }
    case .isMissing: each(chunks) { d[$0] = zero.replacing(with: one, where: a[$0] .!= a[$0]) }
    case .isNotFinite:
      each(chunks) { d[$0] = zero.replacing(with: one, where: (a[$0] - a[$0]) .!= zero) }
    case .add: each(chunks) { d[$0] = a[$0] + b[$0] }
    case .subtract: each(chunks) { d[$0] = a[$0] - b[$0] }
    case .multiply: each(chunks) { d[$0] = a[$0] * b[$0] }
    case .divide: each(chunks) { d[$0] = a[$0] / b[$0] }
    case .minimum: each(chunks) { d[$0] = b[$0].replacing(with: a[$0], where: a[$0] .< b[$0]) }
    case .maximum: each(chunks) { d[$0] = b[$0].replacing(with: a[$0], where: a[$0] .> b[$0]) }
    case .power: each(chunks) { d[$0] = Mathematics.vectorPow(a[$0], b[$0]) }
    case .less: each(chunks) { d[$0] = zero.replacing(with: one, where: a[$0] .< b[$0]) }
    case .lessOrEqual: each(chunks) { d[$0] = zero.replacing(with: one, where: a[$0] .<= b[$0]) }
    case .equal: each(chunks) { d[$0] = zero.replacing(with: one, where: a[$0] .== b[$0]) }
    case .notEqual:
      each(chunks) {
        d[$0] = zero.replacing(with: one, where: (a[$0] .< b[$0]) .| (a[$0] .> b[$0]))
      }
    case .and:
      each(chunks) {
        d[$0] = zero.replacing(with: one, where: (a[$0] .!= zero) .& (b[$0] .!= zero))
      }
    case .or:
      each(chunks) {
        d[$0] = zero.replacing(with: one, where: (a[$0] .!= zero) .| (b[$0] .!= zero))
      }
    case .select: each(chunks) { d[$0] = c[$0].replacing(with: b[$0], where: a[$0] .!= zero) }
    }
  }

  @inline(__always)
  func each(_ chunks: Int, _ body: (Int) -> Void) {
    var chunk = 0
    while chunk < chunks {
      body(chunk)
      chunk &+= 1
    }
  }
}
