/* spy_name.h - the calls that are noted, by their names. */
#ifndef SPY_NAME_H
#define SPY_NAME_H

enum spy_name {
    SPY_NONE,
    SPY_SOCKET,
    SPY_BIND,
    SPY_LISTEN,
    SPY_ACCEPT,
    SPY_CONNECT,
    SPY_SEND, /* also write() on a socket; and so for recv */
    SPY_RECV,
    SPY_SENDTO,
    SPY_RECVFROM,
    SPY_READ, /* not on a socket */
    SPY_WRITE,
    SPY_SHUTDOWN,
    SPY_CLOSE,
    SPY_SELECT,
    SPY_POLL,
    SPY_SETSOCKOPT,
    SPY_GETSOCKOPT,
    SPY_GETSOCKNAME, /* as accept */
    SPY_GETPEERNAME,
    SPY_FCNTL,
    SPY_DUP,
    SPY_FORK,
    SPY_EPOLL,
    SPY_LOOKUP, /* getaddrinfo() */
    SPY_CALLS
};

#endif
