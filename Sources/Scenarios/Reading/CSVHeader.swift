/// The first row of a CSV file: how many columns there are, and where those are that are asked for.
struct CSVHeader {
  let count: Int
  let places: [Int]

  /// Reads the row. `said`: what the scenario says stands between fields.
  init(
    _ rows: inout CSVRows, _ names: [String], said: CSVForm.Separator?
  ) throws(CSVColumns.Problem) {
    let header: [String]
    do throws(CSVRows.Problem) { header = try rows.header() } catch { throw .place(error) }
    var places: [Int] = []
    for (k, name) in names.enumerated() {
      let matches = header.indices.filter { header[$0] == name }
      guard let column = matches.first else {
        if let known = Self.names(header, before: rows) {
          throw .column(
            k, .missingColumn(ScenarioCause.missing(name, what: "column", among: known)))
        }
        throw .column(k, .unseenColumn(name, fields: header.count, said: said))
      }
      guard matches.count == 1 else {
        throw .column(k, .severalColumns(matches.count, name))
      }
      places.append(column)
    }
    count = header.count
    self.places = places
  }

  /// The first row if it looks like names: short words without signs that names of columns do not
  /// have, over a row of as many fields of which one is a number.
  private static func names(_ header: [String], before rows: CSVRows) -> [String]? {
    let areNames = header.allSatisfy { name in
      (1...40).contains(name.count)
        && name.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic || ("0"..."9").contains($0)
            || " _-.()/%".unicodeScalars.contains($0)
        }
    }
    var rest = rows
    guard areNames, rest.hasBytes, (try? rest.readRow()) != nil,
      rest.fields.count == header.count,
      rest.fields.contains(where: { field in
        CSVForm.Decimal.allCases.contains { $0.number(rest.text(field)) != nil }
      })
    else { return nil }
    return header
  }

  /// What stands between fields where nobody says: that with which the columns are there. If they are
  /// with none, what there is most of in the first row.
  static func separator(
    _ bytes: [UInt8], _ names: [String]
  ) throws(CSVColumns.Problem) -> CSVForm.Separator {
    var headers: [(separator: CSVForm.Separator, names: [String])] = []
    for separator in CSVForm.Separator.allCases {
      var rows = CSVRows(bytes, separator: separator)
      do throws(CSVRows.Problem) {
        headers.append((separator, try rows.header()))
      } catch {
        if case .tooManyColumns = error.cause { return separator }
      }
    }
    let fitting = headers.filter { header in names.allSatisfy { header.names.contains($0) } }
    guard let first = fitting.first else {
      let most = headers.map(\.names.count).max() ?? 1
      return headers.first { $0.names.count == most }?.separator ?? .comma
    }
    guard fitting.allSatisfy({ $0.names == first.names }) else {
      throw .column(0, .severalSeparators(names[0], fitting.map(\.separator)))
    }
    guard fitting.count > 1 else { return first.separator }
    // A single column, which may have decimal commas.
    return fitting.first { holds($0.separator, bytes, first.names.count) }?.separator
      ?? first.separator
  }

  /// That with which there is a column of this name; the comma where there is none with any.
  static func separator(_ bytes: [UInt8], of name: String) -> CSVForm.Separator {
    CSVForm.Separator.allCases.first { separator in
      var rows = CSVRows(bytes, separator: separator)
      let names = (try? rows.header()) ?? []
      return names.contains { $0.split(whereSeparator: \.isWhitespace).joined() == name }
    } ?? .comma
  }

  /// Whether all rows have so many fields.
  private static func holds(_ separator: CSVForm.Separator, _ bytes: [UInt8], _ count: Int) -> Bool
  {
    var rows = CSVRows(bytes, separator: separator)
    while rows.hasNext {
      guard (try? rows.readRow(of: count)) != nil else { return false }
    }
    return true
  }
}
