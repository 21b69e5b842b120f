/* server-poll.c - lab 2's server: the listener does not block, and poll(2)
 * waits for the end of stdin, which is read one byte at a time. */
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "lab.h"

static net_socket listener_at(uint16_t port, struct sockaddr_in *addr)
{
    int on = 1;
    socklen_t len = sizeof *addr;
    *addr = (struct sockaddr_in){
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr = {htonl(INADDR_LOOPBACK)},
    };
    net_socket s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == NET_INVALID || net_nonblocking(s, true) == -1)
        die("socket");
    if (setsockopt(s, SOL_SOCKET, NET_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    if (bind(s, (struct sockaddr *)addr, len) == -1)
        die("bind");
    if (listen(s, 2) == -1)
        die("listen");
    if (getsockname(s, (struct sockaddr *)addr, &len) == -1)
        die("getsockname");
    return s;
}

/* Wait for stdin, and read a byte. False at its end. */
static bool goes_on(void)
{
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    char byte;
    if (poll(&in, 1, -1) == -1)
        return errno == EINTR || errno == EAGAIN;
    ssize_t got = read(STDIN_FILENO, &byte, 1);
    return got == 1 || (got == -1 && (errno == EINTR || errno == EAGAIN));
}

int main(int argc, char **argv)
{
    struct sockaddr_in addr;
    char text[INET_ADDRSTRLEN];
    net_socket listener = listener_at(port_from_args(argc, argv, 65432), &addr);
    if (inet_ntop(AF_INET, &addr.sin_addr, text, sizeof text) == NULL)
        die("inet_ntop");
    say("listening on %s:%u", text, (unsigned)ntohs(addr.sin_port));
    while (goes_on())
        continue;
    net_close(listener);
    return 0;
}
