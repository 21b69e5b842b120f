/* greedy.c - see greedy.h.
 *
 * No limit of setrlimit(2) counts several processes, and that on address space
 * forbids sanitizers their shadow memory. So we look, some times a second, at
 * what can be read without waiting: maps and smaps of proc(5) are locked while
 * a process forks. What would be in no process's numbers, narrow.c forbids. */
#include "greedy.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "box.h"

/* What all have together; but what forked processes share counts for each, so
 * each may have that much more. */
enum {
    MOST_KIB = 384 * 1024,
    SHARED_KIB = 8 * 1024,
    IN_KERNEL_KIB = 256,
    MOST_SECONDS = 6,
    MOST_PROCESSES = 200
};

typedef long measure(const char *pid);

static long one(const char *pid)
{
    (void)pid;
    return 1;
}

static long resident(const char *pid)
{
    char path[320], line[256];
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%s/status", pid);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "RssAnon:", 8) == 0 ||
            strncmp(line, "RssShmem:", 9) == 0)
            sum += atol(strchr(line, ':') + 1);
    if (file)
        fclose(file);
    return sum;
}

/* What waits in a socket or a pipe is the kernel's: no number tells how much
 * that is. And who hides its descriptors, PR_SET_DUMPABLE, has a reason. */
static long behind_descriptors(const char *pid)
{
    char path[320];
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%s/fd", pid);
    DIR *dir = opendir(path);
    if (dir == NULL && errno == EACCES && atoi(pid) > 1 && resident(pid) > 0)
        return 10L * MOST_KIB;
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;)
        sum += atoi(e->d_name) > BOX_SPY_LOG ? IN_KERNEL_KIB : 0;
    if (dir)
        closedir(dir);
    return sum;
}

/* Clock ticks of a process, and of those that it has reaped. */
static long ticks(const char *pid)
{
    char path[320], line[1024];
    unsigned long own[2], reaped[2];
    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *file = fopen(path, "re");
    size_t len = file ? fread(line, 1, sizeof line - 1, file) : 0;
    if (file)
        fclose(file);
    line[len] = '\0';
    const char *name_end = strrchr(line, ')'); /* the name may hold anything */
    if (name_end == NULL ||
        sscanf(name_end + 1,
               " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu",
               &own[0], &own[1], &reaped[0], &reaped[1]) != 4)
        return 0;
    return (long)(own[0] + own[1] + reaped[0] + reaped[1]);
}

/* All of them together. */
static long all(measure *how)
{
    DIR *dir = opendir("/proc");
    long sum = 0;
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;)
        if (e->d_name[0] >= '1' && e->d_name[0] <= '9')
            sum += how(e->d_name);
    if (dir)
        closedir(dir);
    return sum;
}

enum greed greed(void)
{
    long processes = all(one);
    if (processes > MOST_PROCESSES)
        return GREEDY_FOR_PROCESSES;
    if (all(resident) + all(behind_descriptors) >
        MOST_KIB + processes * SHARED_KIB)
        return GREEDY_FOR_MEMORY;
    return all(ticks) > MOST_SECONDS * sysconf(_SC_CLK_TCK) ? GREEDY_FOR_TIME
                                                            : MODEST;
}
