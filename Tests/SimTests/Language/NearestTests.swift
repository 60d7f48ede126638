import Sim
import Testing

@Suite("The nearest name") struct NearestTests {
  @Test(arguments: [
    ("rusia", "russia"), ("russsia", "russia"), ("rossia", "russia"), ("urssia", "russia"),
    ("ukrian", "ukraine"),
  ])
  func `One edit, or a swap of neighbours, in three letters`(name: String, expected: String) {
    #expect(nearest(name, in: ["europe", "ukraine", "russia"]) == expected)
  }

  @Test
  func `Nothing that differs in more than a third`() {
    #expect(nearest("ab", in: ["a", "abc"]) == nil)
    #expect(nearest("front", in: ["fatigue", "frankly"]) == nil)
    #expect(nearest("", in: ["", "a"]) == "")
    #expect(nearest("front", in: []) == nil)
  }

  @Test
  func `The least distance, and of equals the first`() {
    #expect(nearest("offer_c", in: ["offer_a", "offer_b"]) == "offer_a")
    #expect(nearest("offer_b", in: ["offer_a", "offer_b"]) == "offer_b")
    #expect(nearest("abcdefg", in: ["abcdexx", "abcdefx"]) == "abcdefx")
  }
}
