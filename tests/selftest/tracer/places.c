/* places.c - trace a program, and say where its calls stand in its source.
 *
 * usage: places PROGRAM       FILE:LINE CALL NUMBER, and the same with "above"
 *
 * The call has the name of the system call. What is not known has no line. A
 * call on descriptor -1 is not looked for. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "calls.h"
#include "must.h"
#include "paths.h"
#include "tracer_stack.h"

/* Linux 5.3; no header of the C library has it in all versions. */
struct stop {
    uint8_t op, pad[3];
    uint32_t arch;
    uint64_t ip, sp, number, arg[6];
};
enum { ASK_STOP = 0x420e, AT_ENTRY = 1 };

static const struct {
    long number;
    const char *name;
} looked_for[] = {
    {SYS_socket, "socket"},     {SYS_accept, "accept"},
    {SYS_connect, "connect"},   {SYS_sendto, "sendto"},
    {SYS_write, "write"},       {SYS_recvfrom, "recvfrom"},
    {SYS_shutdown, "shutdown"},
};
enum { KINDS = sizeof looked_for / sizeof *looked_for };

static struct spy_log *seen;
static uint32_t image;

static _Noreturn void give_up(const char *what)
{
    perror(what);
    exit(1);
}

static int kind_of(uint64_t number)
{
    for (int i = 0; i < KINDS; i++)
        if ((uint64_t)looked_for[i].number == number)
            return i;
    return -1;
}

/* A row keeps the kind of its call where others keep a descriptor. */
static void take_call(pid_t tid)
{
    struct stop s = {0};
    ptrace((enum __ptrace_request)ASK_STOP, tid, (void *)sizeof s, &s);
    int kind = s.op == AT_ENTRY ? kind_of(s.number) : -1;
    if (kind == -1 || (int)s.arg[0] == -1 || seen->count == SPY_FIRST)
        return;
    seen->rows[seen->count++] = (struct spy_call){
        .times = 1,
        .name = SPY_READ,
        .fd = kind,
        .from = {tracer_stack_take(&seen->stacks, image, tid, s.ip, s.sp)}};
}

static pid_t start(char **argv)
{
    pid_t pid = fork();
    if (pid == -1)
        give_up("fork");
    if (pid == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO); /* ours is for places */
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        execv(argv[0], argv);
        give_up(argv[0]);
    }
    waitpid(pid, NULL, 0);
    ptrace(PTRACE_SETOPTIONS, pid, NULL,
           (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC |
                    PTRACE_O_EXITKILL));
    return pid;
}

static int trace(char **argv)
{
    int status = 0, signal = 0;
    pid_t pid = start(argv);
    for (;;) {
        ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(intptr_t)signal);
        if (waitpid(pid, &status, 0) == -1)
            give_up("waitpid");
        if (!WIFSTOPPED(status))
            return status;
        signal = WSTOPSIG(status);
        if (status >> 16 == PTRACE_EVENT_EXEC)
            image = tracer_stack_image(&seen->stacks);
        else if (signal == (SIGTRAP | 0x80))
            take_call(pid);
        if (signal == SIGTRAP || signal == (SIGTRAP | 0x80))
            signal = 0;
    }
}

static void say_places(const struct calls *c)
{
    int numbers[KINDS] = {0};
    for (int i = 0; i < c->count; i++) {
        const struct spy_call *call = &c->of[i];
        const char *name = looked_for[call->fd].name;
        int number = ++numbers[call->fd];
        const struct place *at = call_place(c, call);
        const struct place *above = call_place_above(c, call);
        if (at)
            printf("%s:%d %s %d\n", at->file, at->line, name, number);
        if (above)
            printf("%s:%d above %s %d\n", above->file, above->line, name,
                   number);
    }
}

int main(int argc, char **argv)
{
    struct calls calls;
    struct timespec began, ended;
    if (argc < 2)
        return 2;
    paths_init(argv[0]);
    seen = must_calloc(1, sizeof *seen);
    seen->size = sizeof *seen;
    int status = trace(argv + 1);
    calls_read(&calls, seen, argv[1]);
    clock_gettime(CLOCK_MONOTONIC, &began);
    calls_resolve(&calls, NULL);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    say_places(&calls);
    fprintf(stderr, "%u calls, %u stacks, %.1f ms\n", seen->count,
            seen->stacks.count,
            (double)(ended.tv_sec - began.tv_sec) * 1e3 +
                (double)(ended.tv_nsec - began.tv_nsec) / 1e6);
    return status != 0;
}
