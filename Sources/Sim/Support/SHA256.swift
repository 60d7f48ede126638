internal import CCrypto

/// The SHA-256 digest (FIPS 180-4) of bytes that come piece by piece, by the system's libcrypto.
package final class SHA256 {
  /// Bytes of a digest.
  package static let byteCount = 32

  private var context: OpaquePointer?

  package init() {
    context = EVP_MD_CTX_new()
    check(EVP_DigestInit_ex(context, EVP_sha256(), nil))
  }

  deinit { EVP_MD_CTX_free(context) }

  package func update(_ bytes: some Collection<UInt8>) {
    let whole: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
    if whole == nil { Array(bytes).withUnsafeBytes { update($0) } }
  }

  private func update(_ bytes: UnsafeRawBufferPointer) {
    check(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count))
  }

  /// Of all bytes so far; more may follow.
  package func digest() -> [UInt8] {
    let copy = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(copy) }
    check(EVP_MD_CTX_copy_ex(copy, context))
    return [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
      check(EVP_DigestFinal_ex(copy, buffer.baseAddress, nil))
      count = Self.byteCount
    }
  }

  /// Nothing but a lack of memory makes these functions fail, and that ends the program elsewhere
  /// too.
  private func check(_ succeeded: Int32) {
    precondition(succeeded == 1, "libcrypto has no memory for SHA-256")
  }

  package static func digest(of bytes: some Collection<UInt8>) -> [UInt8] {
    let hash = SHA256()
    hash.update(bytes)
    return hash.digest()
  }

  /// The digest in lower-case hexadecimal digits.
  package static func text(of bytes: some Collection<UInt8>) -> String {
    digest(of: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
