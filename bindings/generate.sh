#!/bin/sh
# Builds libifilm (debug: its symbols are what the sources are read from) and writes the sources for hosts:
#   bindings/kotlin/target/generated-sources/uniffi           Kotlin for the desktop
#   bindings/kotlin/target/generated-sources/uniffi-android   Kotlin for Android
#   bindings/python/ifilm                                     Python, with the library beside it
# Where IFILM_LIB names a folder with libifilm and ifilm-bindgen, these are used and nothing is built.
# Swift is written where it can be used: see bindings/swift.
set -eu

cd "$(dirname "$0")/.."
built=${IFILM_LIB:-${CARGO_TARGET_DIR:-target}/debug}
kotlin=bindings/kotlin/target/generated-sources
case $(uname -s) in
    Darwin) library=libifilm.dylib ;;
    *) library=libifilm.so ;;
esac

generate() { # LANGUAGE FOLDER [CONFIG]
    language=$1
    shift
    "$built/ifilm-bindgen" "$language" "$built/$library" "$@"
}

[ -n "${IFILM_LIB-}" ] || cargo build -p ifilm-bindings -p ifilm-bindgen
generate kotlin "$kotlin/uniffi"
generate kotlin "$kotlin/uniffi-android" bindings/uniffi-android.toml
generate python bindings/python/ifilm
ln -sf "$(cd "$built" && pwd)/$library" "bindings/python/ifilm/$library"
