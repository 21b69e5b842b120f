/* spy.c - wrappers around the socket calls of a program under test.
 *
 * The linker puts them into the sanitized build: ld(1), --wrap. Each call is
 * noted, and the plan of faults makes some calls fail or do less.
 *
 * On sockets read() counts as recv(), write() as send(), and so do the calls
 * that take several buffers. What the C library calls by itself, as in
 * getaddrinfo() or fflush(), is not seen. */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/uio.h>
#include <unistd.h>

#include "spy_inside.h"

/* Two return addresses: of the call, and of the function around it, which may
 * be a helper. The second one needs the frame pointers of the sanitized
 * build. */
#pragma GCC diagnostic ignored "-Wframe-address"
#define BEGIN(name, fd)                                                        \
    spy_begin(name, fd, __builtin_return_address(0),                           \
              __builtin_return_address(1))

/* The linker's names for libc's functions; plain names would be wrapped. */
int __real_getsockopt(int fd, int level, int name, void *value, socklen_t *len);
int __real_close(int fd);
int __real_poll(struct pollfd *of, nfds_t count, int ms);

static int type_of(int fd) /* -1: not a socket */
{
    int type = -1, saved = errno;
    socklen_t size = sizeof type;
    if (__real_getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == -1)
        type = -1;
    errno = saved;
    return type;
}

/* Keep the first bytes. With MSG_TRUNC the result may be larger than the
 * buffer, so its length is a limit, too. */
static void note_head(struct spy_call *c, const void *bytes, ssize_t result)
{
    size_t most = sizeof c->head;
    if ((int64_t)most > c->length)
        most = (size_t)c->length;
    if (bytes && result > 0)
        memcpy(c->head, bytes, (size_t)result < most ? (size_t)result : most);
}

static int64_t number_of(const void *pointer)
{
    return (int64_t)(uintptr_t)pointer;
}

/* --- making sockets ------------------------------------------------------- */

int __real_socket(int family, int type, int protocol);
int __wrap_socket(int family, int type, int protocol)
{
    struct spy_call c = BEGIN(SPY_SOCKET, -1);
    c.domain = family;
    c.type = type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
    c.protocol = protocol;
    int s = spy_fails("socket") ? -1 : __real_socket(family, type, protocol);
    return spy_end(&c, s), s;
}

int __real_bind(int fd, const struct sockaddr *a, socklen_t len);
int __wrap_bind(int fd, const struct sockaddr *a, socklen_t len)
{
    struct spy_call c = BEGIN(SPY_BIND, fd);
    c.length_in = (int32_t)len;
    int result = __real_bind(fd, a, len);
    if (result == 0 || (errno != EFAULT && errno != EINVAL))
        spy_note_address(&c, a, len);
    return spy_end(&c, result), result;
}

int __real_listen(int fd, int backlog);
int __wrap_listen(int fd, int backlog)
{
    struct spy_call c = BEGIN(SPY_LISTEN, fd);
    c.backlog = backlog;
    int result = __real_listen(fd, backlog);
    return spy_end(&c, result), result;
}

int __real_accept4(int fd, struct sockaddr *from, socklen_t *len, int flags);

static int accept_spied(struct spy_call *c, struct sockaddr *from,
                        socklen_t *len, int flags)
{
    struct pollfd waiting = {.fd = c->fd, .events = POLLIN};
    c->length_in = len ? (int32_t)*len : -1;
    if (__real_poll(&waiting, 1, 0) == 1 && spy_resets())
        __real_close(__real_accept4(c->fd, NULL, NULL, 0)); /* as on BSD */
    int s = spy_fails("accept") ? -1 : __real_accept4(c->fd, from, len, flags);
    c->length_out = len ? (int32_t)*len : -1;
    if (s != -1 && from && len && c->length_in > 0)
        spy_note_address(c, from, *len);
    return spy_end(c, s), s;
}

int __wrap_accept(int fd, struct sockaddr *from, socklen_t *len)
{
    struct spy_call c = BEGIN(SPY_ACCEPT, fd);
    return accept_spied(&c, from, len, 0);
}

