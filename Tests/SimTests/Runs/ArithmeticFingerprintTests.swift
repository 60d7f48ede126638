import Testing

@testable import Sim

struct ArithmeticFingerprintTests {
  @Test func `about thirteen thousand numbers always the same`() {
    let bytes = ArithmeticFingerprint.bytes()
    #expect(bytes.count % 8 == 0)
    #expect((11_000...15_000).contains(bytes.count / 8))
    #expect(bytes == ArithmeticFingerprint.bytes())
  }

  @Test func `every form of every family is drawn`() {
    for family in Family.all {
      for form in family.forms.indices {
        #expect(ArithmeticFingerprint.arguments(of: family, form: form).count > 0, "\(family.name)")
      }
    }
  }
}
