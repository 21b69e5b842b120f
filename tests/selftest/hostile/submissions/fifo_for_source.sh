#!/bin/bash
# In place of both sources a FIFO: who reads it waits for ever.
set -eu
cd handed-in/lab03-accept-recv
rm server.c client.c
mkfifo server.c client.c
