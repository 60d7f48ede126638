import Testing

@testable import Sim

@Suite struct LargeMemoryTests {
  /// Around the sizes at which pages are large, in numbers of eight bytes.
  @Test(arguments: [1, 100, 196_607, 196_608, 196_609, 262_144, 300_000, 458_753, 524_287, 1_048_320])
  func `memory of any size is aligned and holds what is written`(count: Int) {
    let memory = LargeMemory<UInt64>(capacity: count)
    #expect(memory.capacity == count)
    #expect(UInt(bitPattern: memory.base) % 64 == 0)
    for place in 0..<count { memory.base[place] = UInt64(place) }
    #expect((0..<count).allSatisfy { memory.base[$0] == UInt64($0) })
  }

  @Test func `rows of lanes begin with zeros, apart from each other`() {
    let memory = LaneMemory()
    let pieces: [UnsafeMutablePointer<Int32>] = [3, 500_000, 64].map { memory.take($0) }
    #expect(pieces.allSatisfy { UInt(bitPattern: $0) % 64 == 0 })
    #expect((0..<500_000).allSatisfy { pieces[1][$0] == 0 })
    for (number, size) in [3, 500_000, 64].enumerated() {
      for place in 0..<size { pieces[number][place] = Int32(number) }
    }
    #expect((0..<3).allSatisfy { pieces[0][$0] == 0 })
    #expect((0..<64).allSatisfy { pieces[2][$0] == 2 })
  }
}
