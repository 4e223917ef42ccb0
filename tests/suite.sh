# Sourced by the scripts of the long suites: their options, their figures, and the page that shows them.
# A script sets `seed`, `count` and `minutes` and defines `usage` before it calls `options "$@"`. It may set
# further variables, and names them in `OPTIONS`.
# shellcheck shell=bash
set -euo pipefail
shopt -s inherit_errexit # a command in $(…) that fails ends the script, too
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seed=1 minutes=60
OPTIONS="seed count minutes"

# The text that the page will show.
figures=$(mktemp)
trap 'rm -f "$figures" "$figures".*' EXIT

# Sets the variables that the command line names.
options() {
    while [ $# -gt 0 ]; do
        [ "$1" != --help ] || { usage; exit; }
        case " $OPTIONS " in
            *" ${1#--} "*) [[ $1 == --* && $# -gt 1 ]] || { usage >&2; exit 2; } ;;
            *) usage >&2; exit 2 ;;
        esac
        [[ $2 =~ ^[0-9]+$ ]] || { usage >&2; exit 2; }
        declare -g "${1#--}=$2"
        shift 2
    done
}

# Runs a command with the seeds of the options; the tests in it add their figures to a file:
# seeded COUNT FILE COMMAND…
seeded() {
    local count=$1 file=$2
    shift 2
    IFILM_SUITE_SEED=$seed IFILM_SUITE_COUNT=$count IFILM_SUITE_MINUTES=$minutes IFILM_SUITE_FIGURES=$file "$@"
}

# Breaks the long lines of a text, but for those of tables.
wrapped() {
    local line
    while IFS= read -r line; do
        case $line in
            \|*) printf '%s\n' "$line" ;;
            *) fold -s -w 110 <<<"$line" | sed 's/ $//' ;;
        esac
    done
}

# Prints the figures. If enough runs were done (`note_runs` of the tests), also replaces the text between the
# two marks of the page, or those of one of its sections. The rest of the page is written by hand:
# publish PAGE FEWEST [SECTION]
publish() {
    local page=$1 fewest=$2 of=${3:+ of $3}
    cat "$figures"
    [ "$(cat "$figures.runs")" -ge "$fewest" ] || return 0
    {
        sed "/^<!-- figures$of -->\$/q" "$page"
        {
            printf '\nMeasured on %s at commit %s, seeds from %s: ' "$(date -u +%F)" "$(git rev-parse --short HEAD)" "$seed"
            cat "$figures"
        } | wrapped
        printf '\n'
        sed -n "/^<!-- end of figures$of -->\$/,\$p" "$page"
    } >"$figures.page"
    cp "$figures.page" "$page"
}

# Prints the path of the command of an older commit, which it builds once, below target/releases:
# command_of COMMIT
command_of() {
    local folder
    folder=$(realpath -m "${CARGO_TARGET_DIR:-target}")/releases
    local target=$folder/$1
    if [ ! -x "$target/debug/ifilm" ]; then
        git worktree prune
        [ -e "$target.source" ] || git worktree add --detach "$target.source" "$1" >&2
        (cd "$target.source" && CARGO_TARGET_DIR=$target cargo build --locked --package ifilm-cli >&2)
        git worktree remove --force "$target.source"
    fi
    echo "$target/debug/ifilm"
}
