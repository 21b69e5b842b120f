#!/bin/bash
# Archives in archives, ten times as many on each floor: a gigabyte of zeros.
set -eu
head -c 1M /dev/zero >handed-in/zeros
zip -qr lab.zip handed-in/zeros handed-in/lab03-accept-recv
for floor in 1 2 3; do
    mkdir "$floor"
    for copy in 0 1 2 3 4 5 6 7 8 9; do
        cp lab.zip "$floor/$copy.zip"
    done
    rm lab.zip
    zip -qr9 lab.zip "$floor"
    rm -r "$floor"
done
mv lab.zip handed-in.zip
rm -r handed-in
