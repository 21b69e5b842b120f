#!/bin/bash
# 100 000 files, and some thousand folders.
set -eu
cd handed-in
mkdir more
seq -f 'more/%.0f.c' 100000 | xargs touch
seq -f 'folder-%.0f' 3000 | xargs mkdir
