/* client-connect-poll.c - poll() for connect(), a loop over the addresses,
 * SO_RCVTIMEO: the design of many clients (Kerrisk, Beej). */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "lab.h"

static int try_connect(int s, const struct sockaddr *sa, socklen_t len, int ms)
{
    int err = 0;
    socklen_t errlen = sizeof(err);
    struct pollfd pfd = {.fd = s, .events = POLLOUT};

    net_nonblocking(s, true);
    if (connect(s, sa, len) == -1) {
        if (errno != EINPROGRESS)
            return -1;
        long long end = net_milliseconds() + ms, left;
        int n = 0;
        while (n == 0 && (left = end - net_milliseconds()) > 0) {
            n = poll(&pfd, 1, (int)left);
            if (n == -1 && errno == EINTR)
                n = 0;
        }
        if (n <= 0) {
            errno = ETIMEDOUT;
            return -1;
        }
        getsockopt(s, SOL_SOCKET, SO_ERROR, &err, &errlen);
        if (err != 0) {
            errno = err;
            return -1;
        }
    }
    return net_nonblocking(s, false);
}

static int resolve_and_connect(const char *host, const char *port, int ms)
{
    struct addrinfo hints, *res, *cur;
    int s = -1, rc;

    memset(&hints, 0, sizeof(hints));
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    if ((rc = getaddrinfo(host, port, &hints, &res)) != 0) {
        complain_about_name(host, rc);
        return -1;
    }
    for (cur = res; cur != NULL; cur = cur->ai_next) {
        s = socket(cur->ai_family, cur->ai_socktype, cur->ai_protocol);
        if (s == -1) {
            complain("socket");
            continue;
        }
        if (try_connect(s, cur->ai_addr, cur->ai_addrlen, ms) == 0)
            break;
        complain("connect");
        close(s);
        s = -1;
    }
    freeaddrinfo(res);
    return s;
}

int main(int argc, char *argv[])
{
    const char *host, *port;
    long timeout = 3000;
    char buf[8192];
    size_t len;
    ssize_t n;

    host_port_from_args(argc, argv, &host, &port, &timeout);
    int fd = resolve_and_connect(host, port, (int)timeout);
    if (fd == -1)
        return 1;

    struct timeval tv;
    tv.tv_sec = timeout / 1000;
    tv.tv_usec = timeout % 1000 * 1000;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof(tv));

    while ((len = read_line(buf, sizeof(buf))) > 0)
        if (send_all(fd, buf, len) == -1)
            die("send");
    if (shutdown(fd, SHUT_WR) == -1)
        die("shutdown");

    while ((n = recv(fd, buf, sizeof(buf), 0)) != 0) {
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1) {
            complain_or_late("recv");
            close(fd);
            return 1;
        }
        fwrite(buf, 1, (size_t)n, stdout);
        fflush(stdout);
    }
    close(fd);
    return 0;
}
