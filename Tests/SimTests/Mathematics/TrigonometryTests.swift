import Testing

@testable import Sim

/// Sine, cosine and the functions of the normal distribution against mpmath 1.3 with 60 digits.
@Suite struct TrigonometryTests {
  /// Angle, sine and cosine, as bits: small and large angles, and multiples of π/2.
  private static let rows = """
    c00a37e82c07953f 3fc1512a9fe30cd5 bfefb4af047cf0a1
    c0334e3d3a51db7e bfdc2fd5220673c1 3fecbab68ae78f76
    3e3053cada5f8532 3e3053cada5f8532 3ff0000000000000
    c131a287eaffe8c0 3fce186f1814e4a2 bfef1a58d65f132d
    bee0ac1ca1039ac7 bee0ac1ca102d9ae 3feffffffffba823
    3fd27f79e6685ac1 3fd23dd187a33647 3feeac337e5c0d89
    3fd0298c30f23134 3fcffb6b365a7983 3feefc2a5f8743c2
    3e8331a33b0a4d69 3e8331a33b0a4d57 3fefffffffffffa4
    4131591a56852767 bfedc0bd82d1c6a5 3fd78f4baa1e0560
    408fe1dde66b28b1 3fe69a09c2d01502 bfe6a73120cd2061
    3e34ebf0531c7757 3e34ebf0531c7757 3ff0000000000000
    40368896aadaa98a bfe084a7f83fe885 bfeb68381af49ad0
    be18b0c4bf1f0e15 be18b0c4bf1f0e15 3ff0000000000000
    3fce3e89626061bd 3fcdf6b17fcb3da8 3fef1c61fd73a18a
    4145fdb32987efd9 3fef357b27dc1327 3fcc490e70e47ea4
    416f0a1296e89719 bfa6720e93ac459c 3feff81fd29b5c44
    c0eac12ddc01cea7 3fe95fd805c895ed bfe37f47b3455358
    c15d44a784c754c5 3feda6ed67cf2a54 3fd81017bfcf92ab
    3e6718f1c87f26ed 3e6718f1c87f26eb 3feffffffffffff8
    bed894a588a9c7c4 bed894a588a92d0f 3feffffffffda3cb
    3fb0e85f7dee8de4 3fb0e53a192b76c4 3fefee23bbc3700a
    3f116756df330145 3f116756defc1851 3feffffffed11cbf
    3f20c05930fc17a9 3f20c05930383c46 3feffffffb9d9150
    c02444f7c5d121ca 3fe4db5b0bbc4453 bfe844e6c9d9c490
    41484046d2e030b9 bfe3c9dccfbf3df8 3fe925d95cca79d9
    4172425531dd45f1 3fef84ce4c4af53f 3fc61d6dd16a0531
    41bd3ee6838961cb 3fedcc70bae85b8c bfd753dac615cfcf
    3e93d42309a9f86c 3e93d42309a9f81b 3feffffffffffe77
    41a3da1c15c89f8a bfcaa09b4250a7d5 bfef4cc915a7a6ed
    402c632580099985 3feff2f01d697c82 bface6d1e3b6d1c7
    41b5397f49add5e6 bff0000000000000 3e20b5e5d03e1216
    41bad9ad7bbc41af bff0000000000000 3e2860e73e287d4f
    41bca5a4ff10a98a bdf9dc97fac86c8a 3ff0000000000000
    41a904e44e76ae18 3e34d3e0521a188c bff0000000000000
    419984ddea240bda 3ff0000000000000 3e4696683558e351
    41c83a606c17c0ab 3feffffffffffffe be53f93a31e9b50d
    41c84dc5d50772b1 3feffffffffffffd 3e5d28f28beb413e
    41a1cc30c94f17ef bff0000000000000 3e2bbe2f245ed067
    41c14b9c88da179d 3e4afd80f2fd9878 bfefffffffffffff
    419ac949abeda8b1 3e3daa1789168daf bff0000000000000
    41c4a1cecdafd896 be71c29f9d10d92b 3fefffffffffffec
    41ae502c6c914e46 be46c6709cb4e1c0 3fefffffffffffff
    41802f8ec21c11c0 3ff0000000000000 bdb9c5d38122f0d7
    41bd8b90515a1b65 be464c1fed9660ee bff0000000000000
    41c57871cfab618a be754471449100e8 3fefffffffffffe4
    41c4debe667316c2 3e6c2a46e42ed1f0 bfeffffffffffff4
    41a7e8e3e9a0cb89 bfefffffffffffff be5363e1c589cbac
    4191c516cc5935de 3e2499475ee4446c 3ff0000000000000
    41921250d0f68506 bff0000000000000 3e24c2f41575eea7
    41c2fd93f461b29e bfeffffffffffff4 be6b9794f4fb7c40
    3ffbf5db8961cad8 3fef8067634b29ea bfc680e8a85e0e7c
    bff5a34b672fb668 bfef3d59859693bd 3fcbbcb7b1a2a3a3
    400860c0a76003d8 3fb81e2a1f133405 bfefdb908a9e38f6
    400ec2bc7a3b8ae2 bfe4b34989a34930 bfe8671ce1b55741
    3fa633ac78cea400 3fa631e486157726 3feff84c9ecaabf0
    400fe7921049c118 bfe7f769f5753068 bfe5343808ccbc25
    bff85cbb4fe25ff0 bfeff680bedfec95 3fa8a59010d61558
    c00b12e97722925a 3fcec11845b8f42d bfef100761e0882e
    3fe98a0e312374d0 3fe6e9bd92df85dd 3fe6568fe3ae82f7
    c00dfde82068a97c 3fe2435b79228eec bfea46cdefb2b600
    c0035e0be83a839e bfe51dd04cfc489f bfe80b29f4b41fcb
    bfe7917f56ab1c80 bfe57ea02acce2e8 3fe7b4c53d019db5
    3fec4792c86d8da0 3fe8bd5aa6d0e916 3fe44be92e9e16f6
    c00600d5f27b6d3a bfd866f413c03a11 bfed95290aafeb87
    c00d48bb40293164 3fdfbd88c5bd5172 bfebc99048ac4329
    400789b112b7f04e 3fc959743f277a53 bfef5dbea754ca82
    bff7d466ca3ca284 bfefe4d91b82526e 3fb4d362bc4a3a3a
    400d5aad111b4aae bfe01cf08276c9c2 bfeba5b1686d80e5
    400962df1ee4c6d4 bfa03840c7fbb8c8 bfeffbe36a8aefd3
    bfef493453f1a770 bfea88db8929e914 3fe1e2dbea51aea9
    41cdcd6500000000 3fe1778cae83c69b 3feacff8c7364234
    c1cdcd6500000000 bfe1778cae83c69b 3feacff8c7364234
    3fe921fb54442d18 3fe6a09e667f3bcc 3fe6a09e667f3bcd
    400921fb54442d18 3ca1a62633145c07 bff0000000000000
    3fe0000000000000 3fdeaee8744b05f0 3fec1528065b7d50
    """

