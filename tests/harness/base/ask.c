/* ask.c - see ask.h. */
#include "ask.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "must.h"

/* A descriptor of a file with these bytes, at file offset 0; -1 on failure. */
static int file_with(const void *bytes, size_t len)
{
    const char *from = bytes;
    int fd = memfd_create("asked", MFD_CLOEXEC);
    while (fd != -1 && len > 0) {
        ssize_t put = write(fd, from, len);
        if (put <= 0) {
            close(fd);
            return -1;
        }
        from += put;
        len -= (size_t)put;
    }
    if (fd != -1)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

/* Start the tool, without stderr. Returns its pid; 0: it cannot be run. */
static pid_t start(char *const argv[], int in, int out)
{
    pid_t pid;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    if (posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ) != 0)
        pid = 0;
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

static int left_of(const struct timespec *began)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long ms = (now.tv_sec - began->tv_sec) * 1000 +
              (now.tv_nsec - began->tv_nsec) / 1000000;
    return ms < ASK_MS ? (int)(ASK_MS - ms) : 0;
}

static void take_all(int from, FILE *out)
{
    char some[4096];
    ssize_t got;
    struct timespec began;
    struct pollfd ready = {.fd = from, .events = POLLIN};
    clock_gettime(CLOCK_MONOTONIC, &began);
    for (size_t len = 0; len < ASK_BYTES; len += (size_t)got) {
        if (poll(&ready, 1, left_of(&began)) != 1 ||
            (got = read(from, some, sizeof some)) <= 0)
            return;
        fwrite(some, 1, (size_t)got, out);
    }
}

char *ask_tool(char *const argv[], const void *bytes, size_t len)
{
    int ends[2], in = file_with(bytes, len);
    char *said;
    size_t said_len;
    FILE *out = must_open_memstream(&said, &said_len);
    if (in != -1 && pipe2(ends, O_CLOEXEC) == 0) {
        pid_t pid = start(argv, in, ends[1]);
        close(ends[1]);
        take_all(ends[0], out);
        close(ends[0]);
        if (pid) {
            kill(pid, SIGKILL); /* its output has ended, or its time is up */
            waitpid(pid, NULL, 0);
        }
    }
    if (in != -1)
        close(in);
    must_fclose(out);
    return said;
}
