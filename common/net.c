/* net.c - net.h for POSIX systems and for Windows, side by side.
 *
 * Each function shows what the two call the same thing by: Winsock above, POSIX
 * below. What is the same in both is written once. */
#define _DEFAULT_SOURCE /* for SO_PROTOCOL, where there is one */
#include "net.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef _WIN32
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#endif

/* Winsock is a library, and there were several: we say which version we are
 * written for, and it says which one it will be. Older is granted, not refused,
 * so the answer has to be looked at. POSIX sockets are part of the kernel. */
void net_init(void)
{
#ifdef _WIN32
    WSADATA about = {0};
    int error = WSAStartup(MAKEWORD(2, 2), &about);
    if (error == 0 && about.wVersion == MAKEWORD(2, 2))
        return;
    /* WSAGetLastError() is part of what has not been started */
    fprintf(stderr, "WSAStartup: error %d, version %d.%d\n", error,
            LOBYTE(about.wVersion), HIBYTE(about.wVersion));
    exit(1);
#else
    if (MSG_NOSIGNAL == 0)
        signal(SIGPIPE, SIG_IGN);
#endif
}

/* As many clean-ups as start-ups; the last one closes what is still open. */
void net_cleanup(void)
{
#ifdef _WIN32
    WSACleanup();
#endif
}

/* A SOCKET is no descriptor of the C library: close() would not know it. */
int net_close(net_socket s)
{
#ifdef _WIN32
    return closesocket(s);
#else
    return close(s);
#endif
}

/* Winsock leaves errno alone. Both keep one error for each thread. */
int net_error(void)
{
#ifdef _WIN32
    return WSAGetLastError();
#else
    return errno;
#endif
}

static void set_error(int error)
{
#ifdef _WIN32
    WSASetLastError(error);
#else
    errno = error;
#endif
}

/* Of a connect() under way POSIX has a word of its own. Winsock's
 * WSAEINPROGRESS is something else, from the days of 16 bits. */
bool net_would_block(int error)
{
#ifdef _WIN32
    return error == WSAEWOULDBLOCK;
#else
    return error == EAGAIN || error == EWOULDBLOCK || error == EINPROGRESS;
#endif
}

bool net_transient(int error)
{
#ifdef _WIN32
    return error != WSAEMFILE && error != WSAENOBUFS && error != WSAENETDOWN &&
           error != WSANOTINITIALISED && error != WSAEINVAL &&
           error != WSAENOTSOCK && error != WSAEOPNOTSUPP && error != WSAEFAULT;
#else
    return error != EMFILE && error != ENFILE && error != ENOBUFS &&
           error != ENOMEM && error != EBADF && error != EINVAL &&
           error != ENOTSOCK && error != EOPNOTSUPP && error != EFAULT;
#endif
}

/* On POSIX this is one of several flags that a descriptor has. On Windows
 * accept() hands the mode on to the new socket; on Linux it does not. */
int net_nonblocking(net_socket s, bool on)
{
#ifdef _WIN32
    u_long mode = on;
    return ioctlsocket(s, (long)FIONBIO, &mode);
#else
    int flags = fcntl(s, F_GETFL);
    if (flags == -1)
        return -1;
    return fcntl(s, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
#endif
}

/* The same options with another type: milliseconds there, seconds and
 * microseconds here. The wrong one is taken without a word. */
int net_deadline(net_socket s, long ms)
{
#ifdef _WIN32
    DWORD time = (DWORD)ms;
#else
    struct timeval time = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
#endif
    if (setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, (void *)&time, sizeof time) ==
        -1)
        return -1;
    return setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, (void *)&time, sizeof time);
}

bool net_late(int error)
{
#ifdef _WIN32
    return error == WSAETIMEDOUT;
#else
    return error == EAGAIN || error == EWOULDBLOCK || error == ETIMEDOUT;
#endif
}

/* select(2) until s is connected, has failed, or the time has come: 1, 0, -1.
 * A connect() that fails makes s writable here; on Windows it is found in the
 * third set, and in no other. */
static int settled_by(net_socket s, long long end)
{
    for (;;) {
        long long left = end - net_milliseconds();
        struct timeval time = {.tv_sec = left > 0 ? left / 1000 : 0,
                               .tv_usec = left > 0 ? left % 1000 * 1000 : 0};
        fd_set write;
        FD_ZERO(&write);
        FD_SET(s, &write);
#ifdef _WIN32
        fd_set failed = write;
        return select(0, NULL, &write, &failed, &time);
#else
        int ready = select(s + 1, NULL, &write, NULL, &time);
        if (ready != -1 || errno != EINTR)
            return ready;
#endif
    }
}

int net_connected(net_socket s, long ms)
{
    if (!net_selectable(s, 0)) {
        errno = EMFILE; /* never on Windows, where the number does not matter */
        return -1;
    }
    int ready = settled_by(s, net_milliseconds() + ms);
    if (ready == -1)
        return -1;
    int error = NET_ETIMEDOUT;
    socklen_t size = sizeof error;
    if (ready > 0 &&
        getsockopt(s, SOL_SOCKET, SO_ERROR, (void *)&error, &size) == -1)
        return -1;
    set_error(error);
    return error == 0 ? 0 : -1;
}

/* On Windows a socket without a name has no family for getsockname(). */
int net_family(net_socket s)
{
#ifdef _WIN32
    WSAPROTOCOL_INFOA made_of;
    socklen_t size = sizeof made_of;
    if (getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOA, (void *)&made_of, &size) ==
        -1)
        return -1;
    return made_of.iAddressFamily;
#else
    struct sockaddr_storage any;
    socklen_t size = sizeof any;
    if (getsockname(s, (struct sockaddr *)&any, &size) == -1)
        return -1;
    return any.ss_family;
#endif
}

int net_protocol(net_socket s)
{
#if defined _WIN32
    WSAPROTOCOL_INFOA made_of;
    socklen_t size = sizeof made_of;
    if (getsockopt(s, SOL_SOCKET, SO_PROTOCOL_INFOA, (void *)&made_of, &size) ==
        -1)
        return -1;
    return made_of.iProtocol;
#elif defined SO_PROTOCOL /* Linux has it, POSIX since 2024 */
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

/* A set is a list of sockets there, and a row of bits with numbers here: one
 * is full by how many it holds, the other too short for a high number. */
bool net_selectable(net_socket s, unsigned held)
{
#ifdef _WIN32
    return s != NET_INVALID && held < FD_SETSIZE;
#else
    (void)held;
    return s >= 0 && s < FD_SETSIZE;
#endif
}

long long net_milliseconds(void)
{
#ifdef _WIN32
    return (long long)GetTickCount64();
#else
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) == -1)
        return 0;
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
#endif
}

void net_park(void)
{
    for (;;) {
#ifdef _WIN32
        Sleep(INFINITE);
#else
        pause();
#endif
    }
}
