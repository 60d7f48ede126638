/// Draws over rows: words by address, kept while a block of them serves several steps.
extension Machine {
  func outOfDomain(
    _ instruction: Program.Instruction, _ section: Program.Section, count: Int
  ) {
    let distribution = program.model.graph.domains[Int(instruction.a)]
    fill(instruction, section, count: count) { _, x in distribution.isInDomain(x) ? 0 : 1 }
  }

  func transform(
    _ instruction: Program.Instruction, _ section: Program.Section, count: Int
  ) {
    let transform = program.model.graph.transforms[Int(instruction.a)]
    fill(instruction, section, count: count) { _, x in transform(x) }
  }

  /// Fills the target of an instruction lane by lane, from the operands of the lane.
  @inline(__always)
  private func fill(
    _ instruction: Program.Instruction, _ section: Program.Section, count: Int,
    _ value: (_ lane: Int, _ operands: UnsafePointer<Double>) -> Double
  ) {
    let target = row(instruction.target)
    let operands = section.operands(of: instruction)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, operands.count)) { x in
      for lane in 0..<count {
        for (k, operand) in operands.enumerated() { x[k] = row(operand)[lane] }
        target[lane] = value(lane, x.baseAddress ?? target)
      }
    }
  }

  func draw(
    _ instruction: Program.Instruction, _ section: Program.Section, count: Int, step: UInt32,
    index given: UnsafePointer<UInt64>
  ) {
    let number = Int(instruction.a)
    let index = shifted.isEmpty ? given : shifted[number].map { UnsafePointer($0.index) } ?? given
    let key = keys[number]
    let layout = layouts[number]
    let word = words(of: number, key, layout, count: count, step: step, index)
    if let sample = samplers[number] {
      let start = { (lane: Int) in
        self.generator.cursor.pointee = WordCursor(
          key: key, step: step, index: index[lane], layout: layout, words: word + lane,
          stride: Self.lanes)
      }
      let one = { (lane: Int, x: UnsafePointer<Double>) -> Double in
        start(lane)
        return sample(x, self.generator)
      }
      let operands = section.operands(of: instruction)
      if isRareEvents[number], let mean = operands.first {
        fillRareEvents(row(instruction.target), row(mean), word, count: count, one)
      } else if case .distribution(let distribution) = kinds[number],
        operands.allSatisfy({ uniform[Int($0)] })
      {
        fillAlike(instruction, section, count: count, distribution, start)
      } else {
        fill(instruction, section, count: count, one)
      }
      return
    }
    let target = row(instruction.target)
    switch kinds[number] {
    case .standardNormal:
      Ziggurat.row(
        words: word, key: key, step: step, index: index, count: count, generator: generator,
        into: target)
    case .uniform: UniformValue.row(word, word + Self.lanes, count: count, into: target)
    case .hazard: UniformValue.row(word, count: count, into: target)
    case .distribution: break
    }
  }

  /// Draws whose arguments are the same in all lanes; `start` puts the generator at the draw of one.
  private func fillAlike(
    _ instruction: Program.Instruction, _ section: Program.Section, count: Int,
    _ distribution: Distribution, _ start: (_ lane: Int) -> Void
  ) {
    let target = row(instruction.target)
    let operands = section.operands(of: instruction)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, operands.count)) { x in
      for (k, operand) in operands.enumerated() { x[k] = row(operand)[0] }
      let sample = distribution.sampler(of: x.baseAddress ?? target)
      for lane in 0..<count {
        start(lane)
        target[lane] = sample(generator)
      }
    }
  }

  /// Counts of events by their mean, most of them 0; what is not known to be is left to `one`.
  private func fillRareEvents(
    _ target: UnsafeMutablePointer<Double>, _ means: UnsafePointer<Double>,
    _ words: UnsafePointer<UInt32>, count: Int,
    _ one: (_ lane: Int, _ mean: UnsafePointer<Double>) -> Double
  ) {
    for lane in 0..<count {
      let u = UniformValue.value(words[lane], words[Self.lanes + lane])
      target[lane] = RareEvents.isNone(means[lane], u) ? 0 : one(lane, means + lane)
    }
  }

  /// The row of the first word of a draw; made anew when the last block is used up.
  private func words(
    of site: Int, _ key: UInt64, _ layout: WordLayout, count: Int, step: UInt32,
    _ index: UnsafePointer<UInt64>
  ) -> UnsafeMutablePointer<UInt32> {
    let lanes = Self.lanes
    if wordPlace[site] < 0 { return onceWords(key, layout, count: count, index) }
    let base = words + wordPlace[site] * 4 * lanes
    let first = layout.firstWord(step: step)
    // Steps begin at 1, so the first block is entered at its second word.
    if first == 0 || step == 1 {
      Philox.rows(
        key: key, word0: layout.group(step: step), index: index, count: count, into: base,
        base + lanes, base + 2 * lanes, base + 3 * lanes)
    }
    return base + first * lanes
  }

  /// Words of a site drawn once per trial: nothing to keep.
  private func onceWords(
    _ key: UInt64, _ layout: WordLayout, count: Int, _ index: UnsafePointer<UInt64>
  ) -> UnsafeMutablePointer<UInt32> {
    let lanes = Self.lanes
    Philox.rows(
      key: key, word0: 0, index: index, count: count, into: trialWords, trialWords + lanes,
      trialWords + 2 * lanes, trialWords + 3 * lanes)
    return trialWords
  }
}
