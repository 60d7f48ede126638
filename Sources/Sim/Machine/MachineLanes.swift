/// Lanes of trials that have ended, filled again.
extension Machine {
  /// Takes the first `left` lanes of `leaving`, which ascend, out: from the last on, the last open lane
  /// moves into the gap. `also`: rows that move besides those of every step.
  func close(_ left: Int, _ live: inout Int, also rows: [Int32]) {
    guard left < live else {
      live = 0
      return
    }
    guard left > 0 else { return }
    var moves = 0
    var end = live
    for place in (0..<left).reversed() {
      end -= 1
      guard Int(leaving[place]) != end else { continue }
      movedFrom[moves] = Int32(end)
      movedTo[moves] = leaving[place]
      moves += 1
    }
    live = end
    guard moves > 0 else { return }
    for source in program.moving { move(row(source), moves) }
    for source in rows { move(row(source), moves) }
    for place in 0..<(program.stepSites.count * 4) { move(words + place * Self.lanes, moves) }
    move(drawIndex, moves)
    move(origin, moves)
  }

  @inline(__always)
  private func move<T: BitwiseCopyable>(_ values: UnsafeMutablePointer<T>, _ moves: Int) {
    for k in 0..<moves { values[Int(movedTo[k])] = values[Int(movedFrom[k])] }
  }
}
