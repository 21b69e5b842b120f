/* machine.c - what this system gives to tests, for tools/doctor.
 *
 * usage: machine
 *
 * Prints a line for each thing: "ok", "NEED" (no test runs without it) or "no",
 * its name, and what is wrong, with tabs between them. */
#include <errno.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../tests/harness/base/arguments.h"
#include "../../tests/harness/base/paths.h"
#include "../../tests/harness/stage/lack.h"

static void put(const char *state, const char *name, const char *wrong)
{
    printf("%s\t%s\t%s\n", state, name, wrong);
}

static void report_lack(const char *what, const char *lacking)
{
    put(lacking ? "NEED" : "ok", what, lacking ? lacking : "");
}

/* --- ptrace(2) ------------------------------------------------------------ */

static _Noreturn void be_traced(void)
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == -1)
        _exit(errno);
    raise(SIGSTOP);
    getppid(); /* the call that is seen */
    _exit(0);
}

/* With the child stopped: follow it to its next call, and read that. Returns
 * the request that failed; NULL: none. */
static const char *follow(pid_t child)
{
    int status;
    unsigned action = SECCOMP_RET_TRACE;
    struct __ptrace_syscall_info info;
    long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESECCOMP;
    if (ptrace(PTRACE_SETOPTIONS, child, NULL, options) == -1)
        return "PTRACE_O_TRACESECCOMP";
    if (syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == -1)
        return "SECCOMP_RET_TRACE";
    if (ptrace(PTRACE_SYSCALL, child, NULL, NULL) == -1 ||
        waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
        return "PTRACE_SYSCALL";
    if (ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) <= 0)
        return "PTRACE_GET_SYSCALL_INFO";
    return NULL;
}

static void look_at_tracing(void)
{
    int status = 0;
    char wrong[128];
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        be_traced();
    if (child == -1 || waitpid(child, &status, 0) != child)
        return; /* there are no processes, which was said */
    const char *failed = "PTRACE_TRACEME";
    if (WIFEXITED(status))
        errno = WEXITSTATUS(status);
    else
        failed = follow(child);
    if (failed)
        snprintf(wrong, sizeof wrong, "%s: %s", failed, strerror(errno));
    put(failed ? "no" : "ok", "ptrace", failed ? wrong : "");
    if (WIFSTOPPED(status)) {
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
}

/* --- IPv6 ----------------------------------------------------------------- */

static void look_at_ipv6(void)
{
    struct sockaddr_in6 here = {.sin6_family = AF_INET6,
                                .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool good =
        fd != -1 && bind(fd, (struct sockaddr *)&here, sizeof here) == 0;
    put(good ? "ok" : "no", "::1", good ? "" : strerror(errno));
    if (fd != -1)
        close(fd);
}

int main(int argc, char **argv)
{
    paths_init(argv[0]);
    arguments_check(argc, argv, 0, 0, "machine");
    lack_look_each(report_lack);
    look_at_tracing();
    look_at_ipv6();
    return 0;
}
