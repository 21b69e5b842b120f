#!/bin/bash
# The same in an archive.
set -eu
mkdir handed-in/more
seq -f 'handed-in/more/%.0f' 100000 | xargs touch
tar -czf handed-in.tar.gz handed-in
rm -r handed-in
