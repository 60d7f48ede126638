/// Names that are cut to so many characters, and can still be told apart where that is possible.
enum ShortNames {
  /// Those that are too long lose their end. Where that leaves two alike, they lose their middle; where it
  /// is the ends that are alike too, the words with which all of them begin.
  static func of(_ names: [String], most: Int) -> [String] {
    let cut = names.map { ColumnText.cut($0, to: most, .end) }
    var result = cut
    for (text, alike) in Dictionary(grouping: names.indices, by: { cut[$0] }) where alike.count > 1
    {
      let group = alike.map { names[$0] }
      guard Set(group).count == group.count else { continue }
      let others = cut.filter { $0 != text }
      let ways = [
        group.map { ColumnText.cut($0, to: most, .middle) },
        rests(group).map { ColumnText.cut($0, to: most, .end) },
      ]
      let way = ways.first { way in
        Set(way).count == way.count && Set(way).isDisjoint(with: others)
      }
      guard let way else { continue }
      for (place, short) in zip(alike, way) { result[place] = short }
    }
    return result
  }

  /// `..without_strike` and `..after_strike` of names that begin with the same words.
  private static func rests(_ names: [String]) -> [String] {
    guard let first = names.first else { return [] }
    let alike = first.indices.prefix { place in
      names.allSatisfy { $0.hasPrefix(String(first[...place])) }
    }
    guard let end = alike.last(where: { "_ .".contains(first[$0]) }) else { return names }
    let count = first[...end].count
    return names.map { ".." + $0.dropFirst(count) }
  }
}
