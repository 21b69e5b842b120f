/* interrupt.c - send a signal each millisecond to the program it is linked
 * with.
 *
 * The handler is set without SA_RESTART, so that every call that blocks may
 * fail with EINTR: signal(7). The functions of stdio block the signal, because
 * glibc's stdio loses its buffer without an error when write(2) is interrupted,
 * and the labs do not teach that. tests/selftest/soak/attacks links it, and
 * wraps them. */
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
    setvbuf(stdout, NULL, _IOFBF, BUFSIZ); /* do not write at each newline */
    const struct itimerval millisecond = {{0, 1000}, {0, 1000}};
    struct sigaction action = {.sa_handler = nothing};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &millisecond, NULL);
}

/* Block or unblock SIGALRM; how is SIG_BLOCK or SIG_UNBLOCK. */
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
