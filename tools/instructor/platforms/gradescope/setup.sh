#!/bin/bash
# setup.sh - Gradescope runs this once, as root, when it builds the image.
#
# It installs what grading needs, and builds the engine. AUTOGRADER is /autograder
# if it is not set.
set -eu
umask 022
kit=${AUTOGRADER:-/autograder}/source/kit

missing=()
for package in build-essential libcriterion-dev bubblewrap jq libarchive-tools; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ "${#missing[@]}" != 0 ]; then
    apt-get update
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
fi

make -C "$kit" engine helpers