int __wrap_accept4(int fd, struct sockaddr *from, socklen_t *len, int flags)
{
    struct spy_call c = BEGIN(SPY_ACCEPT, fd);
    return accept_spied(&c, from, len, flags);
}

int __real_connect(int fd, const struct sockaddr *to, socklen_t len);
int __wrap_connect(int fd, const struct sockaddr *to, socklen_t len)
{
    struct spy_call c = BEGIN(SPY_CONNECT, fd);
    c.length_in = (int32_t)len;
    spy_note_address(&c, to, len);
    int result = spy_fails("connect") ? -1 : __real_connect(fd, to, len);
    return spy_end(&c, result), result;
}

/* --- bytes ---------------------------------------------------------------- */

/* Note the buffer and the kind of fd. False: fd is not a socket. */
static bool of_bytes(struct spy_call *c, const void *bytes, size_t len)
{
    int type = type_of(c->fd);
    c->buffer = number_of(bytes);
    c->length = (int64_t)len;
    c->is_datagram = type == SOCK_DGRAM;
    return type != -1;
}

/* How many bytes this call may take. A datagram is never cut. */
static size_t most(const struct spy_call *c, size_t len)
{
    if (c->is_datagram)
        return len;
    return spy_most(c->name == SPY_SEND ? "send" : "recv", len);
}

ssize_t __real_send(int fd, const void *bytes, size_t len, int flags);
ssize_t __wrap_send(int fd, const void *bytes, size_t len, int flags)
{
    struct spy_call c = BEGIN(SPY_SEND, fd);
    of_bytes(&c, bytes, len);
    c.flags = flags;
    spy_update(&c);
    ssize_t result =
        spy_fails("send") ? -1 : __real_send(fd, bytes, most(&c, len), flags);
    note_head(&c, bytes, result);
    return spy_end(&c, result), result;
}

ssize_t __real_recv(int fd, void *bytes, size_t len, int flags);
ssize_t __wrap_recv(int fd, void *bytes, size_t len, int flags)
{
    struct spy_call c = BEGIN(SPY_RECV, fd);
    of_bytes(&c, bytes, len);
    c.flags = flags;
    spy_update(&c);
    ssize_t result =
        spy_fails("recv") ? -1 : __real_recv(fd, bytes, most(&c, len), flags);
    note_head(&c, bytes, result);
    return spy_end(&c, result), result;
}

ssize_t __real_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
    struct spy_call c = BEGIN(SPY_SEND, fd);
    if (!of_bytes(&c, bytes, len))
        c.name = SPY_WRITE;
    spy_update(&c);
    bool fails = c.name == SPY_SEND && spy_fails("send");
    size_t some = c.name == SPY_SEND ? most(&c, len) : len;
    ssize_t result = fails ? -1 : __real_write(fd, bytes, some);
    note_head(&c, bytes, result);
    return spy_end(&c, result), result;
}

ssize_t __real_read(int fd, void *bytes, size_t len);
ssize_t __wrap_read(int fd, void *bytes, size_t len)
{
    struct spy_call c = BEGIN(SPY_RECV, fd);
    if (!of_bytes(&c, bytes, len))
        c.name = SPY_READ;
    spy_update(&c);
    bool fails = c.name == SPY_RECV && spy_fails("recv");
    size_t some = c.name == SPY_RECV ? most(&c, len) : len;
    ssize_t result = fails ? -1 : __real_read(fd, bytes, some);
    note_head(&c, bytes, result);
    return spy_end(&c, result), result;
}

ssize_t __real_sendto(int fd, const void *bytes, size_t len, int flags,
                      const struct sockaddr *to, socklen_t to_len);
