/* Looks for a way to make calls that nobody sees, so that no error comes: rings,
 * calls of another kind of program, a filter of its own with its own answers. If
 * one is open, it says so. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

#include "hostile.h"

static void tried(const char *way, long result)
{
    if (result >= 0)
        fprintf(stderr, "open: %s\n", way);
}

#ifdef __x86_64__
/* socket() as a program of 32 bits makes it; the result is minus an errno. */
static long old_socket(void)
{
    long result = 359;
    __asm__ volatile("int $0x80"
                     : "+a"(result)
                     : "b"(AF_INET), "c"(SOCK_STREAM), "d"(0)
                     : "memory", "r8", "r9", "r10", "r11");
    return result;
}
#endif

int main(void)
{
    char nothing[256] = {0};
    struct sock_filter allow = {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_USER_NOTIF};
    struct sock_fprog own = {1, &allow};
    tried("io_uring", syscall(SYS_io_uring_setup, 1, nothing));
    tried("clone3", syscall(SYS_clone3, nothing, sizeof nothing));
    tried("seccomp", syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                             SECCOMP_FILTER_FLAG_NEW_LISTENER, &own));
    tried("PR_SET_SECCOMP", prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &own));
    tried("PR_SET_DUMPABLE", prctl(PR_SET_DUMPABLE, 0));
    tried("PTRACE_TRACEME", ptrace(PTRACE_TRACEME, 0, NULL, NULL));
#ifdef __x86_64__
    tried("x32", syscall(0x40000000 + SYS_socket, AF_INET, SOCK_STREAM, 0));
    tried("int 0x80", old_socket());
#endif
    int listener = listens();
    announces(listener);
    serves(listener);
}
