import Scenarios
import Sim

/// One input of libFuzzer: an expression where it begins with a zero byte, else a scenario.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  if bytes.first == 0 {
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    _ = try? ExpressionParser.parse(SourceText(text)).description
  } else {
    let text = String(decoding: bytes, as: UTF8.self)
    _ = try? ScenarioFile.load(text: text, name: "f.yaml").model()
  }
  return 0
}
