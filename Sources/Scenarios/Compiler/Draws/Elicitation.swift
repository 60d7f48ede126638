import Sim

/// `elicited(p5=10%, p50=25%, p95=45%)`: quantiles that somebody gave, fitted before the run.
extension Draws {
  func elicited(
    _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope
  ) throws -> ElicitedDistribution {
    let quantiles = try elicitedQuantiles(arguments, e, scope)
    do {
      let distribution = try quantiles.fitted()
      note(Note(at: e, ElicitedText(quantiles, distribution).description))
      return distribution
    } catch {
      // `p5` may be written p5_0; of two that are the same the second is the one too many.
      let percent = error.argument.flatMap(ElicitedQuantiles.percent(of:))
      let place = arguments.last { argument in
        guard let label = argument.label else { return false }
        return label == error.argument
          || percent != nil && ElicitedQuantiles.percent(of: label) == percent
      }
      throw (place?.value ?? e).error(error.message + Self.missingPercent(arguments))
    }
  }

  private func elicitedQuantiles(
    _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope
  ) throws -> ElicitedQuantiles {
    var quantiles = ElicitedQuantiles(points: [])
    var percentages = 0
    var others = 0
    for argument in arguments {
      guard let label = argument.label else {
        throw argument.value.error(DrawCause.elicitedUnnamed)
      }
      switch label {
      case "family": quantiles.family = try elicitedFamily(argument.value)
      case "low": quantiles.low = try elicitedConstant(argument.value, label, scope)
      case "high": quantiles.high = try elicitedConstant(argument.value, label, scope)
      case "terms": quantiles.terms = try elicitedTerms(argument.value, scope)
      default:
        guard let percent = ElicitedQuantiles.percent(of: label) else {
          let isLikeOne =
            label.first == "p" && label.dropFirst().contains(where: \.isNumber)
            && label.dropFirst().allSatisfy { $0.isNumber || $0 == "_" }
          throw argument.value.error(
            isLikeOne ? DrawCause.elicitedNoQuantile(label) : DrawCause.elicitedNoArgument(label))
        }
        let value = try elicitedConstant(argument.value, label, scope)
        quantiles.points.append((percent: percent, value: value))
        // 0 and 1 are the same with and without a sign.
        if argument.value.isPercentage {
          percentages += 1
        } else if value != 0 && value != 1 {
          others += 1
        }
      }
    }
    guard (2...ElicitedQuantiles.mostPoints).contains(quantiles.points.count) else {
      throw e.error(
        DrawCause.elicitedQuantileCount(
          (quantiles.points.count == 1 ? "1 is" : "\(quantiles.points.count) are")))
    }
    quantiles.points.sort { $0.percent < $1.percent }
    quantiles.arePercentages = percentages > 0 && others == 0
    return quantiles
  }

  private func elicitedTerms(_ e: Expression, _ scope: Scope) throws -> Int {
    let value = try elicitedConstant(e, "terms", scope)
    guard let terms = Int(exactly: value) else {
      throw e.error(DrawCause.elicitedTerms(expressions.shortest(value)))
    }
    return terms
  }

  private func elicitedConstant(
    _ e: Expression, _ label: String, _ scope: Scope
  ) throws -> Double {
    let node = try expressions.number(e, scope, for: "'\(label)'")
    guard let value = constantValue(node) else {
      throw e.error(DrawCause.elicitedMoves(label))
    }
    return value
  }

  private func elicitedFamily(_ e: Expression) throws -> ElicitedQuantiles.Family {
    let words = ElicitedQuantiles.Family.allCases.map(\.rawValue).sorted()
    guard case .name(let word) = e.kind, let family = ElicitedQuantiles.Family(rawValue: word)
    else {
      var hint = ""
      if case .name(let word) = e.kind, let near = nearest(word, in: words) {
        hint = "; did you mean '\(near)'?"
      }
      throw e.error(DrawCause.elicitedFamily(words: words.joined(separator: ", "), hint: hint))
    }
    return family
  }
}

extension Draws {
  /// What a number above 1 beside percentages probably lacks; empty where there is none.
  static func missingPercent(_ arguments: [Expression.Argument]) -> String {
    let values = arguments.map(\.value)
    guard values.contains(where: \.isPercentage),
      let bare = values.first(where: { abs($0.plainNumber ?? 0) > 1 && !$0.isPercentage })
    else { return "" }
    return "; \(bare) is written without %, and others with it"
  }
}

extension Expression {
  /// Written as `45%`.
  var isPercentage: Bool {
    guard case .number = kind else { return false }
    return source.text.dropFirst(range.lowerBound).prefix(range.count).hasSuffix("%")
  }
}
