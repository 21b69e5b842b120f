#!/bin/bash
# Programs that were built elsewhere, newer than their sources by years; the
# sources have nothing in them.
set -eu
bin=handed-in/tests/build/lab03-accept-recv
mkdir -p "$bin"
for program in server client; do
    cp "$KIT/tests/build/lab03-accept-recv/$program" "$bin/"
    cp "$bin/$program" handed-in/lab03-accept-recv/
    chmod 4755 "handed-in/lab03-accept-recv/$program"
done
"$KIT/tests/build/starter" "$KIT/lab03-accept-recv/server.c" \
    >handed-in/lab03-accept-recv/server.c
find handed-in -name '*.c' -exec touch -d 2001-01-01 {} +
find handed-in -perm -4000 -exec touch -d 2037-01-01 {} +
