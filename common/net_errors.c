/* net_errors.c - names and words for errors, the same on every system.
 *
 * strerror() speaks the language of the machine and Windows has numbers of
 * its own; a transcript must read the same everywhere. */
#include "net.h"

#include <errno.h>

/* clang-format off */
#ifdef _WIN32
#define ROW(name, words) {WSA##name, #name, words}
#else
#define ROW(name, words) {name, #name, words}
#endif
/* clang-format on */

static const struct {
    int code;
    const char *name, *words;
} errors[] = {
    {0, "no error", "this call has not failed"},
    ROW(EACCES, "permission denied"),
    ROW(EADDRINUSE, "address already in use"),
    ROW(EADDRNOTAVAIL, "no such address on this machine"),
    ROW(EAFNOSUPPORT, "address family not supported"),
    ROW(EBADF, "not an open descriptor"),
    ROW(ECONNABORTED, "connection aborted"),
    ROW(ECONNREFUSED, "connection refused"),
    ROW(ECONNRESET, "connection reset by peer"),
    ROW(EDESTADDRREQ, "no destination address"),
    ROW(EFAULT, "not an address, or too short a length"),
    ROW(EHOSTUNREACH, "no route to host"),
    ROW(EINPROGRESS, "operation now in progress"),
    ROW(EINTR, "interrupted by a signal"),
    ROW(EINVAL, "invalid argument"),
    ROW(EISCONN, "already connected"),
    ROW(EMFILE, "too many open descriptors"),
    ROW(EMSGSIZE, "message too long"),
    ROW(ENETUNREACH, "network unreachable"),
    ROW(ENOBUFS, "no buffer space"),
    ROW(ENOTCONN, "not connected"),
    ROW(ENOTSOCK, "not a socket"),
    ROW(EOPNOTSUPP, "operation not supported"),
    ROW(EPROTONOSUPPORT, "protocol not supported"),
    ROW(ESOCKTNOSUPPORT, "socket type not supported"),
    ROW(ETIMEDOUT, "no answer in time"),
    ROW(EWOULDBLOCK, "would have to wait"),
#ifdef _WIN32
    ROW(ESHUTDOWN, "this direction was shut down"),
    {WSANOTINITIALISED, "WSANOTINITIALISED", "no WSAStartup() before this"},
    {WSAVERNOTSUPPORTED, "WSAVERNOTSUPPORTED", "no such version of Winsock"},
    {WSASYSNOTREADY, "WSASYSNOTREADY", "the network is not ready"},
#else
    ROW(ENFILE, "too many open files on this machine"),
    ROW(ENOMEM, "out of memory"),
    ROW(EPERM, "not permitted"),
    ROW(EPIPE, "the connection is closed for sending"),
#endif
};

const char *net_error_name(int error)
{
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (errors[i].code == error)
            return errors[i].name;
    return "ERROR";
}

const char *net_error_words(int error)
{
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (errors[i].code == error)
            return errors[i].words;
    return "an error this kit has no words for";
}
