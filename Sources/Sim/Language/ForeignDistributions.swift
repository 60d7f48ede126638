/// The distributions of other tools, and what stands for them in this language.
///
/// Names are those of R and JAGS (`rnorm`, `dnorm`), Python's `random`, NumPy, SciPy and Stan, @RISK
/// (`RiskNormal`), Excel, MATLAB, Crystal Ball, Analytica and Squiggle. They are compared in lower
/// case; a single letter, as in N(0, 1), counts only as a capital.
extension ForeignWords {
  /// `write` has the arguments by the names they have here. Where another tool counts or scales
  /// otherwise, as R's rate of a gamma does, the words say so.
  package struct Row: Sendable {
    package let write: String
    package let names: [String]
  }

  package static let distributions: [Row] = [
    Row(
      write: "uniform(0, 1)", names: ["rand", "random"]),
    Row(
      write: "uniform(min, max)",
      names: [
        "U", "unif", "runif", "dunif", "punif", "qunif", "unifrnd", "uniformvariate", "uniform_rng",
        "uniformdist", "riskuniform", "continuousuniform", "continuous_uniform",
      ]),
    Row(
      write: "floor(uniform(low, high + 1))",
      names: [
        "randint", "randrange", "randi", "randbetween", "uniform_int", "uniformint", "int_uniform",
        "discreteuniform", "discrete_uniform", "rdunif", "unidrnd", "riskintuniform", "integers",
      ]),
    Row(
      write: "triangular(min, mode, max)",
      names: [
        "tri", "triang", "triangle", "rtriang", "rtri", "rtriangle", "dtriang", "triangulardist",
        "triangulardistribution", "triangularvariate", "risktriang", "risktriangular",
      ]),
    Row(
      write: "pert(min, mode, max)",
      names: [
        "betapert", "beta_pert", "pertbeta", "rpert", "dpert", "pertdist", "riskpert", "modpert",
        "mc2d_rpert",
      ]),
    Row(
      write: "normal(mean, sd)",
      names: [
        "N", "norm", "rnorm", "dnorm", "pnorm", "qnorm", "gauss", "gaussian", "randn", "normrnd",
        "normalvariate", "normal_rng", "normaldist", "normdist", "norm_dist", "norminv", "norm_inv",
        "risknormal",
      ]),
    Row(
      write: "truncated(normal(mean, sd), low, high)",
      names: ["truncnorm", "rtruncnorm", "truncatednormal", "truncated_normal", "truncnormal"]),
    Row(
      write: "abs(normal(0, sd))", names: ["halfnorm", "halfnormal", "half_normal", "rhnorm"]),
    Row(
      write: "lognormal(mu, sigma)",
      names: [
        "lognorm", "lnorm", "rlnorm", "dlnorm", "plnorm", "qlnorm", "lognrnd", "lognormvariate",
        "lognormalvariate", "lognormal_rng", "lognorm_inv", "loginv", "risklognorm2",
      ]),
    Row(
      write: "lognormal(mean=m, sd=s)", names: ["risklognorm", "risklognormal", "rlnormalt"]),
    Row(
      write: "lognormal(p5=low, p95=high), or normal(p5=low, p95=high) where low is not above 0",
      names: ["to", "credible_interval", "confidence_interval"]),
    Row(
      write: "elicited(p5=low, p50=middle, p95=high)",
      names: ["metalog", "rmetalog", "riskmetalog", "keelin", "risktrigen", "from_quantiles"]),
    Row(
      write: "beta(alpha, beta)",
      names: [
        "rbeta", "dbeta", "pbeta", "qbeta", "betavariate", "beta_rng", "betarnd", "betadist",
        "beta_dist", "betainv", "beta_inv", "riskbeta",
      ]),
    Row(
      write: "gamma(shape, scale)",
      names: ["gammavariate", "gamrnd", "gammadist", "gammainv", "gamma_inv", "riskgamma"]),
    Row(
      write: "gamma(shape, 1 / rate)", names: ["rgamma", "dgamma", "pgamma", "qgamma", "gamma_rng"]),
    Row(
      write: "erlang(shape, scale)", names: ["riskerlang", "rerlang"]),
    Row(
      write: "exponential(mean)",
      names: ["expo", "expon", "exprnd", "riskexpon", "exponentialdist"]),
    Row(
      write: "exponential(rate=r)",
      names: ["rexp", "dexp", "pexp", "qexp", "expovariate", "exponential_rng", "expondist"]),
    Row(
      write: "weibull(scale, shape)",
      names: [
        "rweibull", "dweibull", "pweibull", "qweibull", "weibullvariate", "weibull_min",
        "weibull_rng", "wblrnd", "riskweibull",
      ]),
    Row(
      write: "bernoulli(p)", names: ["bern", "rbern", "dbern", "bernoulli_rng", "riskbernoulli"]),
    Row(write: "chance(p)", names: ["flip", "yesno", "yes_no", "coin"]),
    Row(
      write: "binomial(n, p)",
      names: [
        "binom", "rbinom", "dbinom", "pbinom", "qbinom", "dbin", "binornd", "binomialvariate",
        "binomial_rng", "binomdist", "binom_inv", "riskbinomial",
      ]),
    Row(
      write: "poisson(mean)",
      names: [
        "pois", "rpois", "dpois", "ppois", "qpois", "poissrnd", "poisson_rng", "poissondist",
        "riskpoisson",
      ]),
    Row(write: "geometric(p)", names: ["geom", "geometricdist"]),
    Row(
      write: "geometric(p) - 1",
      names: ["rgeom", "dgeom", "pgeom", "qgeom", "geornd", "riskgeomet"]),
    Row(
      write: "negative_binomial(n, p)",
      names: [
        "nbinom", "rnbinom", "dnbinom", "dnegbin", "nbinrnd", "negbin", "negbinomial",
        "negativebinomial", "risknegbin",
      ]),
    Row(
      write: "hypergeometric(successes, failures, draws)",
      names: ["rhyper", "dhyper", "hypergeom", "hygernd", "riskhypergeo"]),
    Row(
      write: "student_t(degrees)",
      names: [
        "T", "student", "studentt", "standard_t", "student_t_rng", "rt", "dt", "trnd", "tdist",
        "riskstudent",
      ]),
    Row(
      write: "chi_squared(degrees)",
      names: [
        "chi2", "chisq", "rchisq", "dchisq", "chisquare", "chi_square", "chisquared", "chi2rnd",
        "chidist", "riskchisq",
      ]),
    Row(write: "fisher_f(degrees1, degrees2)", names: ["rf", "frnd", "fdist", "riskf", "fisherf"]),
    Row(
      write: "cauchy(location, scale)", names: ["rcauchy", "dcauchy", "cauchy_rng", "riskcauchy"]),
    Row(
      write: "laplace(location, scale)",
      names: ["rlaplace", "ddexp", "double_exponential", "laplace_rng", "risklaplace"]),
    Row(
      write: "location + logistic_noise(scale)",
      names: ["logis", "rlogis", "dlogis", "logisticvariate", "logistic_rng", "risklogistic"]),
    Row(
      write: "gumbel1(location=a, scale=b)",
      names: ["gumbel", "rgumbel", "gumbel_r", "gumbel_rng", "evrnd", "extvalue", "riskextvalue"]),
    Row(write: "gev(location, scale, shape)", names: ["rgev", "dgev", "pgev", "qgev", "gevrnd"]),
    Row(write: "gev(location, scale, -c)", names: ["genextreme"]),
    Row(
      write: "skew_normal(location, scale, shape)",
      names: ["skewnorm", "rsn", "dsn", "psn", "qsn", "skew_normal_rng", "skewnormal"]),
    Row(
      write: "gompertz(hazard=rate, growth=shape)",
      names: ["rgompertz", "dgompertz", "pgompertz", "qgompertz"]),
    Row(write: "zipf(exponent)", names: ["rzipf", "dzipf", "zeta", "rzeta"]),
    Row(write: "zipf(exponent=s, n=n)", names: ["zipfian"]),
    Row(
      write: "pareto(shape, min)", names: ["rpareto", "dpareto", "paretovariate", "riskpareto"]),
    Row(write: "rayleigh(sigma)", names: ["rrayleigh", "raylrnd", "rayleigh_rng", "riskrayleigh"]),
    Row(
      write: "discrete(a, 1, b, 1)", names: ["choice", "choices", "sample", "riskduniform"]),
    Row(
      write: "discrete(value, weight, value, weight)",
      names: [
        "riskdiscrete", "rdiscrete", "categorical", "rcat", "dcat", "chancedist", "probtable",
        "customdist",
      ]),
    Row(
      write: "mixture(distribution, weight, distribution, weight)",
      names: ["mx", "mix", "rmix", "mixturedistribution", "mixture_rng"]),
    Row(
      write: "compound(count, size)", names: ["riskcompound", "rcompound"]),
    Row(
      write: "a number as it is", names: ["pointmass", "point_mass", "dirac", "certain"]),
  ]

