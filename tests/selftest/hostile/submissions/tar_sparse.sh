#!/bin/bash
# A file of a terabyte, which takes no room in the archive.
set -eu
truncate -s 1T handed-in/lab01-socket/big.c
tar -cSzf handed-in.tar.gz handed-in
rm -r handed-in
