#!/bin/sh
# Measures what the language crate weighs in a phone: a library that exports only it, minus an empty one,
# both stripped and built with the profile `mobile`. Prints both in bytes, and fails where the difference
# passes the bound.
set -eu

bound=1500000
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
case $(uname -s) in
    Darwin) library=libifilm_size.dylib ;;
    *) library=libifilm_size.so ;;
esac

weigh() { # WHAT [OPTION…]
    what=$1
    shift
    cargo build --quiet --locked -p ifilm-size --profile mobile "$@"
    bytes=$(wc -c <"$target/mobile/$library")
    echo "$what: $((bytes)) bytes"
}

weigh "an empty library"
empty=$bytes
weigh "the language module alone" --features language
echo "the difference: $((bytes - empty)) bytes; bound: $bound"
[ $((bytes - empty)) -le $bound ]
