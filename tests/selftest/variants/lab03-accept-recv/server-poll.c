/* server-poll.c - one process serves all clients at the same time; only poll(2)
 * blocks.
 *
 * Bytes that a client has not taken yet stay in its buffer, and while the
 * buffer is not empty the server does not read from this client: a client that
 * does not read delays only
 * itself. */
#include <errno.h>
#include <poll.h>
#include <string.h>

#include "lab.h"

enum { CLIENTS_MOST = 500, BUFFER = 4096 };

struct client {
    net_socket socket;
    size_t from, to; /* the part of buf that is not sent yet */
    char buf[BUFFER];
};

static struct client clients[CLIENTS_MOST];
static int count;

static void take(net_socket listener);
static bool serve(struct client *c);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on(port);
    if (net_nonblocking(listener, true) == -1)
        die("fcntl");

    for (;;) {
        struct pollfd watched[CLIENTS_MOST + 1] = {
            {.fd = count < CLIENTS_MOST ? listener : -1, .events = POLLIN}};
        for (int i = 0; i < count; i++)
            watched[i + 1] = (struct pollfd){
                .fd = clients[i].socket,
                .events = clients[i].from < clients[i].to ? POLLOUT : POLLIN};
        if (poll(watched, (nfds_t)count + 1, -1) == -1) {
            if (errno != EINTR)
                die("poll");
            continue;
        }
        /* backwards: the last client moves into the place of one that leaves */
        for (int i = count - 1; i >= 0; i--) {
            if (watched[i + 1].revents == 0 || serve(&clients[i]))
                continue;
            if (net_close(clients[i].socket) == -1)
                complain("close");
            clients[i] = clients[--count];
        }
        if (watched[0].revents)
            take(listener);
    }
}

static void take(net_socket listener)
{
    struct sockaddr_in peer;
    socklen_t peerlen = sizeof peer;
    net_socket s = accept(listener, (struct sockaddr *)&peer, &peerlen);
    if (s == NET_INVALID && !net_transient(net_error()))
        die("accept");
    if (s == NET_INVALID)
        return;
    say("client from port %d", ntohs(peer.sin_port));
    if (net_nonblocking(s, true) == -1)
        die("fcntl");
    clients[count++] = (struct client){.socket = s};
}

/* One recv() or one send(). False if this client has ended or failed. */
static bool serve(struct client *c)
{
    if (c->from < c->to) {
        ssize_t taken =
            send(c->socket, c->buf + c->from, c->to - c->from, MSG_NOSIGNAL);
        if (taken == -1) {
            if (errno == EINTR || net_would_block(errno))
                return true;
            complain("send");
            return false;
        }
        c->from += (size_t)taken;
        return true;
    }
    ssize_t got = recv(c->socket, c->buf, sizeof c->buf, 0);
    if (got == -1 && (errno == EINTR || net_would_block(errno)))
        return true;
    if (got == -1)
        complain("recv");
    if (got <= 0)
        return false;
    c->from = 0;
    c->to = (size_t)got;
    return true;
}
