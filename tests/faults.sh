#!/usr/bin/env bash
# Lets calls fail, makes images of crashes, and writes figures into docs/faults.md. `--help` has the options.
set -euo pipefail
cd "$(dirname "$0")/.."

FEWEST=1000 # with fewer cases the figures are printed, but not written into the page

usage() {
    cat <<END
tests/faults.sh [--seed N] [--count N] [--minutes N] [--images N]
  --seed N     the order of the cases, and the seed of the first image (1)
  --count N    how many cases of failing calls, at most (all)
  --minutes N  start no case after this many minutes (60)
  --images N   how many images of crashes in each of the two tests (1000)
END
}

seed=1 count=1000000000 minutes=60 images=1000
while [ $# -gt 0 ]; do
    case $1 in
        --seed | --count | --minutes | --images)
            [ $# -gt 1 ] || { usage >&2; exit 2; }
            declare "${1#--}=$2"
            shift 2
            ;;
        --help) usage; exit ;;
        *) usage >&2; exit 2 ;;
    esac
done

figures=$(mktemp)
trap 'rm -f "$figures" "$figures.page"' EXIT
begun=$SECONDS
export IFILM_FAULTS_SEED=$seed IFILM_FAULTS_COUNT=$count
export IFILM_FAULTS_MINUTES=$minutes IFILM_FAULTS_IMAGES=$images
IFILM_FAULTS_FIGURES=$figures cargo test --locked -p ifilm-cli --test failing_calls --test crash_images
printf '\nAll took %s s.\n' $((SECONDS - begun)) >>"$figures"
cat "$figures"
[ "$count" -ge $FEWEST ] || exit 0

# Replaces the text between the two marks. The rest of the page is written by hand.
{
    sed '/^<!-- figures -->$/q' docs/faults.md
    printf '\nMeasured on %s at commit %s, seed %s.\n\n' "$(date -u +%F)" "$(git rev-parse --short HEAD)" "$seed"
    cat "$figures"
    printf '\n'
    sed -n '/^<!-- end of figures -->$/,$p' docs/faults.md
} >"$figures.page"
mv "$figures.page" docs/faults.md
