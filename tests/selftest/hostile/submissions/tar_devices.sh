#!/bin/bash
# Devices, FIFOs and hard links to the machine's files, beside good labs.
set -eu
# shellcheck disable=SC1091 # it is looked at by itself
. "$KIT/tests/selftest/hostile/tar_entry.sh"
{
    tar_entry handed-in/zero 3
    tar_entry handed-in/lab03-accept-recv/slow.h 6
    tar_entry handed-in/passwd 1 ../../../../../../../../../../etc/passwd
    tar_entry handed-in/shadow 1 /etc/shadow
    tar -c --format ustar handed-in
} >handed-in.tar
rm -r handed-in
