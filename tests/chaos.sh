#!/usr/bin/env bash
# Runs chaos and kills in release, and writes the figures into docs/chaos.md. `--help` has the options.
set -euo pipefail
cd "$(dirname "$0")/.."

FEWEST=100 # with fewer runs the figures are printed, but not written into the page

usage() {
    cat <<END
tests/chaos.sh [--seed N] [--count N] [--minutes N] [--kills N]
  --seed N     the seed of the first run; the others follow (1)
  --count N    how many runs (500)
  --minutes N  start no run after this many minutes (60)
  --kills N    how many kills in each of the three tests of kills, at most; 0 for none (60)
END
}

seed=1 count=500 minutes=60 kills=60
while [ $# -gt 0 ]; do
    case $1 in
        --seed | --count | --minutes | --kills)
            [ $# -gt 1 ] || { usage >&2; exit 2; }
            declare "${1#--}=$2"
            shift 2
            ;;
        --help) usage; exit ;;
        *) usage >&2; exit 2 ;;
    esac
done

figures=$(mktemp)
trap 'rm -f "$figures" "$figures.kills" "$figures.page"' EXIT
cargo test --release --locked -p ifilm-tests --test chaos --no-run
begun=$SECONDS
IFILM_CHAOS_SEED=$seed IFILM_CHAOS_COUNT=$count IFILM_CHAOS_MINUTES=$minutes IFILM_CHAOS_FIGURES=$figures \
    cargo test --release --locked -p ifilm-tests --test chaos
printf '\nThe runs took %s s.\n' $((SECONDS - begun)) >>"$figures"
if [ "$kills" != 0 ]; then
    IFILM_KILL_SEED=$seed IFILM_KILL_COUNT=$kills IFILM_KILL_FIGURES=$figures.kills \
        cargo test --release --locked -p ifilm-cli --test kill_catch_up
    { printf '\n'; sort "$figures.kills"; } >>"$figures"
fi
cat "$figures"
[ "$count" -ge $FEWEST ] || exit 0

# Replaces the text between the two marks. The rest of the page is written by hand.
{
    sed '/^<!-- figures -->$/q' docs/chaos.md
    printf '\nMeasured on %s at commit %s, seeds from %s: ' "$(date -u +%F)" "$(git rev-parse --short HEAD)" "$seed"
    cat "$figures"
    printf '\n'
    sed -n '/^<!-- end of figures -->$/,$p' docs/chaos.md
} >"$figures.page"
mv "$figures.page" docs/chaos.md
