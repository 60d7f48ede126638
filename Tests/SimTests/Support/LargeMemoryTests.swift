import Testing

@testable import Sim

@Suite struct LargeMemoryTests {
  /// Around the sizes at which pages are large, in numbers of eight bytes.
  @Test(arguments: [
    1, 100, 196_607, 196_608, 196_609, 262_144, 300_000, 458_753, 524_287, 1_048_320,
  ])
  func `memory of any size is aligned and holds what is written`(count: Int) {
    let memory = LargeMemory<UInt64>(capacity: count)
    #expect(memory.capacity == count)
    #expect(UInt(bitPattern: memory.base) % (count < 196_608 ? 64 : 2 << 20) == 0)
    for place in 0..<count { memory.base[place] = UInt64(place) }
    #expect((0..<count).allSatisfy { memory.base[$0] == UInt64($0) })
  }

  /// Of the second time it is known that some of it was written before.
  @Test func `rows of lanes begin with zeros, apart from each other`() {
    for _ in 0..<2 {
      let memory = LaneMemory()
      let sizes = [3, 500_000, 64]
      let pieces: [UnsafeMutablePointer<Int32>] = sizes.map { memory.take($0) }
      #expect(pieces.allSatisfy { UInt(bitPattern: $0) % 64 == 0 })
      for (piece, size) in zip(pieces, sizes) {
        #expect((0..<size).allSatisfy { piece[$0] == 0 })
      }
      for (number, size) in sizes.enumerated() {
        for place in 0..<size { pieces[number][place] = Int32(number + 1) }
      }
      for (number, size) in sizes.enumerated() {
        #expect((0..<size).allSatisfy { pieces[number][$0] == Int32(number + 1) })
      }
    }
  }
}
