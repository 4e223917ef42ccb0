#!/usr/bin/env bash
# Every check of the project. `tests/all.sh --help` has the steps; logs and tools lie below CARGO_TARGET_DIR.
set -u -o pipefail
cd "$(dirname "$0")/.." || exit

STEPS=(tools count format clippy docs deny build rust kotlin python pip android ktlint check-android size)
TARGET=$(realpath -m "${CARGO_TARGET_DIR:-target}")
OUT=$TARGET/all
DOWNLOADS=$TARGET/tools
LIMIT=2400 # seconds after which a step that hangs is ended

CARGO_DENY=0.20.2
KTLINT=1.8.0

export IFILM_LIB=$TARGET/debug       # the folder of libifilm.so
export IFILM_BIN=$TARGET/debug/ifilm # the command
export CARGO_TERM_COLOR=never
export CARGO_INCREMENTAL=0 # a build from nothing is a third shorter so

# ---- the steps: the comment beside a name is its line in the help, the exit status is its answer

step_tools() { # what the checks need is installed, or named (installs it as root on Debian)
    local missing=0
    need "a C compiler" "cc --version" build-essential
    need "a JDK, 17 or newer" java_17 openjdk-17-jdk-headless default-jdk-headless
    need "Maven" "mvn --version" maven
    need "Python, 3.10 or newer" "python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'" python3
    need "Python's venv" "python3 -m venv --help" python3-venv
    need_rust
    return $missing
}

# The counter first: it decides whether other steps passed.
step_count() { # the counter of tests and the help of this script (unittest)
    cd tests && python3 -m unittest --verbose count_test all_test
}

step_format() { # cargo fmt
    cargo fmt --all --check
}

step_clippy() { # clippy on all crates and targets, warnings are errors
    cargo clippy --workspace --all-targets --all-features --locked -- -D warnings
}

step_docs() { # rustdoc on all crates, warnings are errors
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked
}

step_deny() { # licences, bans and sources of the dependencies (cargo-deny)
    local root=$DOWNLOADS/cargo-deny-$CARGO_DENY
    [ -x "$root/bin/cargo-deny" ] ||
        cargo install cargo-deny --version "$CARGO_DENY" --locked --debug --root "$root" || return
    PATH=$root/bin:$PATH cargo deny --locked check -D warnings licenses bans sources
}

step_build() { # library, command and all tests, so that every later step finds them built
    build
}

step_rust() { # all Rust tests
    build && cargo test --workspace --locked --no-fail-fast
}

step_kotlin() { # the jar of the Kotlin bindings, and the tests of a Kotlin host on it (Maven)
    folders bindings/kotlin tests/hosts/kotlin && host_parts && maven tests/hosts verify
}

step_python() { # the tests of the Python host (unittest)
    folders bindings/python tests/hosts/python && host_parts || return
    python3 -m venv --without-pip "$OUT/venv" || return # empty: the bindings need only what Python brings
    export PYTHONPATH=$PWD/bindings/python
    cd tests/hosts/python && "$OUT/venv/bin/python" -m unittest discover --verbose
}

step_pip() { # the Python package, installed by pip into an environment of its own
    folders bindings/python && build && python3 -m venv --clear "$OUT/pip" || return
    "$OUT/pip/bin/python" -m pip install --no-index ./bindings/python && "$OUT/pip/bin/python" tests/hosts/installed.py
}

step_android() { # presenters and screens of the app, on a JVM (Maven, Robolectric)
    folders android bindings/kotlin && host_parts && maven android verify
}

