#!/usr/bin/env bash
# Races simrun against nego52.c, alternating, and prints medians of CPU time. Ratios are what counts:
# machines differ and are noisy.
#
# usage: bench.sh SIMRUN [TRIALS]
set -euo pipefail
simrun=$(realpath "$1")
trials=${2:-1000000}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rounds=5
TIMEFORMAT='%U %S %R'

# shellcheck disable=SC2046
cc -O3 "$here/nego52.c" -o "$work/nego52" $(pkg-config --cflags --libs gsl) -lm

# CPU seconds (user + system) and wall seconds of a command, on one line.
timed() {
  local found
  found=$({ time "$@" >"$work/out" 2>"$work/err"; } 2>&1)
  awk '{ printf "%.3f %.3f\n", $1 + $2, $3 }' <<<"$found"
}

run() { "$simrun" run "$@" -o "$work/results" --force --quiet; }

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
least() { sort -n | head -n 1; }

echo "nego52, $trials trials, whole processes, median of $rounds"
for _ in $(seq $rounds); do
  timed "$work/nego52" "$trials" 1 >>"$work/c"
  timed run "$here/nego52.yaml" -n "$trials" -j 1 >>"$work/one"
  timed run "$here/nego52.yaml" -n "$trials" -j 2 >>"$work/two"
done
c=$(cut -d' ' -f1 "$work/c" | median)
one=$(cut -d' ' -f1 "$work/one" | median)
two=$(cut -d' ' -f1 "$work/two" | median)
awk -v c="$c" -v s="$one" 'BEGIN { printf "  speed against C with taus2 and ziggurat, one thread   %.2f\n", c / s }'
awk -v a="$one" -v b="$two" 'BEGIN { printf "  CPU time with two threads over one                    %.2f\n", b / a }'
awk -v a="$(cut -d' ' -f2 "$work/one" | least)" -v b="$(cut -d' ' -f2 "$work/two" | least)" \
  'BEGIN { printf "  wall time with one thread over two, best of each      %.2f\n", a / b }'

echo "start-up, median of $rounds, wall milliseconds"
for _ in $(seq $rounds); do
  timed "$simrun" validate "$here/../Scenarios/ukraine-2025.yaml" >>"$work/validate"
  timed run "$here/../Scenarios/ukraine-2025.yaml" -n 1000 >>"$work/thousand"
done
awk -v s="$(cut -d' ' -f2 "$work/validate" | median)" 'BEGIN { printf "  validate, the Ukraine case         %.0f\n", 1000 * s }'
awk -v s="$(cut -d' ' -f2 "$work/thousand" | median)" 'BEGIN { printf "  1,000 trials of the Ukraine case   %.0f\n", 1000 * s }'

echo "the Ukraine case, 100,000 trials, all cores, wall seconds"
timed run "$here/../Scenarios/ukraine-2025.yaml" -n 100000 | awk '{ print "  " $2 }'

echo "trial rows of nego52, $trials trials"
timed run "$here/nego52.yaml" -n "$trials" -j 1 --keep-trials >"$work/rows"
bytes=$(wc -c <"$work/results/trials.csv")
awk -v b="$bytes" -v s="$(cut -d' ' -f1 "$work/rows")" -v o="$one" \
  'BEGIN { printf "  %.0f MB, %.0f MB for each CPU second more\n", b / 1e6, b / 1e6 / (s - o) }'
