/* server-steps.c - lab 2's server with a function for each step, which returns
 * -1 on failure, and a huge buffer for stdin. It asks for the address before it
 * listens: bind() has fixed it. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "lab.h"

enum { BACKLOG = 2, HUGE_SIZE = 1 << 20 };

static int make(net_socket *s)
{
    *s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    return *s == NET_INVALID ? -1 : 0;
}

static int reuse(net_socket s)
{
    const int on = 42; /* anything but 0 */
    return setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

static int take(net_socket s, struct sockaddr_in *addr, uint16_t port)
{
    const unsigned char loopback[4] = {127, 0, 0, 1};
    const unsigned char high_first[2] = {(unsigned char)(port >> 8),
                                         (unsigned char)(port & 255)};
    *addr = (struct sockaddr_in){.sin_family = AF_INET};
    for (int i = 0; i < 4; i++)
        ((unsigned char *)&addr->sin_addr)[i] = loopback[i];
    for (int i = 0; i < 2; i++)
        ((unsigned char *)&addr->sin_port)[i] = high_first[i];
    return bind(s, (struct sockaddr *)addr, sizeof *addr);
}

static int ask(net_socket s, struct sockaddr_in *addr)
{
    socklen_t room = sizeof *addr;
    return getsockname(s, (struct sockaddr *)addr, &room);
}

static void wait_for_the_end(void)
{
    char *buf = malloc(HUGE_SIZE);
    if (buf == NULL)
        die("malloc");
    ssize_t got;
    do
        got = read(STDIN_FILENO, buf, HUGE_SIZE);
    while (got > 0 || (got == -1 && errno == EINTR));
    free(buf);
}

int main(int argc, char **argv)
{
    net_socket s;
    struct sockaddr_in addr;
    char text[INET_ADDRSTRLEN];
    uint16_t port = port_from_args(argc, argv, 65432);
    net_init();
    if (make(&s) == -1)
        die("socket");
    if (reuse(s) == -1)
        die("setsockopt");
    if (take(s, &addr, port) == -1)
        die("bind");
    if (ask(s, &addr) == -1)
        die("getsockname");
    if (listen(s, BACKLOG) == -1)
        die("listen");
    say("listening on %s:%d",
        inet_ntop(AF_INET, &addr.sin_addr, text, sizeof text),
        ntohs(addr.sin_port));
    wait_for_the_end();
    net_close(s);
    net_cleanup();
    return 0;
}
