#!/bin/sh
# Keeps the pictures that the last run of the tests took; look at them before they are committed.
set -eu
cd "$(dirname "$0")"
mkdir -p screenshots
cp app/target/screenshots/*.png screenshots/
