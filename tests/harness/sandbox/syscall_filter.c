/* syscall_filter.c - the filter as a BPF program: seccomp(2), bpf(4). */
#include "syscall_filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OURS AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OURS AUDIT_ARCH_AARCH64
#endif

/* Older headers lack these numbers; they are the same on every architecture. */
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif
#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif
#ifndef SYS_open_tree_attr
#define SYS_open_tree_attr 467
#endif
#ifndef SYS_inotify_init
#define SYS_inotify_init SYS_inotify_init1
#endif

#define LOAD(what)                                                             \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, what))
#define FAIL(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define REFUSE FAIL(EPERM)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define IF(test, value, yes, no)                                               \
    BPF_JUMP(BPF_JMP | BPF_K | (test), value, yes, no)
/* Refuse this system call. */
#define NOT(number) IF(BPF_JEQ, number, 0, 1), REFUSE
/* Refuse it if this argument, masked, has this value. */
#define NOT_IF(number, argument, mask, value)                                  \
    IF(BPF_JEQ, number, 0, 5), LOAD(args[argument]),                           \
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, mask), IF(BPF_JEQ, value, 0, 1),   \
        REFUSE, LOAD(nr)
/* Refuse it if this argument has any of these bits. */
#define NOT_ANY(number, argument, bits)                                        \
    IF(BPF_JEQ, number, 0, 4), LOAD(args[argument]), IF(BPF_JSET, bits, 0, 1), \
        REFUSE, LOAD(nr)
#define WHOLE 0xffffffffU
#define NOT_FCNTL(command) NOT_IF(SYS_fcntl, 1, WHOLE, command)

#ifdef OURS
enum {
    OTHER_ABI = 0x40000000,
    NOBODYS = MAP_SHARED | MAP_ANONYMOUS,
    NAMESPACES = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |
                 CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET,
    SAME_FILES = CLONE_THREAD | CLONE_FILES,
    UNSHARE_FILES = 2
};
/* For all programs: no other way to make a call, and no way to hide one. */
static const struct sock_filter for_all[] = {
    LOAD(arch),
    IF(BPF_JEQ, OURS, 1, 0),
    REFUSE,
    LOAD(nr),
    IF(BPF_JGE, OTHER_ABI, 0, 1),
    REFUSE,
    IF(BPF_JEQ, SYS_io_uring_setup, 0, 1),
    FAIL(ENOSYS),
    IF(BPF_JEQ, SYS_clone3, 0, 1),
    FAIL(ENOSYS), /* its flags cannot be read here; libc then calls clone() */
    NOT(SYS_seccomp),
    NOT_IF(SYS_prctl, 0, WHOLE, PR_SET_SECCOMP),
    NOT_IF(SYS_prctl, 0, WHOLE, PR_SET_DUMPABLE),
};
static const struct sock_filter for_strangers[] = {
    /* memory that /proc counts for no process */
    NOT(SYS_memfd_create),
    NOT(SYS_memfd_secret),
    NOT(SYS_shmget),
    NOT(SYS_msgget),
    NOT(SYS_semget),
    NOT(SYS_mq_open),
    NOT(SYS_add_key),
    NOT(SYS_request_key),
    NOT(SYS_keyctl),
    NOT(SYS_bpf),
    NOT(SYS_io_setup),
    NOT(SYS_inotify_init),
    NOT(SYS_inotify_init1),
    NOT(SYS_fanotify_init),
    NOT(SYS_landlock_create_ruleset),
    NOT_FCNTL(F_SETPIPE_SZ),
    NOT_FCNTL(F_SETLK),
    NOT_FCNTL(F_SETLKW),
    NOT_FCNTL(F_OFD_SETLK),
    NOT_FCNTL(F_OFD_SETLKW),
    NOT_FCNTL(F_SETLEASE),
    NOT_FCNTL(F_NOTIFY),
    /* one byte in flight keeps a whole page of 2 MiB */
    NOT(SYS_vmsplice),
    NOT_IF(SYS_setsockopt, 2, WHOLE, SO_ZEROCOPY),
    /* shared memory outlives the process that has made it */
    NOT_IF(SYS_mmap, 3, NOBODYS, NOBODYS),
    /* namespaces, and file systems in memory */
    NOT_ANY(SYS_clone, 0, NAMESPACES),
    NOT(SYS_unshare),
    NOT(SYS_setns),
    NOT(SYS_mount),
    NOT(SYS_umount2),
    NOT(SYS_pivot_root),
    NOT(SYS_chroot),
    NOT(SYS_fsopen),
    NOT(SYS_fsmount),
    NOT(SYS_fsconfig),
    NOT(SYS_fspick),
    NOT(SYS_move_mount),
    NOT(SYS_open_tree),
    NOT(SYS_open_tree_attr),
    NOT(SYS_mount_setattr),
    /* a descriptor table of a thread's own: overuse.c would not see it */
    NOT_IF(SYS_clone, 0, SAME_FILES, CLONE_THREAD),
    NOT_ANY(SYS_close_range, 2, UNSHARE_FILES),
    /* memory, counters and processors of other processes */
    NOT(SYS_process_vm_readv),
    NOT(SYS_process_vm_writev),
    NOT(SYS_perf_event_open),
    NOT(SYS_userfaultfd),
    NOT(SYS_sched_setaffinity),
    /* other address families. libc asks for addresses by netlink. AF_UNIX is
     * refused: connections in a backlog use memory, but no descriptor */
    IF(BPF_JEQ, SYS_socket, 0, 6),
    LOAD(args[0]),
    IF(BPF_JEQ, AF_INET, 3, 0),
    IF(BPF_JEQ, AF_INET6, 2, 0),
    IF(BPF_JEQ, AF_NETLINK, 1, 0),
    FAIL(EAFNOSUPPORT),
    LOAD(nr),
};

enum { WORDS_MOST = 512 };
static struct sock_filter words[WORDS_MOST];
static unsigned short word_count;

static void add(const struct sock_filter *more, size_t count)
{
    for (size_t i = 0; i < count && word_count < WORDS_MOST; i++)
        words[word_count++] = more[i];
}

/* What is printed is not looked at: a program that prints without an end would
 * be slowed down to a tenth, and nobody asks for these calls. */
static const struct sock_filter printing[] = {
    IF(BPF_JEQ, SYS_write, 0, 4),
    LOAD(args[0]),
    IF(BPF_JGT, STDERR_FILENO, 1, 0),
    ALLOW,
    LOAD(nr),
};

/* A thread stops at this call, and its tracer looks at it. */
static void add_traced(long number)
{
    const struct sock_filter stop[] = {
        IF(BPF_JEQ, (unsigned)number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE)};
    add(stop, 2);
}
#endif

bool filter_calls(bool of_stranger, const long *traced, int count)
{
#ifdef OURS
    const struct sock_filter allow[] = {ALLOW};
    add(for_all, sizeof for_all / sizeof *for_all);
    if (of_stranger)
        add(for_strangers, sizeof for_strangers / sizeof *for_strangers);
    if (count > 0)
        add(printing, sizeof printing / sizeof *printing);
    for (int i = 0; i < count; i++)
        add_traced(traced[i]);
    add(allow, 1);
    struct sock_fprog program = {word_count, words};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
    (void)of_stranger, (void)traced, (void)count;
    return false;
#endif
}
