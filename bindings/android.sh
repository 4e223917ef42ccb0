#!/usr/bin/env bash
# Builds libifilm.so for Android phones and lays it where Gradle packs it: android/app/src/main/jniLibs/ABI/.
#
# Needs an Android NDK (r28 or newer, for 16 KB pages) at $ANDROID_NDK_HOME or where Android Studio installs
# it. Neither tests/all.sh nor the CI runs this: they type-check the same code with check-android.sh.
set -eu
cd "$(dirname "$0")/.."

command -v cargo-ndk >/dev/null || {
    echo "android: no cargo-ndk: cargo install cargo-ndk --version 4.1.2 --locked" >&2
    exit 1
}
rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android
cargo ndk -t arm64-v8a -t armeabi-v7a -t x86_64 --platform 26 --output-dir android/app/src/main/jniLibs \
    build --locked -p ifilm-bindings --profile mobile
