/* tracer_memory.c - what lies in the program: see tracer_inside.h. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "tracer_inside.h"

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif

void memory_read_proc(pid_t tid, const char *file, char *text, size_t size)
{
    char path[64];
    size_t len = 0;
    ssize_t got = 1;
    snprintf(path, sizeof path, "/proc/%d/%s", (int)tid, file);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd != -1 && len < size - 1 && got > 0) {
        got = read(fd, text + len, size - 1 - len);
        len += got > 0 ? (size_t)got : 0;
    }
    if (fd != -1)
        close(fd);
    text[len] = '\0';
}

/* An address of the program, as calls want it. */
static void *place(uint64_t address)
{
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): it is another process's */
    return (void *)(uintptr_t)address;
}

size_t memory_read_some(const struct thread *t, uint64_t from, void *to,
                        size_t len)
{
    struct iovec here = {to, len}, there = {place(from), len};
    ssize_t got = from ? process_vm_readv(t->tid, &here, 1, &there, 1, 0) : -1;
    return got > 0 ? (size_t)got : 0;
}

bool memory_read(const struct thread *t, uint64_t from, void *to, size_t len)
{
    return memory_read_some(t, from, to, len) == len;
}

bool memory_write(const struct thread *t, uint64_t to, const void *from,
                  size_t len)
{
    /* process_vm_writev() only reads here */
    struct iovec here = {place((uintptr_t)from), len}, there = {place(to), len};
    return to &&
           process_vm_writev(t->tid, &here, 1, &there, 1, 0) == (ssize_t)len;
}

/* Also where the program itself may only read. */
bool memory_write_word(const struct thread *t, uint64_t to, uint64_t word)
{
    return ptrace(PTRACE_POKEDATA, t->tid, place(to), place(word)) == 0;
}

int memory_take_descriptor(struct thread *t, int fd)
{
    struct process *p = t->in;
    if (fd < 0)
        return -1;
    if (p->pidfd == -1)
        p->pidfd = (int)syscall(SYS_pidfd_open, p->pid, 0);
    return p->pidfd == -1 ? -1 : (int)syscall(SYS_pidfd_getfd, p->pidfd, fd, 0);
}

/* What a socket says of itself; -1: it is no socket. */
static int ask_socket(struct thread *t, int fd, int option)
{
    int value = -1, copy = memory_take_descriptor(t, fd);
    socklen_t size = sizeof value;
    if (copy == -1)
        return -1;
    if (getsockopt(copy, SOL_SOCKET, option, &value, &size) == -1)
        value = -1;
    close(copy);
    return value;
}

int memory_socket_type(struct thread *t, int fd)
{
    return ask_socket(t, fd, SO_TYPE);
}

bool memory_is_connection(struct thread *t, int fd)
{
    int domain = ask_socket(t, fd, SO_DOMAIN);
    return (domain == AF_INET || domain == AF_INET6) &&
           memory_socket_type(t, fd) == SOCK_STREAM;
}
