#!/bin/bash
# A source of 3 million lines; a right one, for those who live to see its end.
set -eu
yes 'extern int x(void);' | head -n 3000000 \
    >>handed-in/lab03-accept-recv/server.c || :
