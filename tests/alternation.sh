#!/usr/bin/env bash
# Builds the command of an older commit, lets it and today's take turns on one folder, and writes figures into
# docs/reliability.md. `--help` has the options.
source "$(dirname "$0")/suite.sh"
count=300
commit=d025b06

usage() {
    cat <<END
tests/alternation.sh [--seed N] [--count N] [--minutes N]
  --seed N     the seed of the first ten turns; the others follow (1)
  --count N    how many turns, in tens (300); with fewer than 100 the figures are printed, but not written
  --minutes N  begin no further ten turns after this many minutes (60)
The older command is that of commit $commit, the last one before *Store*. It is built once, below
target/releases.
END
}
options "$@"

older=$(command_of $commit)
test="cargo test --locked --workspace"
$test --no-run --test process
begun=$SECONDS
IFILM_OLDER=$older seeded "$count" "$figures" $test --test process -- --ignored two_releases_that_take_turns
printf '\nAll took %s s.\n' $((SECONDS - begun)) >>"$figures"
publish docs/reliability.md 100 alternation
