#!/bin/bash
# Paths that lead out of the archive: absolute, with .., through a link.
set -eu
# shellcheck disable=SC1091 # it is looked at by itself
. "$KIT/tests/selftest/hostile/tar_entry.sh"
{
    tar_file "$PWD/escaped" absolute
    tar_file ../../../../escaped upwards
    tar_file handed-in/../../escaped hidden
    tar_entry handed-in/out 2 "$PWD"
    tar_file handed-in/out/escaped through
    tar_entry handed-in/lab03-accept-recv/server.c 2 "$PWD/escaped"
    tar_file handed-in/lab03-accept-recv/server.c over
    tar -c --format ustar handed-in
} >handed-in.tar
rm -r handed-in
