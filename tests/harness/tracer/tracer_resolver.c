/* tracer_resolver.c - what getaddrinfo() finds out: see spy_log.h.
 *
 * Where the log names a folder, its files are opened in place of those of /etc,
 * and nobody else is asked. Then "localhost" has two addresses, as in the
 * sandbox. The other path lies on the program's stack during that one call. */
#include <errno.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>

#include "tracer_inside.h"

static const char *const files[] = {"/etc/hosts", "/etc/host.conf",
                                    "/etc/nsswitch.conf", "/etc/gai.conf"};

/* --- files ---------------------------------------------------------------- */

/* Which argument of this call is a path; -1: none is. */
static int path_of_call(long number)
{
#ifdef SYS_open
    if (number == SYS_open)
        return 0;
#endif
    return number == SYS_openat ? 1 : -1;
}

/* The file of ours for the one at this address; false: it is no such file. */
static bool find_file(const struct thread *t, uint64_t from, char *path,
                      size_t size)
{
    char wanted[32];
    size_t len = memory_read_some(t, from, wanted, sizeof wanted - 1);
    wanted[len] = '\0';
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (strcmp(wanted, files[i]) != 0)
            continue;
        snprintf(path, size, "%s/%s", tracer_log->etc,
                 files[i] + sizeof "/etc/" - 1);
        return true;
    }
    return false;
}

/* What lies there is put aside until the call has ended. */
static bool lend(struct thread *t, uint64_t at, const char *path)
{
    struct lent *l = &t->lent;
    *l = (struct lent){.at = at, .size = strlen(path) + 1};
    return memory_read(t, at, l->was, l->size) &&
           memory_write(t, at, path, l->size);
}

static bool open_ours(struct thread *t, const struct call *c, int which)
{
    char path[LENT_MOST];
    if (!find_file(t, c->arg[which], path, sizeof path) ||
        !lend(t, c->sp, path) || !machine_set_argument(t->tid, which, c->sp))
        return false;
    t->now = *c;
    t->now.restore = which;
    t->in_call = true;
    return true;
}

/* --- others who could be asked -------------------------------------------- */

/* A cache of names. */
static bool is_cache(const struct thread *t, uint64_t from)
{
    struct sockaddr_un to = {0};
    memory_read_some(t, from, &to, sizeof to - 1);
    return to.sun_family == AF_UNIX && strstr(to.sun_path, "/nscd/socket");
}

/* Which error the call meets, 0: none. The kernel is not asked which addresses
 * this machine has: "localhost" has two, also where no other is of IPv6. */
static int error_of(const struct thread *t, long number, const uint64_t arg[6])
{
    if (number == SYS_connect)
        return is_cache(t, arg[1]) ? ENOENT : 0;
    return number == SYS_socket && arg[0] == AF_NETLINK &&
                   arg[2] == NETLINK_ROUTE
               ? EAFNOSUPPORT
               : 0;
}

bool resolver_takes(struct thread *t, const struct call *c)
{
    long number = c->kind->number;
    if (*tracer_log->etc == '\0')
        return false;
    int which = path_of_call(number), error = error_of(t, number, c->arg);
    return which == -1 ? error && machine_answer(t->tid, -error)
                       : open_ours(t, c, which);
}

void resolver_gives_back(struct thread *t)
{
    memory_write(t, t->lent.at, t->lent.was, t->lent.size);
    t->lent.size = 0;
}

const struct traced calls_of_resolver[] = {
#ifdef SYS_open
    {SYS_open, SPY_NONE, CALL_OPEN, false, NULL, NULL},
#endif
    {SYS_openat, SPY_NONE, CALL_OPEN, false, NULL, NULL},
    {-1, SPY_NONE, CALL_NOTED, false, NULL, NULL},
};
