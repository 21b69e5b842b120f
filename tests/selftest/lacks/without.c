/* without.c - run a command for which the kernel refuses one system call.
 *
 * usage: without CALL COMMAND [ARG...]
 *
 * A filter of seccomp(2) does it; children of the command inherit it. */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { ANY = -1 };

/* The calls, the first argument for which they are refused, and their errno. */
static const struct refused {
    const char *name;
    long number, first;
    int error;
} calls[] = {
    {"memfd_create", SYS_memfd_create, ANY, ENOSYS},
    {"unix", SYS_socketpair, AF_UNIX, EAFNOSUPPORT},
    {"signalfd", SYS_signalfd4, ANY, ENOSYS},
    {"ptrace", SYS_ptrace, ANY, EPERM},
    {"inet6", SYS_socket, AF_INET6, EAFNOSUPPORT},
};

static const struct refused *named(const char *name)
{
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (strcmp(calls[i].name, name) == 0)
            return &calls[i];
    return NULL;
}

static int refuse(const struct refused *r)
{
    unsigned no = SECCOMP_RET_ERRNO | (unsigned)r->error;
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)r->number, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
        BPF_JUMP(BPF_JMP | (r->first == ANY ? BPF_JGE : BPF_JEQ) | BPF_K,
                 r->first == ANY ? 0 : (unsigned)r->first, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, no),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1
               ? -1
               : prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int main(int argc, char **argv)
{
    const struct refused *r = argc > 2 ? named(argv[1]) : NULL;
    if (r == NULL) {
        fprintf(stderr, "usage: without CALL COMMAND [ARG...]\n");
        return 2;
    }
    if (refuse(r) == -1) {
        perror("seccomp");
        return 2;
    }
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    return 2;
}
