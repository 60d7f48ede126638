extension Failure {
  func write(to writer: inout ByteWriter) {
    writer.write(trial)
    writer.write(step)
    writer.write(message)
    writer.write(position)
  }

  init(from reader: inout ByteReader) throws(UnreadableBytes) {
    self.init(
      trial: try reader.integer(), step: try reader.integer(), message: try reader.text(),
      position: try reader.text())
  }
}
