import Testing

@testable import Sim

@Suite struct SHA256Tests {
  private func digits(_ digest: [UInt8]) -> String {
    digest.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
  }

  /// NIST, FIPS 180-4, examples of SHA-256.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `The digests of the standard's examples`(text: String, expected: String) {
    #expect(digits(SHA256.digest(of: Array(text.utf8))) == expected)
  }

  @Test
  func `Pieces give the digest of the whole, and a digest may be asked for between them`() {
    let hash = SHA256()
    hash.update(Array("ab".utf8)[...])
    #expect(hash.digest() == SHA256.digest(of: Array("ab".utf8)))
    hash.update(Array("-c-".utf8)[1..<2])
    #expect(hash.digest() == SHA256.digest(of: Array("abc".utf8)))
  }
}
