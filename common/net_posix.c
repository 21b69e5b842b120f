/* net_posix.c - net.h for POSIX systems. */
#define _DEFAULT_SOURCE /* for SO_PROTOCOL, where there is one */
#include "net.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

void net_init(void)
{
}

void net_cleanup(void)
{
}

int net_close(net_socket s)
{
    return close(s);
}

int net_error(void)
{
    return errno;
}

bool net_would_block(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINPROGRESS;
}

bool net_transient(int error)
{
    return error != EMFILE && error != ENFILE && error != ENOBUFS &&
           error != ENOMEM && error != EBADF && error != EINVAL &&
           error != ENOTSOCK && error != EOPNOTSUPP && error != EFAULT;
}

int net_nonblocking(net_socket s, bool on)
{
    int flags = fcntl(s, F_GETFL);
    if (flags == -1)
        return -1;
    return fcntl(s, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
}

int net_deadline(net_socket s, long ms)
{
    struct timeval time = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
    if (setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time) == -1)
        return -1;
    return setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
}

bool net_late(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == ETIMEDOUT;
}

/* select(2) until s is writable or the time has come: 1, 0, or -1. */
static int writable_by(net_socket s, long long end)
{
    for (;;) {
        long long left = end - net_milliseconds();
        struct timeval time = {.tv_sec = left > 0 ? left / 1000 : 0,
                               .tv_usec = left > 0 ? left % 1000 * 1000 : 0};
        fd_set write;
        FD_ZERO(&write);
        FD_SET(s, &write);
        int ready = select(s + 1, NULL, &write, NULL, &time);
        if (ready != -1 || errno != EINTR)
            return ready;
    }
}

int net_connected(net_socket s, long ms)
{
    if (!net_selectable(s, 0)) {
        errno = EMFILE;
        return -1;
    }
    int ready = writable_by(s, net_milliseconds() + ms);
    if (ready == -1)
        return -1;
    int error = ETIMEDOUT;
    socklen_t size = sizeof error;
    if (ready > 0 && getsockopt(s, SOL_SOCKET, SO_ERROR, &error, &size) == -1)
        return -1;
    errno = error;
    return error == 0 ? 0 : -1;
}

int net_family(net_socket s)
{
    struct sockaddr_storage any;
    socklen_t size = sizeof any;
    if (getsockname(s, (struct sockaddr *)&any, &size) == -1)
        return -1;
    return any.ss_family;
}

int net_protocol(net_socket s)
{
#ifdef SO_PROTOCOL /* Linux has it, POSIX since 2024 */
    int protocol = -1;
    socklen_t size = sizeof protocol;
    if (getsockopt(s, SOL_SOCKET, SO_PROTOCOL, &protocol, &size) == -1)
        return -1;
    return protocol;
#else
    (void)s;
    return -1;
#endif
}

bool net_selectable(net_socket s, unsigned held)
{
    (void)
        held; /* here a set is indexed by the number, whatever else it holds */
    return s >= 0 && s < FD_SETSIZE;
}

bool net_has_stdin(void)
{
    return fcntl(STDIN_FILENO, F_GETFD) != -1;
}

net_socket net_stdin(void)
{
    return STDIN_FILENO;
}

int net_stdin_read(char *buf, size_t size)
{
    return (int)read(STDIN_FILENO, buf, size);
}

long long net_milliseconds(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) == -1)
        return 0;
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void net_park(void)
{
    for (;;)
        pause();
}
