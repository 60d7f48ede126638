/* The reference model of Scenarios/nego52.yaml by hand in C on GSL: one trial at a time, the Tausworthe
 * generator and the ziggurat, the fastest that GSL does, stopping at the first deal.
 *
 * usage: nego52 TRIALS SEED     prints CPU seconds and the three shares */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { issues = 4, weeks = 52 };

static const double ideal_a[issues] = {1.0, 0.9, 0.8, 0.7};
static const double ideal_b[issues] = {0.0, 0.2, 0.1, 0.3};
static const double weight_a[issues] = {0.4, 0.3, 0.2, 0.1};
static const double weight_b[issues] = {0.1, 0.2, 0.3, 0.4};

static double triangular(const gsl_rng *rng) {
  double u = gsl_rng_uniform(rng);
  return u < 0.5 ? sqrt(0.5 * u) : 1 - sqrt(0.5 * (1 - u));
}

static double chance(double margin) { return 1 / (1 + exp(-12 * margin)); }

/* 0 compromise, 1 freeze, 2 stalemate. */
static int trial(const gsl_rng *rng) {
  double concession_a = gsl_ran_flat(rng, 0.01, 0.08);
  double concession_b = gsl_ran_flat(rng, 0.01, 0.08);
  double mediation = triangular(rng);
  double incident = gsl_ran_beta(rng, 2, 30);
  double tension = 0, goodwill = 0, pressure = 0, gap = 0;
  double offer_a[issues], offer_b[issues];
  for (int i = 0; i < issues; i++) {
    offer_a[i] = ideal_a[i];
    offer_b[i] = ideal_b[i];
  }
  for (int week = 0; week < weeks; week++) {
    tension += -0.10 * tension + 0.25 * gsl_ran_gaussian_ziggurat(rng, 1);
    goodwill += -0.15 * goodwill + 0.20 * gsl_ran_gaussian_ziggurat(rng, 1);
    pressure += -0.05 * pressure + 0.15 * gsl_ran_gaussian_ziggurat(rng, 1);
    if (gsl_rng_uniform(rng) < incident) tension += 0.8;
    double pace = 1 + 0.5 * goodwill - 0.5 * tension + 0.3 * pressure;
    pace = pace < 0 ? 0 : pace > 3 ? 3 : pace;
    double worth_a = 1, worth_b = 1;
    gap = 0;
    for (int i = 0; i < issues; i++) {
      double fair = (weight_a[i] * offer_a[i] + weight_b[i] * offer_b[i])
                    / (weight_a[i] + weight_b[i]);
      double middle = (1 - mediation) * 0.5 * (offer_a[i] + offer_b[i]) + mediation * fair;
      offer_a[i] += concession_a * pace * (1 - weight_a[i]) * (middle - offer_a[i]);
      offer_b[i] += concession_b * pace * (1 - weight_b[i]) * (middle - offer_b[i]);
      worth_a -= weight_a[i] * fabs(middle - ideal_a[i]);
      worth_b -= weight_b[i] * fabs(middle - ideal_b[i]);
      gap += fabs(offer_a[i] - offer_b[i]);
    }
    double climate = 0.3 * week / weeks - 1 - 0.1 * tension - 0.05 * gap;
    if (gsl_rng_uniform(rng) < chance(worth_a + climate) * chance(worth_b + climate)) return 0;
  }
  return gap / issues < 0.45 && tension < 0.5 ? 1 : 2;
}

int main(int count, char **words) {
  long trials = count > 1 ? atol(words[1]) : 1000000;
  gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
  gsl_rng_set(rng, count > 2 ? strtoul(words[2], NULL, 10) : 1);
  long found[3] = {0, 0, 0};
  clock_t start = clock();
  for (long n = 0; n < trials; n++) found[trial(rng)]++;
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  printf("%.4f CPU seconds; compromise %.4f freeze %.4f stalemate %.4f\n", seconds,
         found[0] / (double)trials, found[1] / (double)trials, found[2] / (double)trials);
  gsl_rng_free(rng);
  return 0;
}
