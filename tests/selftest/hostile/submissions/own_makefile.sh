#!/bin/bash
# Makefiles of its own, in every place that make(1) looks at, for a server with
# nothing in it.
set -eu
"$KIT/tests/build/starter" "$KIT/lab03-accept-recv/server.c" \
    >handed-in/lab03-accept-recv/server.c
mkdir -p handed-in/common handed-in/tests
# shellcheck disable=SC2016 # it is for make(1)
for name in Makefile GNUmakefile lab03-accept-recv/Makefile common/lab.mk \
    lab03-accept-recv/GNUmakefile common/build.mk tests/Makefile; do
    printf '$(shell touch "%s/mine")\nall sanitized:\n\t@touch "%s/mine"\n' \
        "$PWD" "$PWD" >"handed-in/$name"
done
