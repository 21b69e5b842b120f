#!/bin/bash
# In place of the source a device, or a link to one for those who may not.
set -eu
cd handed-in/lab03-accept-recv
rm server.c
mknod server.c c 1 5 2>/dev/null || ln -s /dev/zero server.c