ssize_t __wrap_sendto(int fd, const void *bytes, size_t len, int flags,
                      const struct sockaddr *to, socklen_t to_len)
{
    struct spy_call c = BEGIN(SPY_SENDTO, fd);
    of_bytes(&c, bytes, len);
    c.flags = flags;
    c.length_in = (int32_t)to_len;
    if (to)
        spy_note_address(&c, to, to_len);
    spy_update(&c);
    ssize_t result = spy_fails("sendto")
                         ? -1
                         : __real_sendto(fd, bytes, len, flags, to, to_len);
    note_head(&c, bytes, result);
    return spy_end(&c, result), result;
}

ssize_t __real_recvfrom(int fd, void *bytes, size_t len, int flags,
                        struct sockaddr *from, socklen_t *from_len);
ssize_t __wrap_recvfrom(int fd, void *bytes, size_t len, int flags,
                        struct sockaddr *from, socklen_t *from_len)
{
    struct spy_call c = BEGIN(SPY_RECVFROM, fd);
    of_bytes(&c, bytes, len);
    c.flags = flags;
    c.length_in = from_len ? (int32_t)*from_len : -1;
    ssize_t result =
        spy_fails("recvfrom")
            ? -1
            : __real_recvfrom(fd, bytes, len, flags, from, from_len);
    c.length_out = from_len ? (int32_t)*from_len : -1;
    if (result != -1 && from && from_len && c.length_in > 0)
        spy_note_address(&c, from, *from_len);
    note_head(&c, bytes, result);
    return spy_end(&c, result), result;
}

/* --- several buffers at once ---------------------------------------------- */

enum { PARTS = 64 };

static size_t sum(const struct iovec *parts, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += parts[i].iov_len;
    return len;
}

/* Copy the parts that hold the first `some` bytes. Returns how many parts. */
static size_t cut(struct iovec *to, const struct iovec *parts, size_t count,
                  size_t some)
{
    size_t i = 0;
    for (; i < count && i < PARTS && some > 0; i++) {
        to[i] = parts[i];
        if (to[i].iov_len > some)
            to[i].iov_len = some;
        some -= to[i].iov_len;
    }
    return i;
}

ssize_t __real_sendmsg(int fd, const struct msghdr *m, int flags);
ssize_t __wrap_sendmsg(int fd, const struct msghdr *m, int flags)
{
    struct spy_call c = BEGIN(m->msg_name ? SPY_SENDTO : SPY_SEND, fd);
    struct iovec parts[PARTS];
    struct msghdr less = *m;
    size_t len = sum(m->msg_iov, m->msg_iovlen);
    of_bytes(&c, m->msg_iovlen ? m->msg_iov[0].iov_base : NULL, len);
    c.flags = flags;
    if (m->msg_name)
        spy_note_address(&c, m->msg_name, m->msg_namelen);
    if (c.name == SPY_SEND && most(&c, len) < len) {
        less.msg_iovlen = cut(parts, m->msg_iov, m->msg_iovlen, most(&c, len));
        less.msg_iov = parts;
    }
    spy_update(&c);
    bool fails = spy_fails(c.name == SPY_SEND ? "send" : "sendto");
    ssize_t result = fails ? -1 : __real_sendmsg(fd, &less, flags);
    return spy_end(&c, result), result;
}

ssize_t __real_recvmsg(int fd, struct msghdr *m, int flags);
ssize_t __wrap_recvmsg(int fd, struct msghdr *m, int flags)
{
    struct spy_call c = BEGIN(m->msg_name ? SPY_RECVFROM : SPY_RECV, fd);
    struct iovec parts[PARTS], *all = m->msg_iov;
    size_t count = m->msg_iovlen, len = sum(all, count);
    of_bytes(&c, count ? all[0].iov_base : NULL, len);
    c.flags = flags;
    c.length_in = (int32_t)m->msg_namelen;
    if (c.name == SPY_RECV && most(&c, len) < len) {
        m->msg_iovlen = cut(parts, all, count, most(&c, len));
        m->msg_iov = parts;
    }
    spy_update(&c);
    bool fails = spy_fails(c.name == SPY_RECV ? "recv" : "recvfrom");
    ssize_t result = fails ? -1 : __real_recvmsg(fd, m, flags);
    m->msg_iov = all;
    m->msg_iovlen = count;
    if (result != -1 && m->msg_name)
        spy_note_address(&c, m->msg_name, m->msg_namelen);
    return spy_end(&c, result), result;
}

