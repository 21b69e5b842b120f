/* narrow.c - see narrow.h. A program for the kernel: seccomp(2), bpf(4). */
#include "narrow.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define OURS AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OURS AUDIT_ARCH_AARCH64
#endif

#define LOAD(what)                                                             \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, what))
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
/* Refuse it if it is this one; else go on. */
#define NOT(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1), REFUSE

bool narrow(void)
{
#ifdef OURS
    enum { NOBODYS = MAP_SHARED | MAP_ANONYMOUS, OTHER_ABI = 0x40000000 };
    static struct sock_filter words[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OURS, 1, 0),
        REFUSE,
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, OTHER_ABI, 0, 1),
        REFUSE,
        NOT(SYS_memfd_create),
        NOT(SYS_shmget),
        NOT(SYS_msgget),
        NOT(SYS_semget),
        NOT(SYS_mq_open),
        NOT(SYS_add_key),
        NOT(SYS_request_key),
        NOT(SYS_keyctl),
        NOT(SYS_unshare),
        NOT(SYS_setns),
        NOT(SYS_mount),
        NOT(SYS_process_vm_readv),
        NOT(SYS_process_vm_writev),
        NOT(SYS_perf_event_open),
        NOT(SYS_bpf),
        NOT(SYS_userfaultfd),
        NOT(SYS_io_uring_setup),
        NOT(SYS_sched_setaffinity),
        /* shared memory that its maker leaves to others */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 0, 4),
        LOAD(args[3]),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, NOBODYS),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NOBODYS, 0, 1),
        REFUSE,
        ALLOW,
    };
    struct sock_fprog program = {sizeof words / sizeof *words, words};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
    return false;
#endif
}
