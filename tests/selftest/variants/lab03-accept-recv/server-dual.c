/* server-dual.c - lab 3's echo server for IPv4 and IPv6: one IPv6 listener,
 * which accepts IPv4 clients, too (their addresses look like ::ffff:127.0.0.1).
 *
 * It is bound to ::, so everybody on the network can reach it; its own
 * conversations stand in server-dual.md.
 */
#include <errno.h>

#include "lab.h"

static net_socket listen_on_both(uint16_t port);
static void echo(net_socket client);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on_both(port);

    for (;;) {
        struct sockaddr_in6 peer;
        socklen_t peerlen = sizeof peer;
        net_socket client =
            accept(listener, (struct sockaddr *)&peer, &peerlen);
        if (client == NET_INVALID && !net_transient(net_error()))
            die("accept");
        if (client == NET_INVALID)
            continue;
        say("client from port %d", ntohs(peer.sin6_port));
        echo(client);
        if (net_close(client) == -1)
            complain("close");
    }
}

static net_socket listen_on_both(uint16_t port)
{
    net_socket listener = socket(AF_INET6, SOCK_STREAM, 0);
    if (listener == NET_INVALID)
        die("socket");
    int on = 1, off = 0;
    if (setsockopt(listener, SOL_SOCKET, NET_REUSEADDR, &on, sizeof on) == -1 ||
        setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) == -1)
        die("setsockopt");
    struct sockaddr_in6 addr = {
        .sin6_family = AF_INET6,
        .sin6_port = htons(port),
        .sin6_addr = IN6ADDR_ANY_INIT,
    };
    socklen_t addrlen = sizeof addr;
    if (bind(listener, (struct sockaddr *)&addr, addrlen) == -1)
        die("bind");
    if (listen(listener, SOMAXCONN) == -1)
        die("listen");
    if (getsockname(listener, (struct sockaddr *)&addr, &addrlen) == -1)
        die("getsockname");
    say("listening on [::]:%d", ntohs(addr.sin6_port));
    return listener;
}

static void echo(net_socket client)
{
    char buf[4096];
    ssize_t got;

    while ((got = recv(client, buf, sizeof buf, 0)) != 0) {
        if (got == -1 && net_error() == EINTR)
            continue;
        if (got == -1) {
            complain("recv");
            return;
        }
        if (send_all(client, buf, (size_t)got) == -1) {
            complain("send");
            return;
        }
    }
}
