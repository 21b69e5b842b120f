/* net_stdin.c - standard input, for programs that wait with select(2).
 *
 * A descriptor is a descriptor on POSIX, whatever is behind it. On Windows
 * select() takes sockets alone: there a thread reads what is typed, and sends
 * it to a socket of ours. */
#include "net.h"

#include <stdio.h>
#include <stdlib.h>

#ifdef _WIN32
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

bool net_has_stdin(void)
{
#ifdef _WIN32
    HANDLE in = GetStdHandle(STD_INPUT_HANDLE);
    return in != NULL && GetFileType(in) != FILE_TYPE_UNKNOWN;
#else
    return fcntl(STDIN_FILENO, F_GETFD) != -1;
#endif
}

#ifdef _WIN32
/* A listener on loopback, for one connection: ours. */
static net_socket listen_inside(struct sockaddr_in *at, socklen_t *size)
{
    net_socket inner = socket(AF_INET, SOCK_STREAM, 0);
    *at = (struct sockaddr_in){.sin_family = AF_INET,
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (inner != NET_INVALID &&
        bind(inner, (struct sockaddr *)at, *size) == 0 &&
        listen(inner, 1) == 0 &&
        getsockname(inner, (struct sockaddr *)at, size) == 0)
        return inner;
    return NET_INVALID;
}

/* Two sockets connected to each other, as socketpair(2) makes them. Anybody on
 * this machine could have called: the caller's port must be ours. */
static bool connect_inside(net_socket *in, net_socket *out)
{
    struct sockaddr_in at, own, caller = {0};
    socklen_t size = sizeof at, own_size = sizeof own;
    net_socket listener = listen_inside(&at, &size);
    *in = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == NET_INVALID || *in == NET_INVALID ||
        connect(*in, (struct sockaddr *)&at, size) == -1)
        return false;
    *out = accept(listener, (struct sockaddr *)&caller, &size);
    closesocket(listener);
    return *out != NET_INVALID &&
           getsockname(*in, (struct sockaddr *)&own, &own_size) == 0 &&
           own.sin_port == caller.sin_port;
}

/* The thread: all that is typed goes through; so does the end of it. Its socket
 * is its own to close. */
static DWORD WINAPI feed(void *to)
{
    net_socket in = (net_socket)(UINT_PTR)to;
    char buf[4096];
    int got;
    while ((got = _read(0, buf, sizeof buf)) > 0)
        for (int sent = 0, taken; sent < got; sent += taken)
            if ((taken = send(in, buf + sent, got - sent, 0)) == -1)
                return 1;
    closesocket(in);
    return 0;
}

net_socket net_stdin(void)
{
    static net_socket out = NET_INVALID;
    net_socket in;
    if (out != NET_INVALID)
        return out;
    if (!connect_inside(&in, &out) ||
        CreateThread(NULL, 0, feed, (void *)(UINT_PTR)in, 0, NULL) == NULL) {
        fprintf(stderr, "no socket for stdin: error %lu\n", GetLastError());
        exit(1);
    }
    return out;
}

int net_stdin_read(char *buf, size_t size)
{
    return recv(net_stdin(), buf, (int)size, 0);
}

#else

net_socket net_stdin(void)
{
    return STDIN_FILENO;
}

int net_stdin_read(char *buf, size_t size)
{
    return (int)read(STDIN_FILENO, buf, size);
}
#endif
