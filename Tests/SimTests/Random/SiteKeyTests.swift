import Testing

@testable import Sim

@Suite struct SiteKeyTests {
  @Test(
    arguments: [
      ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
    ] as [(String, UInt64)])
  func `FNV-1a gives its authors' test vectors`(text: String, hash: UInt64) {
    #expect(fnv1a64(text.utf8) == hash)
  }

  @Test
  func `mix64 gives SplitMix64's published sequence from seed 0`() {
    let gamma: UInt64 = 0x9E37_79B9_7F4A_7C15
    #expect(mix64(gamma) == 0xE220_A839_7B1D_CDAF)
    #expect(mix64(gamma &* 2) == 0x6E78_9E6A_A1B9_65F4)
  }

  @Test
  func `A site's key is fixed for ever`() {
    #expect(
      siteKey(seed: 1, path: "state.front:normal#1")
        == mix64(1 ^ mix64(fnv1a64("state.front:normal#1".utf8))))
    #expect(siteKey(seed: 1, path: "state.front:normal#1") == 0x5C67_0675_7BEB_B63D)
    #expect(
      siteKey(seed: 1, path: "state.front:normal#1")
        != siteKey(seed: 2, path: "state.front:normal#1"))
    #expect(
      siteKey(seed: 1, path: "state.front:normal#1")
        != siteKey(seed: 1, path: "state.front:normal#2"))
  }
}
