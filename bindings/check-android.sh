#!/usr/bin/env bash
# Type-checks the bindings for Android phones, without NDK, SDK or rustup target.
#
# The standard library is built from source by Debian's own Rust (rustc-web), unpacked under target/: it is
# not installed, and no Rust on this machine is disturbed. A check never links, so that a C compiler
# which only creates its output files is enough for the C code of the dependencies.
# What links a library for real phones is android.sh, beside this file.
set -eu -o pipefail
cd "$(dirname "$0")/.."

place=$PWD/target/android-check
toolchain=$place/toolchain
packages=(rustc-web cargo-web rust-web-src libstd-rust-web-dev)

main() {
    command -v cc >/dev/null || fail "no C compiler for the build scripts: install the package build-essential"
    [ -e "$toolchain" ] || unpack_toolchain
    write_stand_in
    check "$@"
}

unpack_toolchain() {
    command -v apt-get >/dev/null || fail "no apt-get: the compiler comes from the Debian packages ${packages[*]}"
    download || { apt-get update && download; } || fail "none to be had of the Debian packages ${packages[*]}"
    rm -rf "$toolchain.new"
    local package
    for package in "$place"/packages/*.deb; do dpkg -x "$package" "$toolchain.new"; done
    rm -rf "$place/packages"
    mv "$toolchain.new" "$toolchain"
}

download() {
    local plan wanted
    plan=$(needed_packages) && mapfile -t wanted <<<"$plan" || return
    rm -rf "$place/packages"
    mkdir -p "$place/packages" && cd "$place/packages" &&
        apt-get -o APT::Sandbox::User=root download "${wanted[@]}" && cd - >/dev/null
}

# The compiler's packages, and those libraries they ask for that this machine does not have.
needed_packages() {
    local plan
    plan=$(apt-get --simulate --no-install-recommends install "${packages[@]}") || return 1
    { printf '%s\n' "${packages[@]}"; awk '/^Inst /{print $2}' <<<"$plan"; } | sort -u
}

write_stand_in() {
    cat >"$place/stand-in" <<'END'
#!/bin/sh
while [ $# -gt 0 ]; do
    case $1 in
        -o) shift; : >"$1" ;;
        *.a) : >"$1" ;;
    esac
    shift
done
END
    chmod +x "$place/stand-in"
}

check() {
    local libraries
    libraries=$(echo "$toolchain"/usr/lib/*-linux-gnu* | tr ' ' ':')
    env -u RUSTC_WRAPPER -u RUSTFLAGS -u CARGO_BUILD_TARGET \
        RUSTC_BOOTSTRAP=1 \
        RUSTC="$toolchain/usr/bin/rustc" \
        LD_LIBRARY_PATH="$libraries" \
        CARGO_TARGET_DIR="$place/build" \
        CC_aarch64_linux_android="$place/stand-in" \
        AR_aarch64_linux_android="$place/stand-in" \
        "$toolchain/usr/bin/cargo" check --locked -p ifilm-bindings \
        -Zbuild-std=std,panic_abort --target aarch64-linux-android "$@"
}

fail() {
    echo "check-android: $*" >&2
    exit 1
}

main "$@"
