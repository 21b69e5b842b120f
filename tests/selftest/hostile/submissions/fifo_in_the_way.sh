#!/bin/bash
# A FIFO among the sources, which one of them includes: who reads it waits.
set -eu
mkfifo handed-in/lab03-accept-recv/slow.h
sed -i '1i #include "slow.h"' handed-in/lab03-accept-recv/server.c
