/* Takes hold of every process that it can see, and writes into its memory. */
#define _GNU_SOURCE
#include <sys/ptrace.h>
#include <sys/uio.h>

#include "others.h"

static void holds(pid_t pid)
{
    char path[64], zeros[64] = "";
    struct iovec mine = {zeros, sizeof zeros}, theirs = {(void *)0x400000, 64};
    process_vm_writev(pid, &mine, 1, &theirs, 1, 0);
    snprintf(path, sizeof path, "/proc/%d/mem", (int)pid);
    int fd = open(path, O_RDWR);
    if (fd != -1)
        dprintf(2, "held memory of %d\n", (int)pid);
    if (ptrace(PTRACE_ATTACH, pid, NULL, NULL) == 0)
        dprintf(2, "held process %d\n", (int)pid);
}

int main(void)
{
    announces(listens());
    each_process(holds);
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0)
        raise(SIGTRAP);
    hangs();
}
