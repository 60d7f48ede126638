import Sim

/// What expressions read of a party: `ukraine.margin`, `p.role`, `weighted_mean[issue]`.
extension Compiler {
  func stage(ofPartyMember member: String) -> Stage {
    switch member {
    case "no_deal", "reference", "tolerance": .values
    case "utility", "value", "accepts", "margin": .judgement
    case "conceded": .text
    case "ratifiers": .signing
    default: .world
    }
  }

  func partyMember(_ p: Int, _ member: String, _ e: Expression, _ reading: Reading) throws -> Typed
  {
    switch member {
    case "no_deal": return Typed(try talkRead(.noDeal(p), reading).0, .number)
    case "capability": return Typed(try capability(p, reading.phase), .number)
    case "role":
      let labels = roles
      guard let role = scenario.parties[p].role?.name,
        let position = labels.firstIndex(of: role)
      else { return Typed(typed.graph.constant(-1), .label(labels)) }
      return Typed(typed.graph.constant(Double(position)), .label(labels))
    case "ideal", "weight": throw e.error("write \(member)[issue]")
    case "ratifiers": throw e.error("write ratifiers.name.support")
    default: break
    }
    let known = [
      "utility", "value", "accepts", "margin", "no_deal", "reference", "tolerance", "ideal",
      "weight", "capability", "role", "needed", "conceded",
    ]
    guard known.contains(member) else {
      let hint = self.hint(member, among: known)
      throw e.error("a party has no '\(member)'\(hint)")
    }
    guard scenario.talks != nil else {
      throw e.error(ScenarioCause.withoutTalks(.judgement(member)))
    }
    switch member {
    case "utility": return Typed(try talkRead(.utility(p), reading).0, .number)
    case "value": return Typed(try talkRead(.value(p), reading).0, .number)
    case "accepts":
      if let acceptance = reading.acceptance { return Typed(acceptance[p], .condition) }
      return Typed(try talkRead(.accepts(p), reading).0, .condition)
    case "margin": return Typed(try talkRead(.margin(p), reading).0, .number)
    case "reference": return Typed(try talkRead(.reference(p), reading).0, .number)
    case "conceded":
      guard scenario.talks?.protocolName.name == Simultaneous.word else {
        throw e.error("only parties to 'simultaneous' talks concede from positions of their own")
      }
      return Typed(try talkRead(.conceded(p), reading).0, .number)
    case "tolerance": return Typed(try talkRead(.tolerance(p), reading).0, .number)
    default: return Typed(try isNeeded(p, reading), .condition)
    }
  }

  /// Σ c·w·θ / Σ c·w over the parties: the compromise model's baseline (Van den Bos 1991).
  func weightedMean(_ elements: [Element], _ e: Expression) throws -> Typed {
    guard elements.count == 1, case .issue(let k) = elements[0] else {
      throw e.error("write weighted_mean[issue]")
    }
    return Typed(try weightedMean(k), .number)
  }

  /// Capability × salience.
  func influence(_ p: Int, _ k: Int) throws -> NodeID {
    typed.graph.apply(.multiply, try capability(p), try self.weight(p, k))
  }

  func weightedMean(_ k: Int) throws -> NodeID {
    var pull: [NodeID] = []
    var weight: [NodeID] = []
    for p in scenario.parties.indices {
      let w = try influence(p, k)
      weight.append(w)
      pull.append(typed.graph.apply(.multiply, w, try ideal(p, k)))
    }
    let total = typed.graph.sum(weight)
    let none = typed.graph.apply(.equal, total, typed.graph.constant(0))
    let mean = typed.graph.apply(.divide, typed.graph.sum(pull), total)
    return typed.graph.select(none, typed.graph.constant(.nan), mean)
  }
}