  @Test func `sine and cosine are at most one double away from the right one`() {
    let rows = Self.rows.split(separator: "\n").map { line in
      line.split(separator: " ").compactMap { UInt64($0, radix: 16) }
    }
    #expect(rows.count == 75)
    for row in rows {
      let x = Double(bitPattern: row[0])
      for (found, right) in [(Mathematics.sin(x), row[1]), (Mathematics.cos(x), row[2])] {
        let apart = found.bitPattern > right ? found.bitPattern - right : right - found.bitPattern
        #expect(apart <= 1, "\(x): \(found)")
      }
    }
  }

  @Test func `beyond the largest angle there is no value`() {
    for x in [1.0000001e9, -2e9, .infinity, .nan] {
      #expect(Mathematics.sin(x).isNaN && Mathematics.cos(x).isNaN)
    }
  }

  private func check(_ pairs: [(Double, Double)], _ function: (Double) -> Double) {
    for (x, right) in pairs {
      #expect(abs(function(x) - right) <= 1e-13 * abs(right), "\(x): \(function(x))")
    }
  }

  @Test func `the normal distribution function, far into its tail`() {
    check(
      [
        (-37.5, 4.605353009581954844e-308), (-20.0, 2.753624118606233695e-89),
        (-8.25, 7.919726314642477341e-17), (-3.0, 0.001349898031630094527),
        (-1.0, 0.1586552539314570514), (-0.3, 0.3820885778110473669), (0.01, 0.5039893563146316038),
        (0.7, 0.7580363477769269714), (2.0, 0.9772498680518207928), (5.5, 0.9999999810104375341),
      ], Mathematics.normalProbability)
  }

  @Test func `its quantiles`() {
    check(
      [
        (1e-300, -37.04709629936119924), (1e-20, -9.26234008979840758),
        (1e-09, -5.997807015007686861), (0.001, -3.090232306167813535),
        (0.02425, -1.972961051311884838), (0.3, -0.524400512708040816),
        (0.5001, 0.0002506628300880074924), (0.75, 0.6744897501960817432),
        (0.99, 2.326347874040840768), (0.999999, 4.753424308817087766),
      ], Mathematics.normalQuantile)
    #expect(Mathematics.normalQuantile(0) == -.infinity)
    #expect(Mathematics.normalQuantile(1) == .infinity)
    #expect(Mathematics.normalQuantile(-0.1).isNaN && Mathematics.normalQuantile(1.1).isNaN)
  }

  @Test func `the error function`() {
    check(
      [
        (-4.0, -0.9999999845827420997), (-1.5, -0.9661051464753107271),
        (-0.5, -0.5204998778130465377), (-1e-09, -1.128379167095512644e-9),
        (1e-300, 1.128379167095512602e-300), (0.01, 0.01128341555584961715),
        (0.3, 0.3286267594591274162), (0.9, 0.7969082124228321397), (2.2, 0.9981371537020181101),
        (5.0, 0.9999999999984625402),
      ], Mathematics.erf)
  }

  @Test func `what is left of a division has the sign of the divisor`() {
    #expect(Mathematics.modulo(7, 3) == 1)
    #expect(Mathematics.modulo(-7, 3) == 2)
    #expect(Mathematics.modulo(7, -3) == -2)
    #expect(Mathematics.modulo(-6, 3) == 0)
    #expect(Mathematics.modulo(5, .infinity) == 5)
    #expect(Mathematics.modulo(1, 0).isNaN)
  }
}
