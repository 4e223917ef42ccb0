#!/usr/bin/env bash
# Kills processes and checks what is left, and writes figures into docs/reliability.md. `--help` has the
# options.
source "$(dirname "$0")/suite.sh"
count=2000

usage() {
    cat <<END
tests/crash.sh [--seed N] [--count N] [--minutes N]
  --seed N     chooses the places of the kills (1)
  --count N    how many processes are killed (2000), at least one at each kind of transaction; with fewer than
               1000 the figures are printed, but not written
  --minutes N  kill nothing after this many minutes (60)
END
}
options "$@"

test="cargo test --locked --workspace"
$test --no-run --test process
begun=$SECONDS
seeded "$count" "$figures" $test --test process -- crash::
printf '\nAll took %s s.\n' $((SECONDS - begun)) >>"$figures"
publish docs/reliability.md 1000 crashes
