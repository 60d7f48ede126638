#!/usr/bin/env bash
# Races simrun against nego52.c, alternating, and prints medians of CPU time. Ratios are what counts:
# machines differ and are noisy.
#
# usage: bench.sh SIMRUN [TRIALS]      PYTHON: one that has SALib and ema_workbench, for the questions
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

# Questions at equal numbers of runs, one thread each, against what their users write in Python. Of the
# peers, the time to import is left out; of simrun the whole process counts, with all tables written.
python=${PYTHON:-python3}
if ! "$python" -c 'import SALib, ema_workbench' 2>/dev/null; then
  echo "questions against SALib and the EMA workbench: skipped; PYTHON names one that has both"
  exit 0
fi
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

# NAME RUNS QUESTION…: `peers.py NAME RUNS` against `simrun QUESTION…`.
against() {
  local name=$1 runs=$2
  shift 2
  rm -f "$work/peer" "$work/own"
  for _ in $(seq 3); do
    "$python" "$here/peers.py" "$name" "$runs" 2>"$work/err" | tail -n 1 >>"$work/peer"
    timed "$simrun" "$@" -j 1 -o "$work/results" --force --quiet >>"$work/own"
  done
  awk -v p="$(cut -d' ' -f1 "$work/peer" | median)" -v s="$(cut -d' ' -f2 "$work/own" | median)" \
    -v n="$name" 'BEGIN { printf "  %-9s %6.2f s over %.2f s   %.1f\n", n, p, s, p / s }'
}

echo "questions against SALib (ishigami, nego52) and the EMA workbench (drivers, boxes), median of 3"
# A design of `sensitivity` has a run for each input and three more; SALib's two more.
against ishigami 81920 sensitivity "$here/ishigami.yaml" --outcome result --method sobol -n 13653
against nego52 98304 sensitivity "$here/nego52.yaml" --outcome stalemate --method sobol -n 14043
against drivers 10000 drivers "$here/nego52.yaml" --outcome stalemate -n 10000 --tornado-trials 0
against boxes 10000 discover "$here/nego52.yaml" --outcome stalemate -n 10000
