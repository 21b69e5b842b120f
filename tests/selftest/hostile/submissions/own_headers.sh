#!/bin/bash
# Headers with the kit's names, and the system's, beside the source.
set -eu
cd handed-in/lab03-accept-recv
for name in lab.h net.h stdio.h stddef.h errno.h; do
    printf '#error "own-header-used"\n#include "/etc/passwd"\n' >"$name"
done
