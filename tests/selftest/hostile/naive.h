/* naive.h - a server that forgets a client when a signal comes: that costs it
 * the points of step 3. Attackers that hide their calls are this program with a
 * hides() of their own: they must get what it gets without. */
#ifndef NAIVE_H
#define NAIVE_H

#include <stdio.h>
#include <stdlib.h>

#include "lab.h"

/* A way past the tests is open: no record may have these words. */
static inline void opens(const char *way)
{
    fprintf(stderr, "open: %s\n", way);
}

static void hides(void);

static inline void answers(net_socket client)
{
    char buf[4096];
    ssize_t got;
    while ((got = recv(client, buf, sizeof buf, 0)) > 0)
        send_all(client, buf, (size_t)got);
    if (got == -1)
        complain("recv");
    net_close(client);
}

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    hides();
    net_socket listener = listen_on(port);
    for (;;) {
        struct sockaddr_in peer;
        socklen_t len = sizeof peer;
        net_socket client = accept(listener, (struct sockaddr *)&peer, &len);
        if (client == NET_INVALID && !net_transient(net_error()))
            die("accept");
        if (client == NET_INVALID)
            continue;
        say("client from port %d", ntohs(peer.sin_port));
        answers(client);
    }
}

#endif