ssize_t __real_writev(int fd, const struct iovec *parts, int count);
ssize_t __wrap_writev(int fd, const struct iovec *parts, int count)
{
    struct spy_call c = BEGIN(SPY_SEND, fd);
    struct iovec less[PARTS];
    size_t len = sum(parts, (size_t)count);
    if (!of_bytes(&c, count ? parts[0].iov_base : NULL, len))
        c.name = SPY_WRITE;
    bool fails = c.name == SPY_SEND && spy_fails("send");
    if (c.name == SPY_SEND && most(&c, len) < len) {
        count = (int)cut(less, parts, (size_t)count, most(&c, len));
        parts = less;
    }
    ssize_t result = fails ? -1 : __real_writev(fd, parts, count);
    return spy_end(&c, result), result;
}

ssize_t __real_readv(int fd, const struct iovec *parts, int count);
ssize_t __wrap_readv(int fd, const struct iovec *parts, int count)
{
    struct spy_call c = BEGIN(SPY_RECV, fd);
    struct iovec less[PARTS];
    size_t len = sum(parts, (size_t)count);
    if (!of_bytes(&c, count ? parts[0].iov_base : NULL, len))
        c.name = SPY_READ;
    bool fails = c.name == SPY_RECV && spy_fails("recv");
    if (c.name == SPY_RECV && most(&c, len) < len) {
        count = (int)cut(less, parts, (size_t)count, most(&c, len));
        parts = less;
    }
    ssize_t result = fails ? -1 : __real_readv(fd, parts, count);
    return spy_end(&c, result), result;
}

/* --- the end of a socket -------------------------------------------------- */

int __real_shutdown(int fd, int how);
int __wrap_shutdown(int fd, int how)
{
    struct spy_call c = BEGIN(SPY_SHUTDOWN, fd);
    c.how = how;
    int result = __real_shutdown(fd, how);
    return spy_end(&c, result), result;
}

int __wrap_close(int fd)
{
    struct spy_call c = BEGIN(SPY_CLOSE, fd);
    int result = __real_close(fd);
    return spy_end(&c, result), result;
}

/* --- waiting -------------------------------------------------------------- */

/* The descriptors below 64 that are in a set. */
static int64_t mask_of(const fd_set *set, int count)
{
    uint64_t mask = 0;
    for (int fd = 0; set && fd < count && fd < 64; fd++)
        mask |= (uint64_t)(FD_ISSET(fd, set) != 0) << fd;
    return (int64_t)mask;
}

static bool waits_fail(bool to_hear, const char *call)
{
    return to_hear ? spy_fails(call) : spy_fails_connecting(call);
}

static void begin_select(struct spy_call *c, int count, fd_set *in, fd_set *out,
                         int64_t ms)
{
    c->nfds = count;
    c->set_in = mask_of(in, FD_SETSIZE);
    c->set_out = mask_of(out, FD_SETSIZE);
    c->timeout_ms = ms;
}

static int end_select(struct spy_call *c, int ready, fd_set *in, fd_set *out)
{
    c->ready_in = ready > 0 ? mask_of(in, FD_SETSIZE) : 0;
    c->ready_out = ready > 0 ? mask_of(out, FD_SETSIZE) : 0;
    return spy_end(c, ready), ready;
}

int __real_select(int count, fd_set *in, fd_set *out, fd_set *bad,
                  struct timeval *limit);
int __wrap_select(int count, fd_set *in, fd_set *out, fd_set *bad,
                  struct timeval *limit)
{
    struct spy_call c = BEGIN(SPY_SELECT, -1);
    begin_select(&c, count, in, out,
                 limit ? limit->tv_sec * 1000 + limit->tv_usec / 1000 : -1);
    spy_update(&c);
    return end_select(&c,
                      waits_fail(in != NULL, "select")
                          ? -1
                          : __real_select(count, in, out, bad, limit),
                      in, out);
}

