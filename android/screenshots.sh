#!/bin/sh
# Copies the pictures of the last test run into screenshots/. Look at them before you commit them.
set -eu
cd "$(dirname "$0")"
mkdir -p screenshots
cp app/target/screenshots/*.png screenshots/
