/* client-poll.c - lab 2's client with poll(2), writev(2), an address from
 * getaddrinfo(3), and its knocks in a recursion. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lab.h"

enum { KNOCKS = 5 };

/* Wait until s is writable, or until this time. */
static bool writable_by(int s, long long end)
{
    struct pollfd one = {.fd = s, .events = POLLOUT};
    for (;;) {
        long long left = end - net_milliseconds();
        int ready = poll(&one, 1, left > 0 ? (int)left : 0);
        if (ready > 0)
            return true;
        if (ready == 0 && left <= 0)
            return false;
        if (ready == -1 && errno != EINTR && errno != EAGAIN)
            die("poll");
    }
}

static int connect_by(int s, const struct addrinfo *to, long long end)
{
    int error = 0;
    socklen_t len = sizeof error;
    if (connect(s, to->ai_addr, to->ai_addrlen) == 0)
        return 0;
    if (errno == EINTR) /* connect() may have begun, or not */
        return connect_by(s, to, end);
    if (errno == EISCONN)
        return 0;
    if (errno != EINPROGRESS && errno != EALREADY)
        return errno;
    if (!writable_by(s, end))
        return ETIMEDOUT;
    return getsockopt(s, SOL_SOCKET, SO_ERROR, &error, &len) == -1 ? errno
                                                                   : error;
}

static void say_word(int s, long long end)
{
    char first[] = "kno", last[] = "ck";
    struct iovec parts[] = {{first, 3}, {last, 2}};
    size_t done = 0;
    while (done < 2) {
        ssize_t sent = writev(s, parts + done, (int)(2 - done));
        if (sent == -1 && errno == EAGAIN && !writable_by(s, end))
            sent = 0;
        if (sent == -1 && errno != EINTR && errno != EAGAIN)
            die("writev");
        for (; sent > 0 && done < 2; done += parts[done].iov_len == 0) {
            size_t part = (size_t)sent < parts[done].iov_len
                              ? (size_t)sent
                              : parts[done].iov_len;
            parts[done].iov_base = (char *)parts[done].iov_base + part;
            parts[done].iov_len -= part;
            sent -= (ssize_t)part;
        }
    }
}

/* Connect, and while this connection is open connect again. Returns the exit
 * status. */
static int knock(int number, const struct addrinfo *to, long ms)
{
    if (number > KNOCKS)
        return 0;
    long long end = net_milliseconds() + ms;
    int s = socket(to->ai_family, to->ai_socktype, to->ai_protocol);
    if (s == -1 || fcntl(s, F_SETFL, O_NONBLOCK) == -1)
        die("socket");
    int error = connect_by(s, to, end), status = 1;
    if (error != 0) {
        fprintf(stderr, "knock %d: connect: %s, %s\n", number,
                net_error_name(error), net_error_words(error));
    } else {
        say_word(s, end);
        say("knock %d: connected, 5 bytes sent", number);
        status = knock(number + 1, to, ms);
    }
    close(s);
    return status;
}

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 1000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    signal(SIGPIPE, SIG_IGN);
    struct addrinfo *to, hints = {
                             .ai_family = AF_INET,
                             .ai_socktype = SOCK_STREAM,
                             .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                         };
    if (getaddrinfo(host, port, &hints, &to) != 0) {
        fprintf(stderr, "inet_pton: '%s' is not an IPv4 address\n", host);
        return 1;
    }
    int status = knock(1, to, ms);
    freeaddrinfo(to);
    return status;
}
