import Sim

/// Pictures of what a scenario draws once a trial, so that an expert can check what was meant.
package struct InputPictures {
  let inputs: [TrialData.Column]
  let name: String
  let trials: String
  /// By parameter: its value as it is written.
  let written: [String: String]
  /// Pairs that the scenario correlates.
  let correlated: [(String, String)]
  /// The file of draws.
  let file: String

  private static let bins = 40
  private static let mostPanels = 12
  private static let mostPoints = 400
  private static let mostPairs = 12

  /// `trials`: as "4,000 trials, seed 1".
  package init(
    _ data: TrialData, trials: String, scenario: Scenario? = nil, file: String = "trials.csv"
  ) {
    inputs = data.inputs.filter { $0.labels == nil }
    name = data.name
    self.trials = trials
    self.file = file
    written = Dictionary(
      (scenario?.parameters ?? []).map { ($0.name.name, "\($0.value)") }
    ) { first, _ in first }
    correlated = (scenario?.correlations ?? []).filter { !$0.ofShocks }.flatMap { entry in
      let names = entry.between.map(\.name)
      return names.indices.flatMap { a in
        names.indices.filter { $0 > a }.map { (names[a], names[$0]) }
      }
    }
  }

  package func pictures() -> [Picture] { distributions + correlations }

  private var note: String { "\(trials). " }

  // MARK: Distributions

  private var distributions: [Picture] {
    let panels = inputs.compactMap(panel)
    return stride(from: 0, to: panels.count, by: Self.mostPanels).enumerated().map {
      index, start in
      let part = Array(panels[start..<min(panels.count, start + Self.mostPanels)])
      return Picture(
        "inputs" + (index == 0 ? "" : "-\(index + 1)"), title: "What is drawn: \(name)",
        notes: [
          note
            + "Red lines, and the numbers above them: a twentieth of the draws lies below the first, half "
            + "below the second, a twentieth above the third."
        ],
        description: "Histograms. " + part.map { Self.words($0) }.joined(separator: " "),
        panels: part)
    }
  }

  private static func words(_ panel: Picture.Panel) -> String {
    guard case .lines(let lines) = panel.content, lines.rules.count == 3 else { return "" }
    let name = panel.title.split(separator: "\n").first.map(String.init) ?? ""
    let texts = lines.rules.map(short)
    return "\(name): nine of ten draws from \(texts[0]) to \(texts[2]), median \(texts[1])."
  }

  private func panel(_ column: TrialData.Column) -> Picture.Panel? {
    let values = column.values.filter(\.isFinite).sorted()
    guard let low = values.first, let high = values.last, low < high else { return nil }
    // The outermost thousandths may lie far out.
    let (from, to) = (Self.quantile(values, 0.002), Self.quantile(values, 0.998))
    let (start, end) = from < to ? (from, to) : (low, high)
    let width = (end - start) / Double(Self.bins)
    var counts = [Int](repeating: 0, count: Self.bins)
    for value in values where value >= start && value <= end {
      counts[min(Self.bins - 1, Int((value - start) / width))] += 1
    }
    let rows = counts.enumerated().map { bin, count in
      [
        column.name, GnuplotText.number(start + (Double(bin) + 0.5) * width),
        GnuplotText.number(Double(count) / Double(values.count)),
      ]
    }
    let position = (inputs.firstIndex { $0.name == column.name } ?? 0) + 1
    let block = PictureTable(
      .block("draws\(position)", from: [file]), names: ["input", "value", "share"], rows: rows)
    let text = written[column.name].map { "\n" + PictureText.short($0, 48) } ?? ""
    let quantiles = [0.05, 0.5, 0.95].map { Self.quantile(values, $0) }
    return Picture.Panel(
      title: PictureText.short(column.name) + text + "\n"
        + quantiles.map(Self.short).joined(separator: " | "),
      content: .lines(
        LinePanel(
          x: LinePanel.Axis(column: "value", title: column.unit ?? ""), y: "% of draws",
          layers: [
            LinePanel.Layer(
              mark: .steps, rows: PictureRows(block), y: "share", scale: 100, colour: Palette.blue)
          ], startsAtZero: true,
          rules: quantiles)))
  }

  /// Hyndman & Fan (1996), type 7. `values`: in order, not empty.
  static func quantile(_ values: [Double], _ share: Double) -> Double {
    let place = share * Double(values.count - 1)
    let below = Int(place)
    let above = min(values.count - 1, below + 1)
    return values[below] + (place - Double(below)) * (values[above] - values[below])
  }

  /// With three digits.
  static func short(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "0" }
    var (digits, exponent) = (value.magnitude, 0)
    while digits >= 1_000 { (digits, exponent) = (digits / 10, exponent + 1) }
    while digits < 100 { (digits, exponent) = (digits * 10, exponent - 1) }
    var whole = digits.rounded()
    guard exponent < 0 else {
      for _ in 0..<exponent { whole *= 10 }
      return GnuplotText.number(value < 0 ? -whole : whole)
    }
    var scale = 1.0
    for _ in 0..<(-exponent) { scale *= 10 }
    return GnuplotText.number((value < 0 ? -whole : whole) / scale)
  }

  // MARK: Correlations

  private struct Pair {
    let a: TrialData.Column
    let b: TrialData.Column
    let correlation: Double
  }

  private var pairs: [Pair] {
    func pair(_ a: TrialData.Column, _ b: TrialData.Column) -> Pair? {
      RankAssociation(RankedValues(a.values), RankedValues(b.values)).map {
        Pair(a: a, b: b, correlation: $0.correlation.value)
      }
    }
    let known = Dictionary(inputs.map { ($0.name, $0) }) { first, _ in first }
    if !correlated.isEmpty {
      return correlated.compactMap { a, b in
        guard let a = known[a], let b = known[b] else { return nil }
        return pair(a, b)
      }
    }
    guard inputs.count <= 40 else { return [] }
    // Among so many pairs one in a thousand tables would have one this far from none by chance.
    let least = max(0.05, 5 / Double(max(1, inputs.first?.values.count ?? 1)).squareRoot())
    return inputs.indices.flatMap { a in
      inputs.indices.filter { $0 > a }.compactMap { pair(inputs[a], inputs[$0]) }
    }.filter { $0.correlation.magnitude > least }
  }

  private var correlations: [Picture] {
    let pairs = Array(
      pairs.sorted { $0.correlation.magnitude > $1.correlation.magnitude }.prefix(Self.mostPairs))
    guard !pairs.isEmpty else { return [] }
    let panels = pairs.enumerated().map { index, pair in
      let both = zip(pair.a.values, pair.b.values).filter { $0.0.isFinite && $0.1.isFinite }
      let block = PictureTable(
        .block("pair\(index + 1)", from: [file]), names: ["x", "y"],
        rows: both.prefix(Self.mostPoints).map {
          [GnuplotText.number($0.0), GnuplotText.number($0.1)]
        })
      return Picture.Panel(
        title: "rank correlation \(Self.short((pair.correlation * 100).rounded() / 100))",
        content: .lines(
          LinePanel(
            x: LinePanel.Axis(column: "x", title: PictureText.short(pair.a.name)),
            y: PictureText.short(pair.b.name, 30),
            layers: [
              LinePanel.Layer(
                mark: .points, rows: PictureRows(block), y: "y", colour: Palette.blue)
            ])))
    }
    let words = pairs.map {
      "\(PictureText.shown($0.a.name)) and \(PictureText.shown($0.b.name)) "
        + Self.short(($0.correlation * 100).rounded() / 100)
    }
    return [
      Picture(
        "correlations", title: "What is drawn together: \(name)",
        notes: [note + "Up to \(Self.mostPoints) draws of each pair; rank correlations of all."],
        description: "Scatters, with rank correlations: \(words.listed()).",
        panels: panels)
    ]
  }
}
