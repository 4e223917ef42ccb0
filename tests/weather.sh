#!/usr/bin/env bash
# Runs weeks of bad weather and writes the figures into docs/weather.md. `--help` has the options.
source "$(dirname "$0")/suite.sh"
count=300

usage() {
    cat <<END
tests/weather.sh [--seed N] [--count N] [--minutes N]
  --seed N     the seed of the first week; the others follow (1)
  --count N    how many weeks (300); with fewer than 60 the figures are printed, but not written
  --minutes N  start no week after this many minutes (60)
END
}
options "$@"

seeded "$count" "$figures" cargo test --locked -p ifilm-tests --test weather
publish docs/weather.md 60
