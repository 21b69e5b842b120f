/* client-nonblocking.c - lab 4's client on a non-blocking socket: it waits in
 * poll(2), for the rest of the deadline.
 *
 * A signal in the middle of a wait neither ends it nor makes it longer.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>

#include "lab.h"

static net_socket connect_first(const struct addrinfo *found, long ms);
static bool say_all(net_socket server, long ms);
static bool hear_all(net_socket server, long ms);

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 3000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    int error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        complain_about_name(host, error);
        return 1;
    }
    net_socket server = connect_first(found, ms);
    freeaddrinfo(found);
    if (server == NET_INVALID)
        return 1;

    bool good = say_all(server, ms);
    if (good && shutdown(server, SHUT_WR) == -1) {
        complain("shutdown");
        good = false;
    }
    good = good && hear_all(server, ms);
    net_close(server);
    net_cleanup();
    return good ? 0 : 1;
}

/* True once these events are there; false with errno, ETIMEDOUT after ms. */
static bool comes(net_socket s, short events, long ms)
{
    long long end = net_milliseconds() + ms;
    for (;;) {
        long long left = end - net_milliseconds();
        struct pollfd one = {.fd = s, .events = events};
        int ready = poll(&one, 1, left > 0 ? (int)left : 0);
        if (ready == 1)
            return true;
        if (ready == -1 && errno != EINTR)
            return false;
        if (ready == 0 && net_milliseconds() >= end) {
            errno = ETIMEDOUT;
            return false;
        }
    }
}

static bool connects(net_socket s, const struct addrinfo *at, long ms)
{
    if (connect(s, at->ai_addr, at->ai_addrlen) == 0)
        return true;
    if (errno != EINPROGRESS || !comes(s, POLLOUT, ms))
        return false;
    int error;
    socklen_t size = sizeof error;
    if (getsockopt(s, SOL_SOCKET, SO_ERROR, &error, &size) == -1)
        return false;
    errno = error;
    return error == 0;
}

static net_socket connect_first(const struct addrinfo *found, long ms)
{
    for (const struct addrinfo *at = found; at; at = at->ai_next) {
        net_socket s = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        if (s == NET_INVALID) {
            complain("socket");
            continue;
        }
        if (net_nonblocking(s, true) == -1)
            die("fcntl");
        if (connects(s, at, ms))
            return s;
        complain("connect");
        net_close(s);
    }
    return NET_INVALID;
}

static bool not_now(void)
{
    return errno == EAGAIN || errno == EWOULDBLOCK;
}

static bool say_all(net_socket server, long ms)
{
    static char buf[4096];
    size_t len;
    while ((len = read_line(buf, sizeof buf)) > 0) {
        for (size_t sent = 0; sent < len;) {
            ssize_t taken = send(server, buf + sent, len - sent, MSG_NOSIGNAL);
            if (taken > 0)
                sent += (size_t)taken;
            else if (errno != EINTR &&
                     !(not_now() && comes(server, POLLOUT, ms))) {
                complain("send");
                return false;
            }
        }
    }
    return true;
}

static bool hear_all(net_socket server, long ms)
{
    static char buf[4096];
    ssize_t got;
    while ((got = recv(server, buf, sizeof buf, 0)) != 0) {
        if (got > 0) {
            fwrite(buf, 1, (size_t)got, stdout);
            fflush(stdout);
        } else if (errno != EINTR &&
                   !(not_now() && comes(server, POLLIN, ms))) {
            complain("recv");
            return false;
        }
    }
    return true;
}
