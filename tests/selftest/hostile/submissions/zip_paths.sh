#!/bin/bash
# The same in a zip archive.
set -eu
mkdir in
cd in
echo upwards >../escaped
zip -q ../handed-in.zip ../escaped
rm ../escaped
cp -r ../handed-in .
ln -s "$OLDPWD" handed-in/out
zip -qry ../handed-in.zip handed-in
cd ..
rm -r in handed-in
