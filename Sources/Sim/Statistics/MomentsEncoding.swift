extension Moments {
  static let encodedSize = 48

  func write(to writer: inout ByteWriter) {
    writer.write(count)
    writer.write(missing)
    writer.write(center)
    writer.write(spread)
    writer.write(minimum)
    writer.write(maximum)
  }

  init(from reader: inout ByteReader) throws(UnreadableBytes) {
    self.init()
    count = try reader.integer()
    missing = try reader.integer()
    center = try reader.double()
    spread = try reader.double()
    minimum = try reader.double()
    maximum = try reader.double()
    guard count >= 0, missing >= 0 else { throw UnreadableBytes() }
  }
}

extension SkewedMoments {
  func write(to writer: inout ByteWriter) {
    moments.write(to: &writer)
    writer.write(cubes)
  }

  init(from reader: inout ByteReader) throws(UnreadableBytes) {
    self.init(try Moments(from: &reader), cubes: try reader.double())
  }
}
