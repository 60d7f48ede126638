import Testing

@testable import Sim

struct ArithmeticFingerprintTests {
  @Test func coversEveryFamilyAndIsFast() {
    let clock = ContinuousClock()
    var bytes: [UInt8] = []
    let time = clock.measure { bytes = ArithmeticFingerprint.bytes() }
    #expect((9_000...14_000).contains(bytes.count / 8))
    #expect(bytes.count % 8 == 0)
    #expect(bytes == ArithmeticFingerprint.bytes())
    // A debug build under load; released it takes milliseconds.
    #expect(time < .seconds(2))
  }

  @Test func everyFormOfEveryFamilyIsDrawn() {
    for family in Family.all {
      for form in family.forms.indices {
        #expect(ArithmeticFingerprint.arguments(of: family, form: form).count > 0, "\(family.name)")
      }
    }
  }
}