int __real_pselect(int count, fd_set *in, fd_set *out, fd_set *bad,
                   const struct timespec *limit, const sigset_t *mask);
int __wrap_pselect(int count, fd_set *in, fd_set *out, fd_set *bad,
                   const struct timespec *limit, const sigset_t *mask)
{
    struct spy_call c = BEGIN(SPY_SELECT, -1);
    begin_select(&c, count, in, out,
                 limit ? limit->tv_sec * 1000 + limit->tv_nsec / 1000000 : -1);
    spy_update(&c);
    return end_select(&c,
                      in && waits_fail(in != NULL, "select")
                          ? -1
                          : __real_pselect(count, in, out, bad, limit, mask),
                      in, out);
}

static int64_t mask_of_poll(const struct pollfd *of, nfds_t count, short event,
                            bool after)
{
    uint64_t mask = 0;
    for (nfds_t i = 0; i < count; i++)
        if (of[i].fd >= 0 && of[i].fd < 64 &&
            (after ? of[i].revents : of[i].events) & event)
            mask |= (uint64_t)1 << of[i].fd;
    return (int64_t)mask;
}

static int poll_spied(struct spy_call *c, struct pollfd *of, nfds_t count,
                      int64_t ms, const struct timespec *limit,
                      const sigset_t *mask);

int __wrap_poll(struct pollfd *of, nfds_t count, int ms)
{
    struct spy_call c = BEGIN(SPY_POLL, -1);
    struct timespec limit = {ms / 1000, ms % 1000 * 1000000L};
    return poll_spied(&c, of, count, ms, ms < 0 ? NULL : &limit, NULL);
}

int __wrap_ppoll(struct pollfd *of, nfds_t count, const struct timespec *limit,
                 const sigset_t *mask)
{
    struct spy_call c = BEGIN(SPY_POLL, -1);
    int64_t ms = limit ? limit->tv_sec * 1000 + limit->tv_nsec / 1000000 : -1;
    return poll_spied(&c, of, count, ms, limit, mask);
}

int __real_ppoll(struct pollfd *of, nfds_t count, const struct timespec *limit,
                 const sigset_t *mask);
static int poll_spied(struct spy_call *c, struct pollfd *of, nfds_t count,
                      int64_t ms, const struct timespec *limit,
                      const sigset_t *mask)
{
    c->nfds = (int64_t)count;
    c->set_in = mask_of_poll(of, count, POLLIN, false);
    c->set_out = mask_of_poll(of, count, POLLOUT, false);
    c->timeout_ms = ms;
    spy_update(c);
    bool fails = waits_fail(c->set_in != 0, "poll");
    int ready = fails ? -1 : __real_ppoll(of, count, limit, mask);
    short any = POLLIN | POLLHUP | POLLERR;
    c->ready_in = ready > 0 ? mask_of_poll(of, count, any, true) : 0;
    c->ready_out = ready > 0 ? mask_of_poll(of, count, POLLOUT, true) : 0;
    return spy_end(c, ready), ready;
}

int __real_epoll_wait(int fd, struct epoll_event *of, int most, int ms);
int __wrap_epoll_wait(int fd, struct epoll_event *of, int most, int ms)
{
    struct spy_call c = BEGIN(SPY_EPOLL, fd);
    c.nfds = most;
    c.timeout_ms = ms;
    spy_update(&c);
    int ready = spy_fails("poll") ? -1 : __real_epoll_wait(fd, of, most, ms);
    return spy_end(&c, ready), ready;
}

/* --- asking and setting --------------------------------------------------- */

int __real_setsockopt(int fd, int level, int name, const void *value,
                      socklen_t len);
