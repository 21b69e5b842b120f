#!/bin/bash
# The same in an archive, which has such a name itself.
set -eu
bash "$KIT/tests/selftest/hostile/submissions/odd_names.sh"
tar -cf handed-in.tar handed-in
mv -- handed-in.tar "--to-command=touch mine;]]><script>=cmd|'x'!A0 \$(id).tar"
rm -r handed-in
