#!/usr/bin/env bash
# Kills runs at random moments and at the system calls that publish results, goes on from what is
# left, and compares with the bytes of a run that was left alone.
#
# usage: kill-test.sh SIMRUN [KILLS] [CALLS] [MINUTES]
#
# KILLS at random moments (default 100), CALLS at system calls (default 40; needs strace), both no
# longer than MINUTES together (default 10).
set -euo pipefail
simrun=$(realpath "$1")
kills=${2:-100}
calls=${3:-40}
end=$((SECONDS + 60 * ${4:-10}))
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

for name in one two; do
  cat >$name.yaml <<YAML
format: 1
scenario: $name
title: A walk that ends, and fails in some trials
clock: {step: week, steps: 40}
parameters: {p: "uniform(-0.01, 0.9)", w: "uniform(0, p)"}
state: {x: {start: 0, random_walk: {sd: 1}}}
outcomes: {far: {as_soon_as: x > 12}, above: {at_end: x > 0}, below: otherwise}
measures: {last: x, high: x > w}
signals: {low: x < -2}
YAML
done

trials=40000
export SIMRUN_CHECKPOINT_SECONDS=0
failures=0

run() { "$simrun" run one.yaml two.yaml -q "$@" >out 2>&1; }

# Failed trials are part of the scenarios: their exit code is 4.
done_well() { [ "$1" = 0 ] || [ "$1" = 4 ]; }

same() { diff -rq -x run.log.json "$1" "$2" >/dev/null 2>&1; }

fail() {
  failures=$((failures + 1))
  echo "FAILED: $1"
  sed 's/^/    /' out
  ls -lAR place | sed 's/^/    /'
}

# The folder of the results and nothing else, hidden or not, in or beside it.
is_tidy() { [ "$(ls -A place)" = r ] && [ ! -e place/r/.partial-simrun ]; }

reference() {
  run -n $trials -o new-plain -j 2 || done_well $?
  run -n $trials -o new-keep -j 2 --keep-trials || done_well $?
  run -n 9000 --seed 5 -o old-plain -j 2 || done_well $?
  run -n 9000 -o less-plain -j 2 || done_well $?
  run -n 9000 -o less-keep -j 2 --keep-trials || done_well $?
}
reference
started=$(date +%s%N)
run -n $trials -o timed -j 2 || done_well $?
# Microseconds.
whole=$((($(date +%s%N) - started) / 1000))
rm -rf timed

# Sets `kind`, `first` (the arguments of the first run) and `wanted` for a case, and makes its folder.
prepare() {
  rm -rf place
  mkdir place
  case $1 in
    0) kind=plain first="" ;;
    1) kind=keep first="" ;;
    2) kind=plain first=--force && cp -r old-plain place/r ;;
    3) kind=plain first=--resume && cp -r less-plain place/r ;;
    4) kind=keep first=--resume && cp -r less-keep place/r ;;
    5) kind=plain first="" && mkdir place/r ;;
  esac
  arguments="-n $trials -o place/r"
  [ $kind = plain ] || arguments="$arguments --keep-trials"
  wanted=new-$kind
}

# Goes on until it is done. Where nothing, or only another run's results, is left, anew.
finish() {
  local code=0
  run $arguments -j 2 --resume || code=$?
  case $code in
    2 | 65) code=0 && run $arguments -j 2 --force || code=$? ;;
  esac
  done_well $code
}

echo "a run takes $((whole / 1000)) ms; checkpoints as often as can be"
killed=0 rounds=0 resumed=0
while [ $killed -lt "$kills" ] && [ $SECONDS -lt $end ]; do
  rounds=$((rounds + 1))
  prepare $((RANDOM % 6))
  option=$first
  for _ in $(seq $((RANDOM % 3 + 1))); do
    "$simrun" run one.yaml two.yaml -q $arguments -j $((RANDOM % 3 + 1)) $option >out 2>&1 &
    pid=$!
    moment=$(((RANDOM * 32768 + RANDOM) % (whole * 11 / 10)))
    sleep "$(printf '%d.%06d' $((moment / 1000000)) $((moment % 1000000)))"
    kill -9 $pid 2>/dev/null || true
    code=0
    wait $pid 2>/dev/null || code=$?
    if [ $code = 137 ]; then killed=$((killed + 1)); fi
    option=--resume
  done
  finish || { fail "case $rounds ($wanted, first $first): exit code"; continue; }
  grep -q "checkpoint of" out && resumed=$((resumed + 1))
  same place/r $wanted || fail "case $rounds ($wanted, first $first): other bytes"
  is_tidy || fail "case $rounds ($wanted, first $first): something is left over"
