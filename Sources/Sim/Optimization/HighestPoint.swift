/// The highest point under planes over the unit box: max t with t ≤ h + a·y for each plane, 0 ≤ y ≤ 1. Numbers
/// have no units. The simplex method with bounds (Dantzig 1955), on a dictionary (Chvátal 1983, chapters 2
/// and 8).
package struct HighestPoint {
  /// `slope`: by axis of the box, as many in all planes.
  package struct Plane {
    /// At the corner y = 0.
    var height: Double
    var slope: [Double]

    package init(height: Double, slope: [Double]) {
      self.height = height
      self.slope = slope
    }
  }

  /// The largest t.
  package let value: Double
  let place: [Double]

  private static let tiny = 1e-13

  /// `nil` if rounding keeps the method from its end.
  package init?(under planes: [Plane]) {
    guard let first = planes.indices.min(by: { planes[$0].height < planes[$1].height }) else {
      return nil
    }
    let sides = planes[first].slope.count
    // t = h₀ + a₀·y − s₀; the other slacks are what their planes lie above it. Variables 0 ..< sides are the
    // sides of the box, which end at 1; the others are slacks, which do not end.
    var dictionary = Dictionary(sides)
    dictionary.top = [planes[first].height] + planes[first].slope + [-1]
    for (k, plane) in planes.enumerated() where k != first {
      let gaps = zip(plane.slope, planes[first].slope).map { $0 - $1 }
      dictionary.rows.append([plane.height - planes[first].height] + gaps + [1])
      dictionary.basic.append(sides + 1 + k)
    }
    guard dictionary.solve(tiny: Self.tiny) else { return nil }
    value = dictionary.top[0]
    place = dictionary.values(of: sides)
  }

  /// Each basic variable, and t, as a constant and multiples of the others, which are 0. A variable that lies
  /// at its end 1 is replaced by its distance from there.
  private struct Dictionary {
    var top: [Double] = []
    var rows: [[Double]] = []
    var basic: [Int] = []
    var others: [Int]
    var isTurned: [Bool]
    let sides: Int

    init(_ sides: Int) {
      self.sides = sides
      others = Array(0...sides)
      isTurned = Array(repeating: false, count: sides)
    }

    mutating func solve(tiny: Double) -> Bool {
      let most = 50 * (rows.count + sides + 1)
      for turn in 0..<most {
        // After a while the first that helps, so that the method does not go in circles (Bland 1977).
        let helps = others.indices.filter { top[$0 + 1] > tiny }
        let entering =
          turn < most / 2
          ? helps.max { top[$0 + 1] < top[$1 + 1] } : helps.min { others[$0] < others[$1] }
        guard let entering else { return true }
        guard move(entering + 1, tiny) else { return false }
      }
      return false
    }

    /// Raises a variable as far as the others allow; `false` if nothing stops it.
    private mutating func move(_ column: Int, _ tiny: Double) -> Bool {
      var room = others[column - 1] < sides ? 1 : Double.infinity
      var leaving: (row: Int, atEnd: Bool)?
      for (r, row) in rows.enumerated() {
        let rate = row[column]
        if rate < -tiny, max(0, row[0]) / -rate < room {
          room = max(0, row[0]) / -rate
          leaving = (r, false)
        } else if rate > tiny, basic[r] < sides, max(0, 1 - row[0]) / rate < room {
          room = max(0, 1 - row[0]) / rate
          leaving = (r, true)
        }
      }
      guard let leaving else {
        guard room.isFinite else { return false }
        turn(column)
        return true
      }
      if leaving.atEnd {
        isTurned[basic[leaving.row]].toggle()
        rows[leaving.row] = rows[leaving.row].map { -$0 }
        rows[leaving.row][0] += 1
      }
      pivot(leaving.row, column)
      return true
    }

    /// The variable of a column goes to its end.
    private mutating func turn(_ column: Int) {
      isTurned[others[column - 1]].toggle()
      func turned(_ row: inout [Double]) {
        row[0] += row[column]
        row[column] = -row[column]
      }
      turned(&top)
      for r in rows.indices { turned(&rows[r]) }
    }

    private mutating func pivot(_ r: Int, _ column: Int) {
      let rate = rows[r][column]
      var solved = rows[r].map { -$0 / rate }
      solved[column] = 1 / rate
      func placed(_ row: inout [Double]) {
        let times = row[column]
        guard times != 0 else { return }
        row[column] = 0
        for k in row.indices { row[k] += times * solved[k] }
      }
      placed(&top)
      for other in rows.indices where other != r { placed(&rows[other]) }
      rows[r] = solved
      swap(&basic[r], &others[column - 1])
    }

    func values(of sides: Int) -> [Double] {
      var values = Array(repeating: 0.0, count: sides)
      for (r, variable) in basic.enumerated() where variable < sides {
        values[variable] = min(1, max(0, rows[r][0]))
      }
      for k in 0..<sides where isTurned[k] { values[k] = 1 - values[k] }
      return values
    }
  }
}
