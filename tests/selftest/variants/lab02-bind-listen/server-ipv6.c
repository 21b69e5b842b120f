/* server-ipv6.c - lab 2's server on ::1, the loopback address of IPv6.
 *
 * Run:   ./server-ipv6 0
 * Try:   nc ::1 PORT          in a second terminal, with the port it printed
 * Read:  ipv6(7), bind(2), and the end of handouts/lab02-bind-listen.md
 */
#include <stdio.h>

#include "lab.h"

enum { BACKLOG = 2 };

static void set_options(net_socket listener);
static void say_where(net_socket listener);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 65432);
    net_init();

    /* Step 1. Another family of addresses; below them the same TCP. */
    net_socket listener = socket(AF_INET6, SOCK_STREAM, 0);
    if (listener == NET_INVALID)
        die("socket");

    set_options(listener);

    /* Step 3. What is not named here is zero: the flow label, and the scope,
     * which only addresses beginning with fe80 need. */
    struct sockaddr_in6 addr = {
        .sin6_family = AF_INET6,
        .sin6_port = htons(port),
        .sin6_addr = IN6ADDR_LOOPBACK_INIT,
    };
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) == -1)
        die("bind");

    /* Step 4. No word of this call depends on the family. */
    if (listen(listener, BACKLOG) == -1)
        die("listen");

    say_where(listener);

    char line[80]; /* accept() is lab 3; the end of stdin ends us */
    while (read_line(line, sizeof line) > 0)
        continue;
    net_close(listener);
    net_cleanup();
    return 0;
}

static void set_options(net_socket listener)
{
    int on = 1;

    /* Step 2. IPv6 clients only. The default differs: Linux would let an IPv6
     * wildcard serve IPv4 clients too, Windows and some others would not. */
    if (setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, (void *)&on,
                   sizeof on) == -1)
        die("setsockopt");
    if (setsockopt(listener, SOL_SOCKET, NET_REUSEADDR, (void *)&on,
                   sizeof on) == -1)
        die("setsockopt");
}

static void say_where(net_socket listener)
{
    struct sockaddr_in6 addr;
    char text[INET6_ADDRSTRLEN];

    /* Step 5. The address is full of colons, so it goes into brackets before
     * the port: RFC 3986. */
    socklen_t addrlen = sizeof addr;
    if (getsockname(listener, (struct sockaddr *)&addr, &addrlen) == -1)
        die("getsockname");
    if (inet_ntop(AF_INET6, &addr.sin6_addr, text, sizeof text) == NULL)
        die("inet_ntop");
    say("listening on [%s]:%d", text, ntohs(addr.sin6_port));
}
