#!/usr/bin/env bash
# Kills processes and checks what is left, and writes figures into docs/reliability.md. `--help` has the
# options.
source "$(dirname "$0")/suite.sh"
count=2000
before=202a35d

usage() {
    cat <<END
tests/crash.sh [--seed N] [--count N] [--minutes N]
  --seed N     chooses the places of the kills (1)
  --count N    how many processes are killed (2000), at least one at each kind of transaction; with fewer than
               1000 the figures are printed, but not written
  --minutes N  kill nothing after this many minutes (60)
After that, one run of the model for each 50 kills, in which the command of commit $before marks articles: the
last release whose user.db has version 5. That command is built once, below target/releases.
END
}
options "$@"

command=$(command_of $before)

test="cargo test --locked --workspace"
$test --no-run --test process --test model
begun=$SECONDS
seeded "$count" "$figures" $test --test process -- crash::
IFILM_BEFORE=$command seeded $(((count + 49) / 50)) "$figures.model" $test --test model -- ten_thousand
printf '\nAfter that, with the command of commit %s as the release before: ' $before >>"$figures"
cat "$figures.model" >>"$figures"
printf '\nAll took %s s.\n' $((SECONDS - begun)) >>"$figures"
publish docs/reliability.md 1000 crashes
