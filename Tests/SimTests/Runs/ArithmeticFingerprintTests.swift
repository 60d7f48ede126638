import Testing

@testable import Sim

struct ArithmeticFingerprintTests {
  @Test func aboutTenThousandNumbersAlwaysTheSame() {
    let bytes = ArithmeticFingerprint.bytes()
    #expect(bytes.count % 8 == 0)
    #expect((9_000...14_000).contains(bytes.count / 8))
    #expect(bytes == ArithmeticFingerprint.bytes())
  }

  @Test func everyFormOfEveryFamilyIsDrawn() {
    for family in Family.all {
      for form in family.forms.indices {
        #expect(ArithmeticFingerprint.arguments(of: family, form: form).count > 0, "\(family.name)")
      }
    }
  }
}
