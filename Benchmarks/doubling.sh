#!/usr/bin/env bash
# How the cost of a scenario grows with its size: files with n, 2n and 4n entries of each kind, up to
# the limits that docs/semantics.md gives. Prints CPU milliseconds, peak memory, and what each doubling
# multiplies the time by, start-up left out. Fails where a doubling costs more than MOST.
#
# usage: doubling.sh SIMRUN [KIND …]    RUN=1: run one trial in place of validating; CHECK=1: check
set -euo pipefail
simrun=$(realpath "$1")
shift
most=${MOST:-2.3}
limit=${SECONDS_AT_MOST:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%U %S'

# What is measured.
simrun() {
  if [ -n "${RUN:-}" ]; then
    "$@" run "$work/scenario.yaml" -n 1 --force -q -o "$work/results"
  elif [ -n "${CHECK:-}" ]; then
    "$@" check --jobs 1 "$work/scenario.yaml"
  else
    "$@" validate "$work/scenario.yaml"
  fi
}

# entries N 'text with # for the number and < for the number before'
entries() {
  awk -v n="$1" -v text="$2" -v first="${3:-0}" 'BEGIN {
    for (i = first; i < n; i++) { line = text; gsub(/#/, i, line); gsub(/</, i - 1, line); print line }
  }'
}

# The same from the last to the first.
reversed() { entries "$1" "$2" "${3:-0}" | tac; }

# list N 'text' 'separator'
list() {
  awk -v n="$1" -v text="$2" -v between="$3" 'BEGIN {
    for (i = 0; i < n; i++) { line = text; gsub(/#/, i, line); printf "%s%s", (i ? between : ""), line }
  }'
}

head() { echo "format: 1"; echo "scenario: doubling"; echo "clock: {step: week, steps: ${1:-10}}"; }
outcome() { echo "outcomes: {end: otherwise}"; }
issues() { echo "issues:"; entries "$1" "  i#: {low: a, high: b, status_quo: 0.5}"; }
parties() { echo "parties:"; entries "$1" "  p#: {ideal: 0.#, no_deal: 0.3}"; }
plans() { echo "plans:"; entries "$1" "  q#: {terms: {i0: 0.5, i1: 0.#}}"; }

# name: how many at first, and the scenario with so many.
kinds() {
  cat <<'END'
parameters 2000
parameters-reversed 1000
definitions 2000
definitions-twice 8
definitions-each 8
definitions-reversed 8
states 500
states-next-reversed 500
states-start-reversed 500
states-each 25
regimes 15
issues 25
parties 25
parties-by-issues 10
plans 50
plans-plurality 50
plans-borda 50
plans-enforced 50
events 500
events-one-state 250
events-competing 250
events-after 500
events-acts 250
events-tables 50
outcomes 500
measures 1000
signals 1000
memories 500
correlations 250
correlations-one-group 25
nested-sums 2
terms 100
sums 25
ratifiers 25
covariates 250
steps 25000
rows 250000
END
}

scenario() {
  local n=$2
  case $1 in
    parameters) head; echo "parameters:"; entries "$n" '  a#: "uniform(0, 1)"'; outcome ;;
    parameters-reversed)
      head; echo "parameters:"; reversed "$n" '  a#: "a< + uniform(0, 1)"' 1; echo "  a0: 1"; outcome ;;
    definitions)
      head; echo "parameters: {p: \"uniform(0, 1)\"}"; echo "definitions:"; entries "$n" "  d#: p * # + p"; outcome ;;
    definitions-twice)
      head; echo "parameters: {p: \"uniform(0, 1)\"}"; echo "definitions:"; echo "  d0: p"
      entries "$n" "  d#: d< - d< * d<" 1; echo "measures: {m: d$((n - 1))}"; outcome ;;
    definitions-reversed)
      head; echo "parameters: {p: \"uniform(0, 1)\"}"; echo "definitions:"
      reversed "$n" "  d#: d< - d< * d<" 1; echo "  d0: p"; echo "measures: {m: d$((n - 1))}"; outcome ;;
    definitions-each)
      head; issues 1; parties 9; echo "definitions:"; echo '  d0: {each: party, value: "party.ideal[i0]"}'
      entries "$n" '  d#: {each: party, value: "d<[party] / sum(d<[p] for p in parties)"}' 1
      echo "measures: {m: \"d$((n - 1))[p0]\"}"; outcome ;;
    states)
      head; echo "state:"; entries "$n" "  s#: {start: 0, random_walk: {sd: 0.1}}"; outcome ;;
    states-next-reversed)
      head; echo "state:"; reversed "$n" '  s#: {start: 0, next: "s< + s#"}' 1; echo "  s0: {start: 0}"; outcome ;;
    states-start-reversed)
      head; echo "state:"; reversed "$n" '  s#: {start: s< + 1}' 1; echo "  s0: {start: 0}"; outcome ;;
    states-each)
      head; issues 1; parties "$n"; echo "state:"
      entries 10 '  s#: {each: party, start: 0, next: "s#[party] + party.ideal[i0]"}'; outcome ;;
    regimes)
      head; echo "state: {r: {start: a0, markov: {$(list "$n" 'a#: {b: 1%}' ', '), b: {a0: 1%}}}}"; outcome ;;
    issues) head; issues "$n"; parties 2; echo "talks: {protocol: single_text}"; outcome ;;
    parties) head; issues 2; parties "$n"; echo "talks: {protocol: single_text}"; outcome ;;
    parties-by-issues) head; issues "$n"; parties 25; echo "talks: {protocol: single_text}"; outcome ;;
    plans) head; issues 2; parties 2; plans "$n"; echo "talks: {protocol: plan_vote, opening: q0}"; outcome ;;
    plans-plurality)
      head; issues 2; parties 2; plans "$n"
      echo "talks: {protocol: plan_vote, method: plurality, opening: q0}"; outcome ;;
    plans-borda)
      head; issues 2; parties 2; plans "$n"
      echo "talks: {protocol: plan_vote, method: borda, opening: q0}"; outcome ;;
    plans-enforced)
      head; issues 2; parties 2; echo "plans:"
      entries "$n" "  q#: {terms: {i0: 0.5, i1: 0.#}, enforcement: {monitoring: 0.#}}"
      echo "talks: {protocol: single_text, opening: q0, breach: {base: 0.3, monitoring: 0.2}}"; outcome ;;
    events) head; echo "events:"; entries "$n" "  e#: {rate: 0.01 per week}"; outcome ;;
    events-one-state)
      head; echo "state: {s: {start: 0}}"; echo "events:"
      entries "$n" "  e#: {rate: 0.01 per week, effects: {s: s + 1}}"; outcome ;;
    events-competing)
      head; echo "events:"; entries "$n" "  e#: {rate: 0.01 per week, competes: g}"; outcome ;;
    events-after)
      head; echo "events:"; echo "  e0: {rate: 0.01 per week}"; entries "$n" "  e#: {after: e<, delay: 2 weeks}" 1; outcome ;;
    events-acts)
      head; issues 2; parties 2; echo "talks: {protocol: single_text}"; echo "events:"
      entries "$n" "  e#: {rate: 0.01 per week, acts: [{rewrite: {toward: p0, by: 10%, issues: [i0]}}]}"; outcome ;;
    events-tables)
      head; issues 2; parties 2; plans "$n"; echo "talks: {protocol: single_text}"; echo "events:"
      entries "$n" "  e#: {rate: 0.01 per week, acts: [{table: q#}]}"; outcome ;;
    outcomes)
      head; echo "state: {s: {start: 0, random_walk: {sd: 1}}}"; echo "outcomes:"
      entries "$n" "  o#: {as_soon_as: s > #}"; echo "  end: otherwise" ;;
    measures)
      head; echo "state: {s: {start: 0, random_walk: {sd: 1}}}"; echo "measures:"
      entries "$n" "  m#: s * #"; outcome ;;
    signals)
      head; echo "state: {s: {start: 0, random_walk: {sd: 1}}}"; echo "signals:"
      entries "$n" "  g#: s > #"; outcome ;;
    memories)
      head; echo "state: {s: {start: 0, random_walk: {sd: 1}}}"; echo "measures:"
      entries "$n" '  m#: "count(s > #) + highest(s * #) + longest(s > -#) / 1 week"'; outcome ;;
    correlations)
      head; echo "parameters:"; entries "$((2 * n))" '  a#: "normal(0, 1)"'; echo "correlations:"
      awk -v n="$n" 'BEGIN { for (i = 0; i < n; i++) printf "  c%d: {between: [a%d, a%d], spearman: 0.3}\n", i, 2 * i, 2 * i + 1 }'
      outcome ;;
    correlations-one-group)
      head; echo "parameters:"; entries "$n" '  a#: "normal(0, 1)"'
      echo "correlations: {c: {between: [$(list "$n" 'a#' ', ')], spearman: 0.3}}"; outcome ;;
    nested-sums)
      head; issues 1; parties 4
      echo "measures: {m: \"$(list "$n" 'sum(' '')$(list "$n" 'v#.capability' ' + ')$(list "$n" ' for v# in parties)' '')\"}"; outcome ;;
    terms)
      head; echo "parameters: {p: \"uniform(0, 1)\"}"; echo "measures: {m: \"$(list "$n" 'p * #' ' + ')\"}"; outcome ;;
    sums)
      head; issues "$n"; parties 10
      echo 'definitions: {gap: {each: party, value: "sum(party.ideal[i] * i0x for i in issues)"}, i0x: 1}'; outcome ;;
    ratifiers)
      head; issues 2; echo "parties:"
      echo "  p0: {ideal: 0, no_deal: 0.3, ratifiers: {$(list "$n" 'r#: {slope: 2, after: 1 week}' ', ')}}"
      echo "  p1: {ideal: 1, no_deal: 0.3}"; echo "talks: {protocol: single_text}"; outcome ;;
    covariates)
      head; issues 2; parties 2; echo "talks: {protocol: single_text}"; echo "durability:"; echo "  settlement:"
      echo "    rate: 0.01 per week"; echo "    covariates:"
      entries "$n" "      c#: {value: 0.1, effect: 0.#}"; outcome ;;
    steps) head "$n"; echo "state: {s: {start: 0, random_walk: {sd: 1}}}"; outcome ;;
    rows)
      awk -v n="$n" 'BEGIN { print "x"; for (i = 0; i < n; i++) print (i * 7919 % 1000003) / 1000 }' >"$work/rows.csv"
      head; echo "data: {x: {file: rows.csv, column: x}}"; echo "parameters: {p: empirical(x)}"; outcome ;;
  esac
}

