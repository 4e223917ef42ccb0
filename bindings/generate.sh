#!/bin/sh
# Builds libifilm and writes the sources for hosts:
#   bindings/kotlin/target/generated-sources/uniffi           Kotlin for the desktop
#   bindings/kotlin/target/generated-sources/uniffi-android   Kotlin for Android
#   bindings/kotlin/target/native                             the library, where the jar takes it from
#   bindings/python/ifilm                                     Python, with the library beside it
# `--release` builds the library as packages carry it; without, it is the debug build. Neither is stripped:
# the sources are read from the symbols. Where IFILM_LIB names a folder with libifilm and ifilm-bindgen,
# these are used and nothing is built. Swift is written where it can be used: see bindings/swift.
set -eu

cd "$(dirname "$0")/.."
profile=dev folder=debug
[ "${1-}" != --release ] || profile=release folder=release
built=${IFILM_LIB:-${CARGO_TARGET_DIR:-target}/$folder}
kotlin=bindings/kotlin/target

# The library's name, and the folder in a jar in which JNA looks for it.
case $(uname -s)-$(uname -m) in
    Darwin-arm64) library=libifilm.dylib jna=darwin-aarch64 ;;
    Darwin-*) library=libifilm.dylib jna=darwin-x86-64 ;;
    *-aarch64) library=libifilm.so jna=linux-aarch64 ;;
    *) library=libifilm.so jna=linux-x86-64 ;;
esac

generate() { # LANGUAGE FOLDER [CONFIG]
    language=$1
    shift
    "$built/ifilm-bindgen" "$language" "$built/$library" "$@"
}

copy_library() { # FOLDER
    mkdir -p "$1"
    cp "$built/$library" "$1/new" # Maven would pack a link as a link
    mv -f "$1/new" "$1/$library"
}

[ -n "${IFILM_LIB-}" ] || cargo build --locked --profile "$profile" -p ifilm-bindings -p ifilm-bindgen
generate kotlin "$kotlin/generated-sources/uniffi"
generate kotlin "$kotlin/generated-sources/uniffi-android" bindings/uniffi-android.toml
generate python bindings/python/ifilm
copy_library "$kotlin/native/$jna"
ln -sf "$(cd "$built" && pwd)/$library" "bindings/python/ifilm/$library"
