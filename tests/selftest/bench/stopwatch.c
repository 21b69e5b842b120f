/* stopwatch.c - time a command several times.
 *
 * usage: stopwatch TIMES PREPARATION COMMAND [ARG...]
 *
 * The shell runs PREPARATION before each run, which is not timed. It prints
 * median, minimum and maximum in seconds, and how many runs failed. The output
 * of the command is dropped. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "bench.h"

enum { MOST = 1000 };

extern char **environ;

static int run(char **argv)
{
    posix_spawn_file_actions_t nowhere;
    posix_spawn_file_actions_init(&nowhere);
    posix_spawn_file_actions_addopen(&nowhere, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&nowhere, 1, 2);
    pid_t pid;
    int status;
    int error = posix_spawnp(&pid, argv[0], &nowhere, NULL, argv, environ);
    if (error)
        bench_die("%s: %s", argv[0], strerror(error));
    if (waitpid(pid, &status, 0) == -1)
        bench_die("%s: it cannot be waited for", argv[0]);
    posix_spawn_file_actions_destroy(&nowhere);
    return status;
}

int main(int argc, char **argv)
{
    static double times[MOST];
    int count = argc < 4 ? 0 : atoi(argv[1]), failed = 0;
    if (count < 1 || count > MOST) {
        fprintf(stderr, "usage: stopwatch TIMES PREPARATION COMMAND...\n");
        return 2;
    }
    for (int i = 0; i < count; i++) {
        if (*argv[2] && system(argv[2]) != 0)
            bench_die("this failed: %s", argv[2]);
        double start = bench_ms();
        failed += run(argv + 3) != 0;
        times[i] = (bench_ms() - start) / 1e3;
    }
    double median = bench_median(times, count);
    printf("%.3f %.3f %.3f %d\n", median, times[0], times[count - 1], failed);
    return 0;
}
