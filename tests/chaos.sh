#!/usr/bin/env bash
# Runs chaos and kills in release, and writes the figures into docs/chaos.md. `--help` has the options.
source "$(dirname "$0")/suite.sh"
count=500 kills=60
OPTIONS+=" kills"

usage() {
    cat <<END
tests/chaos.sh [--seed N] [--count N] [--minutes N] [--kills N]
  --seed N     the seed of the first run; the others follow (1)
  --count N    how many runs (500); with fewer than 100 the figures are printed, but not written
  --minutes N  start no run after this many minutes (60)
  --kills N    how many kills in each of the tests of kills, at most; 0 for none (60)
END
}
options "$@"

# One selection, so that everything is built once.
test="cargo test --release --locked --workspace"
$test --no-run --test chaos --test process
begun=$SECONDS
seeded "$count" "$figures" $test --test chaos
printf '\nThe runs took %s s.\n' $((SECONDS - begun)) >>"$figures"
if [ "$kills" != 0 ]; then
    seeded "$kills" "$figures.kills" $test --test process -- kill_catch_up:: kill_lead_pictures::
    { printf '\n'; sort "$figures.kills"; } >>"$figures"
fi
publish docs/chaos.md 100