# CPU milliseconds and peak megabytes of one look at the file; the least of three.
look() {
  local best="" found megabytes=0
  for _ in 1 2 3; do
    found=$({ time simrun timeout "$limit" "$simrun" >"$work/out" 2>&1; } 2>&1) || {
      sed -n 1,2p "$work/out" >&2
      echo "- -"
      return
    }
    found=$(awk '{ printf "%d", 1000 * ($1 + $2) + 0.5 }' <<<"$found")
    if [ -z "$best" ] || [ "$found" -lt "$best" ]; then best=$found; fi
    [ "$best" -lt 2000 ] || break
  done
  if command -v /usr/bin/time >/dev/null; then
    megabytes=$(simrun /usr/bin/time -f '%M' "$simrun" 2>&1 >/dev/null | tail -n 1)
    megabytes=$((megabytes / 1024))
  fi
  echo "$best $megabytes"
}

{ head; outcome; } >"$work/scenario.yaml"
read -r start _ <<<"$(look)"
echo "CPU milliseconds and peak MB at n, 2n, 4n; an empty scenario takes $start ms"
printf '%-24s %8s %14s %14s %14s   %s\n' kind n n 2n 4n "growth per doubling"
steep=0
while read -r kind first; do
  if [ $# -gt 0 ] && ! printf '%s\n' "$@" | grep -qx "$kind"; then continue; fi
  line=$(printf '%-24s %8s' "$kind" "$first")
  times=""
  for factor in 1 2 4; do
    scenario "$kind" $((first * factor)) >"$work/scenario.yaml"
    read -r ms mb <<<"$(look)"
    line+=$(printf ' %7s ms %3s' "$ms" "$mb")
    times+=" $ms"
  done
  # Less than 10 ms more than nothing is too little to divide by.
  growth=$(awk -v start="$start" -v most="$most" '{
    steep = 0
    for (k = 1; k < 3; k++) {
      if ($k == "-" || $(k + 1) == "-") { printf "  never"; steep = 1; continue }
      a = $k - start; b = $(k + 1) - start
      if (a < 10) { printf "      –"; continue }
      printf "  %5.2f", b / a
      if (b / a > most) steep = 1
    }
    if (steep) printf "  steep"
  }' <<<"$times")
  [[ $growth != *steep* ]] || steep=$((steep + 1))
  echo "$line  $growth"
done < <(kinds)
[ "$steep" = 0 ] || { echo "$steep kinds grow by more than $most" >&2; exit 1; }
