#!/bin/bash
# 8 GB of zeros in 8 MB.
set -eu
# shellcheck disable=SC1091 # it is looked at by itself
. "$KIT/tests/selftest/hostile/tar_entry.sh"
head -c 64M /dev/zero | gzip -9 >zeros
{
    tar_entry handed-in/big 0 '' $((8 * 1024 * 1024 * 1024 - 512)) | gzip
    for _ in $(seq 128); do
        cat zeros
    done
} >handed-in.tar.gz
rm -r handed-in zeros
