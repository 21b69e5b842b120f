#!/bin/bash
# The source is a hard link to a file outside of the archive: the solution.
set -eu
# shellcheck disable=SC1091 # it is looked at by itself
. "$KIT/tests/selftest/hostile/tar_entry.sh"
{
    tar_entry handed-in/lab03-accept-recv/server.c 1 \
        "$KIT/lab03-accept-recv/server.c"
    tar_entry handed-in/lab03-accept-recv/client.c 2 \
        "$KIT/lab03-accept-recv/client.c"
    tar_end
} >handed-in.tar
rm -r handed-in
