#!/bin/bash
# Folders so deep that no path leads to the last one.
set -eu
name=$(printf '%0200d' 0)
cd handed-in
for _ in $(seq 100); do
    mkdir "$name"
    cd "./$name"
done
touch server.c
