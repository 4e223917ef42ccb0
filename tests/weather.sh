#!/usr/bin/env bash
# Runs weeks of bad weather and writes the figures into docs/weather.md. `--help` has the options.
set -euo pipefail
cd "$(dirname "$0")/.."

FEWEST=60 # with fewer weeks the figures are printed, but not written into the page

usage() {
    cat <<END
tests/weather.sh [--seed N] [--count N] [--minutes N]
  --seed N     the seed of the first week; the others follow (1)
  --count N    how many weeks (300)
  --minutes N  start no week after this many minutes (60)
END
}

seed=1 count=300 minutes=60
while [ $# -gt 0 ]; do
    case $1 in
        --seed | --count | --minutes)
            [ $# -gt 1 ] || { usage >&2; exit 2; }
            declare "${1#--}=$2"
            shift 2
            ;;
        --help) usage; exit ;;
        *) usage >&2; exit 2 ;;
    esac
done

figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
IFILM_WEATHER_SEED=$seed IFILM_WEATHER_COUNT=$count IFILM_WEATHER_MINUTES=$minutes \
    IFILM_WEATHER_FIGURES=$figures cargo test --locked -p ifilm-tests --test weather
cat "$figures"
[ "$count" -ge $FEWEST ] || exit 0

# Replaces the text between the two marks. The rest of the page is written by hand.
{
    sed '/^<!-- figures -->$/q' docs/weather.md
    printf '\nMeasured on %s at commit %s, seeds from %s:\n' "$(date -u +%F)" "$(git rev-parse --short HEAD)" "$seed"
    cat "$figures"
    printf '\n'
    sed -n '/^<!-- end of figures -->$/,$p' docs/weather.md
} >"$figures.page"
mv "$figures.page" docs/weather.md
