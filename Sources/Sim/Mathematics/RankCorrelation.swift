#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Rank correlation (Spearman's) and the correlation of the normal scores under a Gaussian copula:
/// ρ = 2·sin(πs/6) (Pearson 1907, "On further methods of determining correlation").
package enum RankCorrelation {
  package static func scores(spearman s: Double) -> Double { 2 * sin(Double.pi * s / 6) }

  package static func ofScores(_ rho: Double) -> Double { 6 / Double.pi * asin(rho / 2) }
}