  private static let byName = Dictionary(
    distributions.flatMap { row in row.names.map { ($0, row.write) } },
    uniquingKeysWith: { a, _ in a })

  /// What to write for a distribution of another tool, called by this name.
  static func distribution(_ name: String) -> String? {
    byName[name] ?? (name.count > 1 ? byName[name.lowercased()] : nil)
  }

  /// What a distribution is asked for elsewhere, as in `norm.rvs` and `NORM.INV`.
  private static let methods: Set = [
    "rvs", "sample", "samples", "rng", "inv", "dist", "pdf", "pmf", "cdf", "ppf", "random", "draw",
  ]

  /// What to write for a function whose name does not stand as one of this language does: with
  /// capitals, or after the name of a module, as in `np.random.normal`. `nil` for other words.
  static func meaning(ofCall path: String) -> String? {
    var parts = path.split(separator: ".").map(String.init)
    if parts.count > 1, let last = parts.last, methods.contains(last.lowercased()),
      written(parts[parts.count - 2]) != nil
    {
      parts.removeLast()
    }
    return parts.last.flatMap(written)
  }

  private static func written(_ name: String) -> String? {
    if let foreign = distribution(name) ?? functions[name.lowercased()] { return foreign }
    // `chance` and its like are plain words too, but with capitals they are a distribution.
    guard let own = Family.named(name.lowercased()) else { return nil }
    let form = own.forms.first?.parameters.joined(separator: ", ") ?? ""
    return "\(own.name)(\(form))"
  }
}
