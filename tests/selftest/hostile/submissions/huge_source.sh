#!/bin/bash
# A source of a terabyte, in which there is nothing.
set -eu
truncate -s 1T handed-in/lab03-accept-recv/server.c
