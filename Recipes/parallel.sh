#!/usr/bin/env bash
# The shards of a plan by GNU parallel, then the merge. Parts that are there are left alone, so the same line goes on
# from a run that was killed, or that lost a host.
#
#   simrun plan run scenario.yaml -n 1e6 --shards 16 -o study
#   Recipes/parallel.sh study results/study
#
# JOBS=4 shards run at a time (default: one for each core), each on one thread. HOSTS=4/one,8/two runs them over ssh
# on these hosts, 4 and 8 at a time; simrun and rsync must be installed there. The plan is copied to each host,
# below the folder in which ssh begins, and what a host has made stays there. SIMRUN is the program; PARALLEL_SSH is
# another ssh, as "ssh -F config".
set -euo pipefail
study=${1:?which plan? usage: $(basename "$0") STUDY [RESULTS]} results=${2:-}
simrun=${SIMRUN:-simrun}

# Which parts are there, as JSON: how many shards there are, and which are to be run, as in 4-6,9.
state=$("$simrun" shards "$study" --format json) || [ $? = 6 ]
field() { sed -n "s/^  \"$1\": \"\{0,1\}\([-0-9,]*[0-9]\).*/\1/p" <<<"$state"; }
count=$(field shards)

options=(--jobs "${JOBS:-100%}" --retries 3)
if [ -n "${HOSTS:-}" ]; then
  # The plan goes to each host once; the parts come back. Nothing is removed there: where hosts share folders it
  # would be removed here too.
  options=(--sshlogin "$HOSTS" --retries 3 --basefile "$study/plan.json"
    --return "$study/parts/{}-of-$count.part")
  sides=$(field sides)
  for side in $(seq "${sides:-0}"); do
    options+=(--return "$study/parts/side-$side/{}-of-$count.part")
  done
fi
mkdir -p "$study/parts"

# Whatever becomes of one shard, the others are run; the merge says what is missing then.
field to_run | tr , '\n' | while IFS=- read -r first last; do
  if [ -n "$first" ]; then seq "$first" "${last:-$first}"; fi
done | parallel --will-cite "${options[@]}" --quote \
  "$simrun" run --plan "$study" --shard "{}/$count" --jobs 1 --quiet || true

exec "$simrun" merge "$study" ${results:+-o "$results"}
