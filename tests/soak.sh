#!/usr/bin/env bash
# Lets a client work without a pause, and writes what it used into docs/reliability.md. `--help` has more.
source "$(dirname "$0")/suite.sh"
minutes=30
OPTIONS="seed minutes"

usage() {
    cat <<END
tests/soak.sh [--seed N] [--minutes N]
  --seed N     the seed of the site and of what a person does (1)
  --minutes N  how long (30); with fewer than 10 the figures are printed, but not written
END
}
options "$@"

test="cargo test --locked --workspace"
$test --no-run --test soak
seeded 1 "$figures" $test --test soak
publish docs/reliability.md 10 soak
