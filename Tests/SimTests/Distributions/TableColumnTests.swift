import Testing

@testable import Sim

@Suite struct TableColumnTests {
  private let column = TableColumn(name: "t.c", values: [3, 1, 4, 1])

  @Test
  func `A uniform number picks a row`() {
    #expect(column.value(0) == 3)
    #expect(column.value(0.2499) == 3)
    #expect(column.value(0.25) == 1)
    #expect(column.value(0.5) == 4)
    #expect(column.value(0.9999) == 1)
    #expect(column.value(1) == 1)
    #expect(column.range == 1...4)
  }

  @Test
  func `Another order of the values is another column`() {
    #expect(TableColumn(name: "t.d", values: [3, 1, 4, 1]).digest == column.digest)
    #expect(TableColumn(name: "t.c", values: [1, 3, 4, 1]).digest != column.digest)
  }
}
