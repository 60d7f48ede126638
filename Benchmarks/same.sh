#!/bin/sh
# Whether two builds of simrun write the same results: every shipped scenario, three seeds, 2,000
# trials. With one build it prints a digest of each result folder, to be kept and compared.
#
# same.sh SIMRUN [OTHER]
set -eu

simrun=${1:?"usage: same.sh SIMRUN [OTHER]"}
other=${2:-}
trials=${TRIALS:-2000}
seeds=${SEEDS:-1 2 3}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT TERM

# One run: its exit code and messages go beside its CSV files. The rest of a folder says when and
# with what version it was made.
results() {
  mkdir -p "$room/$2"
  code=0
  "$1" run "$3" -n "$trials" --seed "$4" --keep-trials -q -o "$room/run" \
    2>"$room/$2/messages.txt" >/dev/null || code=$?
  echo "$code" >"$room/$2/exit-code.txt"
  if [ -d "$room/run" ]; then
    mv "$room/run"/*.csv "$room/$2/" 2>/dev/null || true
    rm -rf "$room/run"
  fi
}

digest() {
  (cd "$1" && for file in *; do echo "$file"; cat "$file"; done | sha256sum | cut -c1-16)
}

differing=0
runs=0
for file in Scenarios/*.yaml Scenarios/verification/*.yaml; do
  for seed in $seeds; do
    runs=$((runs + 1))
    results "$simrun" one "$file" "$seed"
    if [ -z "$other" ]; then
      echo "$(digest "$room/one") $file seed $seed"
    else
      results "$other" two "$file" "$seed"
      if ! diff -rq "$room/one" "$room/two" >"$room/differences"; then
        differing=$((differing + 1))
        echo "$file seed $seed:"
        sed -e "s|$room/||g" -e 's/^/  /' "$room/differences"
      fi
    fi
    rm -rf "$room/one" "$room/two"
  done
done
[ -z "$other" ] || echo "$runs runs, $differing of them differ"
[ "$differing" = 0 ]
