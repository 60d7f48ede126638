import CGSL

/// A test of pairs that may be looked at after every pair, and stopped at once when it decides.
package enum AnytimeTest {
  /// The evidence that one of two sides of a pair is the more likely one, against that both are equally
  /// likely, from b and c pairs of which only the first, only the second, has something:
  ///
  ///     2^(b + c) B(b + 1, c + 1)
  ///
  /// It is the likelihood of the pairs under a uniform mixture of all shares of b, over that under ½
  /// (Robbins 1970). If both are equally likely it is a martingale of mean 1, so that it ever passes 1/α
  /// with a chance of α at most (Ville 1939).
  package static func evidence(_ b: Int, _ c: Int) -> Double { exp(logEvidence(b, c)) }

  static func logEvidence(_ b: Int, _ c: Int) -> Double {
    Double(b + c) * M_LN2 + gsl_sf_lnbeta(Double(b) + 1, Double(c) + 1)
  }

  /// Whether one side is told apart from the other, at whichever look.
  package static func isDecided(_ b: Int, _ c: Int, alpha: Double = 0.05) -> Bool {
    logEvidence(b, c) >= -log(alpha)
  }
}
