#!/bin/bash
# Folders that contain themselves; who follows links never ends.
set -eu
cd handed-in
ln -s . a
ln -s .. lab03-accept-recv/up
ln -s y lab03-accept-recv/x
ln -s x lab03-accept-recv/y
for i in $(seq 50); do
    ln -s / "root-$i"
done
