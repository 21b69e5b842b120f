#!/bin/bash
# In place of the source a symbolic link to a file of the machine's.
set -eu
ln -sf /etc/passwd handed-in/lab03-accept-recv/server.c
