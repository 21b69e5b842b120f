#!/bin/bash
# A source that is a program: bytes without a meaning, NULs, and no end of line.
set -eu
cp "$KIT/tests/build/suites" handed-in/lab03-accept-recv/server.c
