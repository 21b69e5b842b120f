/* spy.c - stands between a program under test and its socket calls.
 *
 * The sanitized build has it in it, put there by the linker: ld(1), --wrap. It
 * does nothing unless SPY holds faults, such as
 *
 *     send at most 7 bytes;EINTR on accept;
 *
 * A limit holds for every call, an error comes once, the first time, and then
 * the call was not made at all. On sockets read() counts as recv(), and write()
 * as send(). There is no stdio here: it may not be that of the program. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/types.h>

enum { FAULTS = 8, NAME_MOST = 16 };

static struct fault {
    char call[NAME_MOST];
    size_t most; /* bytes; 0: no limit */
    int error;   /* 0: none, or no more */
} faults[FAULTS];
static int fault_count;

static const struct {
    const char *name;
    int error;
} errors[] = {
    {"EINTR", EINTR},     {"EAGAIN", EAGAIN},
    {"EMFILE", EMFILE},   {"ECONNABORTED", ECONNABORTED},
    {"ENOBUFS", ENOBUFS}, {"ECONNRESET", ECONNRESET},
};

/* --- the plan ------------------------------------------------------------ */

static int error_of(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strlen(errors[i].name) == len &&
            strncmp(errors[i].name, name, len) == 0)
            return errors[i].error;
    return 0;
}

/* "send at most 7 bytes" or "EINTR on accept", as the harness has checked. */
static void take_fault(const char *text, size_t len)
{
    const char *most = memmem(text, len, " at most ", 9);
    const char *on = memmem(text, len, " on ", 4);
    struct fault *f = &faults[fault_count];
    const char *name = most ? text : on + 4;
    size_t name_len =
        most ? (size_t)(most - text) : (size_t)(text + len - name);
    if (fault_count == FAULTS || (!most && !on) || name_len >= NAME_MOST)
        return;
    memcpy(f->call, name, name_len);
    if (most)
        f->most = strtoul(most + 9, NULL, 10);
    else
        f->error = error_of(text, (size_t)(on - text));
    fault_count++;
}

__attribute__((constructor)) static void take_plan(void)
{
    const char *plan = getenv("SPY");
    while (plan && *plan) {
        size_t len = strcspn(plan, ";");
        take_fault(plan, len);
        plan += len + (plan[len] == ';');
    }
}

/* Is this call to fail now? Then errno says how. */
static int fails(const char *call)
{
    for (int i = 0; i < fault_count; i++)
        if (faults[i].error && strcmp(faults[i].call, call) == 0) {
            errno = faults[i].error;
            faults[i].error = 0;
            return 1;
        }
    return 0;
}

static size_t limited(const char *call, size_t len)
{
    for (int i = 0; i < fault_count; i++)
        if (faults[i].most && faults[i].most < len &&
            strcmp(faults[i].call, call) == 0)
            return faults[i].most;
    return len;
}

static int is_socket(int fd)
{
    int type, saved = errno;
    socklen_t size = sizeof type;
    int known = getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
    errno = saved;
    return known;
}

/* --- the calls ----------------------------------------------------------- */

int __real_socket(int family, int type, int protocol);
int __wrap_socket(int family, int type, int protocol)
{
    return fails("socket") ? -1 : __real_socket(family, type, protocol);
}

int __real_accept(int fd, struct sockaddr *from, socklen_t *len);
int __wrap_accept(int fd, struct sockaddr *from, socklen_t *len)
{
    return fails("accept") ? -1 : __real_accept(fd, from, len);
}

int __real_connect(int fd, const struct sockaddr *to, socklen_t len);
int __wrap_connect(int fd, const struct sockaddr *to, socklen_t len)
{
    return fails("connect") ? -1 : __real_connect(fd, to, len);
}

ssize_t __real_send(int fd, const void *bytes, size_t len, int flags);
ssize_t __wrap_send(int fd, const void *bytes, size_t len, int flags)
{
    return fails("send") ? -1
                         : __real_send(fd, bytes, limited("send", len), flags);
}

ssize_t __real_recv(int fd, void *bytes, size_t len, int flags);
ssize_t __wrap_recv(int fd, void *bytes, size_t len, int flags)
{
    return fails("recv") ? -1
                         : __real_recv(fd, bytes, limited("recv", len), flags);
}

ssize_t __real_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
    if (!is_socket(fd))
        return __real_write(fd, bytes, len);
    return fails("send") ? -1 : __real_write(fd, bytes, limited("send", len));
}

ssize_t __real_read(int fd, void *bytes, size_t len);
ssize_t __wrap_read(int fd, void *bytes, size_t len)
{
    if (!is_socket(fd))
        return __real_read(fd, bytes, len);
    return fails("recv") ? -1 : __real_read(fd, bytes, limited("recv", len));
}

ssize_t __real_sendto(int fd, const void *bytes, size_t len, int flags,
                      const struct sockaddr *to, socklen_t to_len);
ssize_t __wrap_sendto(int fd, const void *bytes, size_t len, int flags,
                      const struct sockaddr *to, socklen_t to_len)
{
    return fails("sendto") ? -1
                           : __real_sendto(fd, bytes, len, flags, to, to_len);
}

ssize_t __real_recvfrom(int fd, void *bytes, size_t len, int flags,
                        struct sockaddr *from, socklen_t *from_len);
ssize_t __wrap_recvfrom(int fd, void *bytes, size_t len, int flags,
                        struct sockaddr *from, socklen_t *from_len)
{
    return fails("recvfrom")
               ? -1
               : __real_recvfrom(fd, bytes, len, flags, from, from_len);
}

int __real_select(int count, fd_set *in, fd_set *out, fd_set *bad,
                  struct timeval *limit);
int __wrap_select(int count, fd_set *in, fd_set *out, fd_set *bad,
                  struct timeval *limit)
{
    return fails("select") ? -1 : __real_select(count, in, out, bad, limit);
}

int __real_poll(struct pollfd *of, nfds_t count, int ms);
int __wrap_poll(struct pollfd *of, nfds_t count, int ms)
{
    return fails("poll") ? -1 : __real_poll(of, count, ms);
}
