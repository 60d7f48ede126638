internal import Sim

extension ShardedStudy {
  /// Writes the folder that one run of everything would have written, from the parts.
  ///
  /// - Throws: `PartRefusal` if not all parts are there, or one is not of this plan; then nothing is
  ///   written. Else as `Study.run`.
  package func merge(
    asking question: StudyQuestion?, notice: (StudyNotice) -> Void = { _ in },
    progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void = { _, _, _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> StudyResult {
    let all = self.all.map { $0.found() }
    try refuse(all)
    var settings = settings
    // What is left to do is less than a block of each point.
    settings.checkpointSeconds = 1e9
    return try study.run(
      settings, points: points, share: nil, parts: { try resumption(all[0].parts, $0) },
      asking: question, notice, progress, stops)
  }

  /// What all parts have, once they are known to be there.
  func resumption(_ points: StudyPoints) throws -> Resumption {
    let found = found()
    try refuse([found])
    return try resumption(found.parts, points)
  }

  private func resumption(_ parts: [PartFile], _ points: StudyPoints) throws -> Resumption {
    try Resumption(parts, of: points, shares: parts.map { share($0.label.shard) })
  }

  /// The parts that were found, and what is wrong with the others.
  private struct Found {
    var parts: [PartFile] = []
    var missing: Set<Int> = []
    /// By number: the file.
    var damaged: [Int: String] = [:]
    var foreign: [String] = []
    /// Of processors with another arithmetic.
    var mixed: [String] = []
  }

  private func found() -> Found {
    var found = Found()
    found.foreign = parts.strangers.map {
      "\(parts.shown)/\($0) is of another division of the study than into \(plan.shards)"
    }
    for shard in shards {
      let file = "\(parts.shown)/\(shard.file)"
      do throws(PartFile.Problem) {
        found.parts.append(try parts.part(shard))
      } catch {
        switch error {
        case .missing: found.missing.insert(shard.number)
        case .damaged: found.damaged[shard.number] = file
        case .unreadable(let reason): found.foreign.append("\(file) cannot be read: \(reason)")
        case .otherArithmetic:
          found.mixed.append(
            "\(file) was made on a processor whose arithmetic differs in its last digits")
        case .otherFormat: found.foreign.append("\(file) is of another format")
        case .foreign(let what): found.foreign.append("\(file) \(what)")
        }
      }
    }
    return found
  }

  /// Throws unless all parts are there.
  private func refuse(_ found: [Found]) throws(PartRefusal) {
    let foreign = found.flatMap(\.foreign)
    if !foreign.isEmpty {
      throw PartRefusal(
        lines: foreign + ["nothing was merged; move these files away and run their shards"],
        isForeign: true)
    }
    let mixed = found.flatMap(\.mixed)
    if !mixed.isEmpty {
      throw PartRefusal(
        lines: mixed + ["nothing was merged; --mixed takes these parts too"], isForeign: true)
    }
    let damaged = found.reduce(into: Set<Int>()) { $0.formUnion($1.damaged.keys) }
    let missing = found.reduce(into: Set<Int>()) { $0.formUnion($1.missing) }.subtracting(damaged)
    guard !missing.isEmpty || !damaged.isEmpty else { return }
    let what = [(missing, "missing"), (damaged, "damaged")].filter { !$0.0.isEmpty }.map {
      let (noun, verb) = $0.0.count == 1 ? ("part", "is") : ("parts", "are")
      return "\(noun) \(Shard.list(Array($0.0))) of \(plan.shards) \(verb) \($0.1)"
    }.joined(separator: ", ")
    let files = found.flatMap { one in one.damaged.sorted { $0.key < $1.key }.map(\.value) }
    throw PartRefusal(
      lines: files.map { "\($0) is not as it was written" } + [
        "\(what); nothing was merged. Run 'simrun run --plan \(ShellWord.quoted(plan.path)) --shard K' for "
          + "each K in \(Shard.list(Array(missing.union(damaged))))"
      ], isForeign: false)
  }
}

extension Resumption {
  /// What all parts of a study have together. `shares`: of each part.
  ///
  /// - Throws: `ResumeError` if one has not what its share says.
  init(_ parts: [PartFile], of study: StudyPoints, shares: [ShardShare]) throws {
    var points = [EarlierPoint?](repeating: nil, count: study.entries.count)
    for (part, share) in zip(parts, shares) {
      let damaged = ResumeError.damaged(part.source.shownPath)
      let found: [Int: ResumePoint]
      do {
        var reader = try part.points()
        found = try ResumeRecord.points(of: &reader, study)
      } catch {
        throw damaged
      }
      for place in share.points {
        guard let point = found[place]?.after(part.payload) else { throw damaged }
        let next = EarlierPoint(point: point, source: part.source)
        guard next.columns?.count ?? 0 <= share.trials(of: place) else { throw damaged }
        guard case .blocks(let blocks) = point.content else {
          guard share.isWhole(place), point.trials == study.settings.trials else { throw damaged }
          points[place] = next
          continue
        }
        let whole = share.wholeBlocks(of: place)
        guard blocks.blocks == whole || blocks.blocks.isEmpty && whole.isEmpty else {
          throw damaged
        }
        guard let before = points[place] else {
          points[place] = next
          continue
        }
        guard let both = before.followed(by: next) else { throw damaged }
        points[place] = both
      }
    }
    self.init(points)
  }
}

extension ResumePoint {
  /// The same with rows that stand after `place` of their file.
  fileprivate func after(_ place: Int) -> ResumePoint {
    var content = content
    if case .tables(let tables) = content {
      content = .tables(tables.with(tables.rows.map { $0.after(place) }))
    }
    return ResumePoint(
      scenario: scenario, number: number, trials: trials, rows: rows?.after(place),
      columns: columns, content: content)
  }
}

extension EarlierPoint {
  /// This with what follows it; `nil` if it does not.
  fileprivate func followed(by next: EarlierPoint) -> EarlierPoint? {
    guard var blocks = point.blocks, let more = next.point.blocks else { return nil }
    if !more.blocks.isEmpty, !blocks.append(more) { return nil }
    var both = EarlierPoint(
      point: ResumePoint(
        scenario: point.scenario, number: point.number, trials: blocks.blocks.count * Block.size,
        rows: nil, content: .blocks(blocks)), source: source)
    both.rows = rows + next.rows
    both.columns = columns
    if let more = next.columns { both.columns?.append(more) }
    return both
  }
}
