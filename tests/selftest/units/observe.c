/* observe.c - what /proc shows of a program: harness/stage/observe.c. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

#include "observe.h"
#include "pump.h"

enum { GENERATIONS = 4, LOOKS = 200, DEADLINE = 5000 /* milliseconds */ };

static void work(void)
{
    for (volatile unsigned i = 0;; i++)
        continue;
}

static void rest(void)
{
    for (;;)
        pause();
}

/* Start a process that waits for its child, which waits for its own, and so on:
 * the last one says a byte, and does this. All are of one process group. */
static pid_t start_family(void (*last)(void))
{
    int said[2];
    char byte = 'x';
    cr_assert_eq(pipe(said), 0);
    pid_t first = fork();
    if (first == 0) {
        setpgid(0, 0);
        for (int i = 1; i < GENERATIONS; i++)
            if (fork() != 0)
                waitpid(-1, NULL, 0);
        if (write(said[1], &byte, 1) == 1)
            last();
        _exit(1);
    }
    cr_assert_eq(read(said[0], &byte, 1), 1);
    close(said[0]);
    close(said[1]);
    return first;
}

static void end_family(pid_t first)
{
    cr_assert_eq(kill(-first, SIGKILL), 0);
    cr_assert_eq(waitpid(first, NULL, 0), first);
}

Test(observe, a_script_is_awake_while_the_last_of_its_children_works)
{
    pid_t first = start_family(work);
    bool awake = true;
    for (int i = 0; i < LOOKS; i++)
        awake &= !observe_asleep(first);
    end_family(first);
    cr_expect(awake);
}

Test(observe, a_script_is_asleep_if_all_of_them_wait)
{
    pid_t first = start_family(rest);
    long long begin = milliseconds();
    bool asleep = false;
    while (!asleep && milliseconds() - begin < DEADLINE)
        asleep = observe_asleep(first);
    end_family(first);
    cr_expect(asleep);
}
