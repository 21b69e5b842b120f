#!/bin/bash
# Files that make tools do more than they are asked: git, shells, debuggers.
set -eu
cd handed-in
mkdir -p .git/hooks .git/objects .git/refs
echo 'ref: refs/heads/main' >.git/HEAD
printf '[core]\n\tfsmonitor = "touch %s/mine; false"\n\tpager = touch mine\n' \
    "$PWD" >.git/config
printf '#!/bin/sh\ntouch "%s/mine"\n' "$PWD" >.git/hooks/post-checkout
chmod +x .git/hooks/post-checkout
echo 'shell touch mine' >.gdbinit
echo 'touch mine' | tee .bashrc .profile .envrc .exrc >.bash_env
printf '* filter=mine\n' >.gitattributes
cp .gdbinit .git/config lab03-accept-recv/
