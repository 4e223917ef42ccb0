#!/usr/bin/env bash
# Prints the tables of docs/performance.md. Takes some minutes: it builds for release, and the library as
# phones carry it, below CARGO_TARGET_DIR or else target/.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")

cargo build --quiet --release -p ifilm-cli
IFILM_BIN="$target/release/ifilm" cargo bench --quiet -p ifilm-tests --bench table
cargo bench --quiet -p ifilm-tests --bench cost
IFILM_BIN="$target/release/ifilm" cargo bench --quiet -p ifilm-tests --bench editions
cargo bench --quiet -p ifilm-tests --bench cancelling
cargo bench --quiet -p ifilm-tests --bench scale # `-- 1000000` as well, which takes an hour

cargo build --quiet --profile mobile -p ifilm-bindings
printf '| libifilm.so for this machine, profile mobile | %.2f MB | – |\n' \
    "$(stat -c %s "$target"/mobile/libifilm.so | awk '{ print $1 / 1e6 }')"

cargo build --quiet --release -p ifilm-bindings -p ifilm-bindgen
IFILM_LIB="$target/release" bindings/generate.sh
mvn --batch-mode -f tests/hosts/pom.xml verify -Dtest=SpeedTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Difilm.bin="$target/release/ifilm" | grep '^page of 50'
