#!/bin/bash
# Nobody but root may read it; and one folder nobody may enter.
set -eu
mkdir handed-in/closed
touch handed-in/closed/server.c
chmod 000 handed-in/closed handed-in/lab03-accept-recv/server.c
