extension Moments {
  static let encodedSize = 48

  func write(to writer: inout ByteWriter) {
    writer.write(count)
    writer.write(missing)
    writer.write(mean)
    writer.write(squares)
    writer.write(minimum)
    writer.write(maximum)
  }

  init(from reader: inout ByteReader) throws(UnreadableBytes) {
    self.init()
    count = try reader.integer()
    missing = try reader.integer()
    mean = try reader.double()
    squares = try reader.double()
    minimum = try reader.double()
    maximum = try reader.double()
    guard count >= 0, missing >= 0 else { throw UnreadableBytes() }
  }
}
