/* server-c89.c - lab 3's echo server in C89: declarations first, everything in
 * main(), no initializer with names, SIGPIPE ignored, and
 * read(2) and write(2) instead of recv(2) and send(2).
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "lab.h"

int main(int argc, char *argv[])
{
    int listener, client;
    unsigned short port;
    struct sockaddr_in peer;
    socklen_t peerlen;
    char buf[8192];
    long got, sent, taken;

    port = port_from_args(argc, argv, 12345);
    net_init();
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
        die("signal");
    listener = listen_on(port);
    while (1) {
        memset(&peer, 0, sizeof(peer));
        peerlen = sizeof(peer);
        client = accept(listener, (struct sockaddr *)&peer, &peerlen);
        if (client < 0) {
            if (!net_transient(errno))
                die("accept");
            continue;
        }
        say("client from port %d", (int)ntohs(peer.sin_port));
        while (1) {
            got = (long)read(client, buf, sizeof(buf));
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                complain("recv");
            if (got <= 0)
                break;
            sent = 0;
            while (sent < got) {
                taken = (long)write(client, buf + sent, (size_t)(got - sent));
                if (taken < 0 && errno == EINTR)
                    continue;
                if (taken < 0) {
                    complain("send");
                    break;
                }
                sent += taken;
            }
            if (sent < got)
                break;
        }
        if (close(client) < 0)
            complain("close");
    }
}
