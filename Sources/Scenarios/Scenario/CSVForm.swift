/// What stands between the fields of a file of data and before the decimals of its numbers: as the
/// scenario says it, or `nil` where that is to be found.
package struct CSVForm: Sendable, Hashable {
  package enum Separator: String, CaseIterable, Sendable {
    case comma, semicolon, tab

    package var byte: UInt8 {
      switch self {
      case .comma: UInt8(ascii: ",")
      case .semicolon: UInt8(ascii: ";")
      case .tab: UInt8(ascii: "\t")
      }
    }
  }

  package enum Decimal: String, CaseIterable, Sendable { case point, comma }

  package var separator: Separator?
  package var decimal: Decimal?

  package init() {}
}