done
echo "$killed kills at random moments in $rounds runs; $resumed of them went on from a checkpoint"

if ! command -v strace >/dev/null; then
  echo "no strace: no kills at system calls"
  calls=0
fi
names=rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,fsync,flock
trials=6000
if [ "$calls" -gt 0 ]; then
  rm -rf new-plain new-keep
  run -n $trials -o new-plain || done_well $?
  run -n $trials -o new-keep --keep-trials || done_well $?
  rm -rf less-plain less-keep
  run -n 3000 -o less-plain || done_well $?
  run -n 3000 -o less-keep --keep-trials || done_well $?
fi

# Runs and is killed at a system call: the how manieth, of the calls named. strace counts each name and
# each thread by itself. The shell's word of it is not wanted.
killed_at() {
  local at=$1 called=$2
  shift 2
  (
    SIMRUN_CHECKPOINT_SECONDS=60 strace -f -qq -o trace -e trace=$names \
      -e inject=$called:signal=SIGKILL:when=$at \
      "$simrun" run one.yaml two.yaml -q $arguments -j 1 "$@" >out 2>&1 || exit $?
  ) 2>/dev/null
}

killed=0 again=0
for number in $(seq 0 $((calls * 2))); do
  if [ $killed -ge "$calls" ] || [ $SECONDS -ge $end ]; then break; fi
  prepare $((number % 6))
  cp -r place before
  # Which calls there are; one thread publishes, several remove what was there before.
  code=0
  SIMRUN_CHECKPOINT_SECONDS=60 strace -f -qq -o trace -e trace=$names \
    "$simrun" run one.yaml two.yaml -q $arguments -j 1 $first >out 2>&1 || code=$?
  awk '$2 ~ /\(/ { sub(/\(.*/, "", $2); print $2, ++n[$1, $2] }' trace >calls
  count=$(wc -l <calls)
  rm -rf place
  mv before place
  at=$((RANDOM % count + 1))
  read -r called nth <<<"$(sed -n ${at}p calls)"
  code=0
  killed_at $nth $called $first || code=$?
  if done_well $code; then continue; fi
  killed=$((killed + 1))
  case $((RANDOM % 3)) in
    0) next="" ;;
    1) next=--resume ;;
    2) next=--force ;;
  esac
  # Now and then the run that mends is killed as well, early, where it mends.
  if [ $((RANDOM % 3)) = 0 ] && ! killed_at $((RANDOM % 20 + 1)) $names $next; then again=$((again + 1)); fi
  # The next run of any kind makes it whole: the old results or the new ones.
  code=0
  run $arguments -j 1 $next || code=$?
  told="killed at call $at of $count ($wanted, first $first, then ${next:-plain}, $code)"
  if done_well $code; then
    same place/r $wanted || fail "$told: other bytes"
  elif [ $code = 74 ]; then
    # Refused, for there are results: the old ones or the new ones.
    case $first in
      --force) old=old-plain ;;
      --resume) old=less-$kind ;;
      *) old=$wanted ;;
    esac
    same place/r $old || same place/r $wanted || fail "$told: neither old nor new"
  fi
  finish || { fail "$told: exit code"; continue; }
  same place/r $wanted || fail "$told: other bytes in the end"
  is_tidy || fail "$told: something is left over"
done
echo "$killed kills at system calls; in $again cases the run that mended was ended as well"
[ $failures = 0 ] || { echo "$failures failed"; exit 1; }
echo "all bytes equal, nothing left over"