step_ktlint() { # the form of all Kotlin files
    local jar=$DOWNLOADS/ktlint-cli-$KTLINT-all.jar sources
    folders android bindings/kotlin tests/hosts/kotlin || return
    [ -e "$jar" ] || fetch_jar "com.pinterest.ktlint:ktlint-cli:$KTLINT:jar:all" || return
    mapfile -d '' sources < <(kotlin_sources)
    [ ${#sources[@]} -gt 0 ] || fail "there is no Kotlin to look at" || return
    echo "${#sources[@]} files"
    java --add-opens=java.base/java.lang=ALL-UNNAMED -jar "$jar" --relative "${sources[@]}"
}

step_check-android() { # the bindings type-check for Android phones
    bindings/check-android.sh
}

step_size() { # the language module adds no more to the library than it may
    bindings/language-size.sh
}

# ---- what steps share

build() {
    cargo build --workspace --all-targets --locked
}

# What the hosts load and compile. generate.sh builds nothing where IFILM_LIB names what is built.
host_parts() {
    build && bindings/generate.sh
}

maven() { # FOLDER GOAL [OPTION…]
    find "$1" -type d -path '*/target/surefire-reports' -prune -exec rm -r {} +
    mvn --batch-mode --no-transfer-progress --fail-at-end -Dstyle.color=never \
        -Dmaven.wagon.http.retryHandler.count=3 \
        -Difilm.lib="$IFILM_LIB" -Difilm.bin="$IFILM_BIN" -f "$1/pom.xml" "${@:2}"
}

fetch_jar() { # GROUP:NAME:VERSION:TYPE:CLASSIFIER
    mvn --batch-mode --quiet -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
        -Dartifact="$1" -DoutputDirectory="$DOWNLOADS"
}

# What people wrote; generated code is under target/ or build/.
kotlin_sources() {
    find android bindings examples tests \( -name target -o -name build \) -prune \
        -o -name '*.kt' -print0 -o -name '*.kts' -print0
}

folders() {
    local folder absent=0
    for folder in "$@"; do
        [ -d "$folder" ] || fail "there is no $folder" || absent=1
    done
    return $absent
}

fail() {
    echo "all.sh: $*" >&2
    return 1
}

need() { # WHAT CHECK PACKAGE… (the first that can be had is installed)
    local what=$1 check=$2 packages=("${@:3}")
    eval "$check" >/dev/null 2>&1 && return
    install_one_of "${packages[@]}" && eval "$check" && return
    fail "$what is missing: install the package ${packages[0]}" || missing=1
}

install_one_of() {
    local package
    [ "$(id -u)" = 0 ] && command -v apt-get || return
    apt-get update
    for package in "$@"; do
        DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$package" && return
    done
    return 1
}

java_17() {
    local version
    version=$(javac -version 2>&1) && version=${version#javac } && [ "${version%%.*}" -ge 17 ]
}

need_rust() {
    local channel
    channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
    rust_is "$channel" && return
    rustup toolchain install "$channel" --profile minimal --component clippy --component rustfmt &&
        rust_is "$channel" && return
    fail "Rust $channel with clippy and rustfmt is missing: install rustup (https://rustup.rs)" || missing=1
}

rust_is() {
    cargo --version | grep -F " $1 " && cargo clippy --version && cargo fmt --version
}

# ---- running, counting, reporting

run() {
    local step=$1 start=$SECONDS status=0
    printf '%-14s ' "$step"
    rm -f "$OUT/$step.skips"
    timeout --kill-after=10 "$LIMIT" "$BASH" tests/all.sh --inside "$step" >"$OUT/$step.log" 2>&1 &
    child=$!
    wait "$child" || status=$?
    take_count "$step" "$status"
    report "$step" "$status" $((SECONDS - start))
}

# Sets `passed`, `failed` and `skipped` of one step. A step that failed has at least one failure.
take_count() {
    local step=$1 status=$2
    case $step in
        rust) count_tests cargo "$OUT/rust.log" ;;
        kotlin) count_tests surefire bindings/kotlin tests/hosts/kotlin ;;
        android) count_tests surefire android ;;
        python | count) count_tests unittest "$OUT/$step.log" ;;
        *) passed=$((status == 0)) failed=$((status != 0)) skipped=0 ;;
    esac
    [ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1
}

count_tests() { # KIND SOURCE…
    read -r passed failed skipped < <(python3 tests/count.py "$@" --skips "$OUT/$step.skips" 2>>"$OUT/$step.log") ||
        passed=0 failed=1 skipped=0
}

report() {
    local step=$1 status=$2 seconds=$3 word=ok
    [ "$failed" = 0 ] || word=FAILED
    printf '%-6s %4d s  %s\n' "$word" "$seconds" "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" != 0 ] || return
    [ "$status" != 124 ] || echo "    ended after $LIMIT seconds"
    tail -n 40 "$OUT/$step.log" | sed -e 's/\x1b\[[0-9;]*m//g' -e 's/^/    | /' -e '$a\'
    echo "    (all of it: ${OUT#"$PWD"/}/$step.log)"
}

report_skips() {
    local step
    for step in "$@"; do
        [ ! -e "$OUT/$step.skips" ] || sed "s/^/skipped: $step: /" "$OUT/$step.skips"
    done
}

main() {
    local step all_passed=0 all_failed=0 all_skipped=0 passed failed skipped child=
    mkdir -p "$OUT" "$DOWNLOADS"
    trap 'kill "$child"; exit 130' INT TERM
    for step in "$@"; do
        run "$step"
        all_passed=$((all_passed + passed)) all_failed=$((all_failed + failed)) all_skipped=$((all_skipped + skipped))
    done
    report_skips "$@"
    echo "$all_passed passed, $all_failed failed, $all_skipped skipped"
    [ "$all_failed" = 0 ]
}

usage() {
    echo "usage: tests/all.sh [STEP…]"
    echo
    echo "Runs the steps named, else all of them, each also after another's failure. A step is ended after $LIMIT s."
    echo "The last line is \`N passed, N failed, N skipped\`: tests where a step runs tests, else the step itself."
    echo "The exit status is 0 where nothing failed. The log of a step is ${OUT#"$PWD"/}/STEP.log."
    echo
    local step
    for step in "${STEPS[@]}"; do
        printf '  %-14s %s\n' "$step" "$(sed -n "s/^step_$step() { # //p" tests/all.sh)"
    done
}

check_names() {
    local name
    for name in "$@"; do
        [[ " ${STEPS[*]} " = *" $name "* ]] || fail "no step $name; there are: ${STEPS[*]}" || exit 2
    done
}

case ${1-} in
    --inside)
        "step_$2"
        exit
        ;;
    -h | --help) usage && exit ;;
esac
check_names "$@"
[ $# -gt 0 ] || set -- "${STEPS[@]}"
main "$@"