int __wrap_setsockopt(int fd, int level, int name, const void *value,
                      socklen_t len)
{
    struct spy_call c = BEGIN(SPY_SETSOCKOPT, fd);
    c.level = level;
    c.option = name;
    c.value_length = (int64_t)len;
    int result = __real_setsockopt(fd, level, name, value, len);
    struct timeval time = {0};
    int first = 0;
    if (result == 0 && value && len >= sizeof first)
        memcpy(&first, value, sizeof first);
    c.value = first;
    if (result == 0 && value && level == SOL_SOCKET && len == sizeof time &&
        (name == SO_RCVTIMEO || name == SO_SNDTIMEO)) {
        memcpy(&time, value, sizeof time);
        c.value = time.tv_sec * 1000 + time.tv_usec / 1000;
    }
    return spy_end(&c, result), result;
}

int __wrap_getsockopt(int fd, int level, int name, void *value, socklen_t *len)
{
    struct spy_call c = BEGIN(SPY_GETSOCKOPT, fd);
    c.level = level;
    c.option = name;
    c.length_in = len ? (int32_t)*len : -1;
    int result = __real_getsockopt(fd, level, name, value, len), first = 0;
    if (result == 0 && value && len && *len >= sizeof first)
        memcpy(&first, value, sizeof first);
    c.value = first;
    c.length_out = len ? (int32_t)*len : -1;
    return spy_end(&c, result), result;
}

int __real_getsockname(int fd, struct sockaddr *a, socklen_t *len);
int __wrap_getsockname(int fd, struct sockaddr *a, socklen_t *len)
{
    struct spy_call c = BEGIN(SPY_GETSOCKNAME, fd);
    c.length_in = len ? (int32_t)*len : -1;
    int result = __real_getsockname(fd, a, len);
    c.length_out = len ? (int32_t)*len : -1;
    if (result == 0 && c.length_in >= 8)
        spy_note_address(&c, a, *len);
    return spy_end(&c, result), result;
}

int __real_getpeername(int fd, struct sockaddr *a, socklen_t *len);
int __wrap_getpeername(int fd, struct sockaddr *a, socklen_t *len)
{
    struct spy_call c = BEGIN(SPY_GETPEERNAME, fd);
    c.length_in = len ? (int32_t)*len : -1;
    int result = __real_getpeername(fd, a, len);
    c.length_out = len ? (int32_t)*len : -1;
    return spy_end(&c, result), result;
}

int __real_fcntl(int fd, int command, ...);
int __wrap_fcntl(int fd, int command, ...)
{
    struct spy_call c = BEGIN(SPY_FCNTL, fd);
    va_list args;
    va_start(args, command);
    void *arg = va_arg(args, void *); /* an int is passed in the same place */
    va_end(args);
    c.command = command;
    c.argument = command == F_SETFL ? (int)number_of(arg) : 0;
    int result = __real_fcntl(fd, command, arg);
    return spy_end(&c, result), result;
}

int __real_getaddrinfo(const char *host, const char *service,
                       const struct addrinfo *hints, struct addrinfo **found);
int __wrap_getaddrinfo(const char *host, const char *service,
                       const struct addrinfo *hints, struct addrinfo **found)
{
    struct spy_call c = BEGIN(SPY_LOOKUP, -1);
    if (hints) {
        c.hint_family = hints->ai_family;
        c.hint_type = hints->ai_socktype;
        c.hint_flags = hints->ai_flags;
    }
    int result = __real_getaddrinfo(host, service, hints, found);
    c.lookup_error = result;
    if (result == 0)
        spy_owes(*found);
    return spy_end(&c, result ? -1 : 0), result;
}

int __real_dup(int fd);
int __wrap_dup(int fd)
{
    struct spy_call c = BEGIN(SPY_DUP, fd);
    int result = __real_dup(fd);
    return spy_end(&c, result), result;
}

int __real_dup2(int fd, int to);
int __wrap_dup2(int fd, int to)
{
    struct spy_call c = BEGIN(SPY_DUP, fd);
    c.target = to;
    int result = __real_dup2(fd, to);
    return spy_end(&c, result), result;
}

pid_t __real_fork(void);
pid_t __wrap_fork(void)
{
    struct spy_call c = BEGIN(SPY_FORK, -1);
    pid_t child = __real_fork();
    if (child == 0)
        return spy_begin_child(), 0;
    return spy_end(&c, child), child;
}
