#!/usr/bin/env bash
# Damages files in release, and writes the figures into docs/reliability.md. `--help` has the options.
source "$(dirname "$0")/suite.sh"
count=1000

usage() {
    cat <<END
tests/damage.sh [--seed N] [--count N] [--minutes N]
  --seed N     the seed of the first run; the others follow (1)
  --count N    how many runs (1000); with fewer than 100 the figures are printed, but not written
  --minutes N  start no run after this many minutes (60)
END
}
options "$@"

test="cargo test --locked --workspace --test damage"
$test --no-run
begun=$SECONDS
seeded "$count" "$figures" $test
printf '\nThe runs took %s s.\n' $((SECONDS - begun)) >>"$figures"
publish docs/reliability.md 100
