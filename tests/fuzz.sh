#!/usr/bin/env bash
# Reads damaged inputs, and writes the figures into docs/reliability.md. `--help` has the options.
source "$(dirname "$0")/suite.sh"
count=1000000

usage() {
    cat <<END
tests/fuzz.sh [--seed N] [--count N] [--minutes N]
  --seed N     the seed of the first 1,000 inputs; the others follow (1)
  --count N    how many inputs, in thousands (1000000); with fewer than 100000 the figures are printed, but
               not written
  --minutes N  begin no further 1,000 after this many minutes (60)
END
}
options "$@"

test="cargo test --locked --workspace"
$test --no-run --test fuzz
begun=$SECONDS
seeded "$count" "$figures" $test --test fuzz -- a_damaged_input
printf '\nAll took %s s.\n' $((SECONDS - begun)) >>"$figures"
publish docs/reliability.md 100000 fuzz
