/* interrupt.c - a signal each millisecond, for the program it is linked with.
 *
 * Its handler is set without SA_RESTART, so that every call that waits may
 * fail with EINTR: signal(7). Only stdio is spared, because glibc's throws
 * away what it holds when its write(2) is interrupted, and says so to
 * nobody; that is not what the labs are about. tests/selftest/soak/attacks
 * links it, with these wrapped. */
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>

size_t __real_fwrite(const void *bytes, size_t size, size_t count, FILE *file);
int __real_fflush(FILE *file);
size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *file);
int __wrap_fflush(FILE *file);

static void nothing(int number)
{
    (void)number;
}

__attribute__((constructor)) static void interrupt(void)
{
    setvbuf(stdout, NULL, _IOFBF, BUFSIZ); /* a newline alone writes nothing */
    const struct itimerval millisecond = {{0, 1000}, {0, 1000}};
    struct sigaction action = {.sa_handler = nothing};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &millisecond, NULL);
}

/* how: SIG_BLOCK or SIG_UNBLOCK. */
static void alarms(int how)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGALRM);
    sigprocmask(how, &set, NULL);
}

size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *file)
{
    alarms(SIG_BLOCK);
    size_t done = __real_fwrite(bytes, size, count, file);
    alarms(SIG_UNBLOCK);
    return done;
}

int __wrap_fflush(FILE *file)
{
    alarms(SIG_BLOCK);
    int failed = __real_fflush(file);
    alarms(SIG_UNBLOCK);
    return failed;
}
