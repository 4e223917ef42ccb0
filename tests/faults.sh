#!/usr/bin/env bash
# Lets calls fail, makes images of crashes, and writes figures into docs/faults.md. `--help` has the options.
source "$(dirname "$0")/suite.sh"
count=1000000000 images=1000
OPTIONS+=" images"

usage() {
    cat <<END
tests/faults.sh [--seed N] [--count N] [--minutes N] [--images N]
  --seed N     the order of the cases, and the seed of the first image (1)
  --count N    how many cases of failing calls, at most (all); with fewer than 1000 the figures are printed,
               but not written
  --minutes N  start no case after this many minutes (60)
  --images N   how many images of crashes in each of the two tests (1000)
END
}
options "$@"

test="cargo test --locked --workspace"
$test --no-run --test process
begun=$SECONDS
seeded "$count" "$figures" $test --test process -- failing_calls::
seeded "$images" "$figures.images" $test --test process -- crash_images::
{ printf '\n'; sort "$figures.images"; printf '\nAll took %s s.\n' $((SECONDS - begun)); } >>"$figures"
publish docs/faults.md 1000
