#!/bin/bash
# Step 3 is wrong: after a reset the descriptor is not closed. And it is slow, from
# the thirteenth client on, so that the scenario which would show it has no time.
set -eu
cd handed-in/lab03-accept-recv
sed -i -e 's/complain("recv");/{ complain("recv"); kept = 1; }/' \
    -e 's/if (net_close(client) == -1)/if (!kept \&\& net_close(client) == -1)/' \
    -e 's/^        say("client from.*/&\n        kept = 0;\n        clients++;/' \
    -e 's/^static void echo(net_socket client);/static int clients, kept;\n&/' \
    -e 's/^        for (ssize_t sent = 0;/        stall(clients);\n&/' \
    -e 's/^int main/static void stall(int number)\n{\n'`
        `'    for (int i = 0; number > 12 \&\& i < 26; i++) {\n'`
        `'        poll(NULL, 0, 500);\n'`
        `'        complain("stall");\n    }\n}\n\n&/' \
    -e 's/^#include <errno.h>/&\n#include <poll.h>/' server.c
