#!/bin/bash
# An archive that ends in the middle, under the name of another kind.
set -eu
tar -cz handed-in | head -c 500 >handed-in.zip
rm -r handed-in
