/* greedy.c - see greedy.h.
 *
 * No limit of setrlimit(2) counts several processes, and that on address space
 * forbids sanitizers their shadow memory. So we look, some times a second. */
#include "greedy.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "box.h"
#include "spy_log.h"

/* What all have together; four times as much is no matter of what they share. */
enum {
    MOST_KIB = 384 * 1024,
    OBVIOUS = 4,
    IN_KERNEL_KIB = 256,
    MOST_SECONDS = 6,
    MOST_PROCESSES = 200,
    FEW = 32
};

typedef long measure(const char *pid);

/* Quick, but what forked processes share counts for each of them. */
static long resident(const char *pid)
{
    char path[320];
    long whole = 0, of_files = 0, page_kib = sysconf(_SC_PAGESIZE) / 1024;
    snprintf(path, sizeof path, "/proc/%s/statm", pid);
    FILE *file = fopen(path, "re");
    if (file && fscanf(file, "%*d %ld %ld", &whole, &of_files) != 2)
        whole = of_files = 0;
    if (file)
        fclose(file);
    return (whole - of_files) * page_kib;
}

/* Exact, and slow; the quick one if the process does not let us look. */
static long proportional(const char *pid)
{
    char path[320], line[256];
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%s/smaps_rollup", pid);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "Pss_Anon:", 9) == 0)
            sum += atol(line + 9);
    if (file)
        fclose(file);
    return sum > 0 ? sum : resident(pid);
}

/* Memory behind a descriptor need not be mapped: memfd_create(2). What waits in
 * a socket or a pipe is the kernel's: no number tells how much that is. And who
 * hides its descriptors, PR_SET_DUMPABLE, has a reason. */
static long behind_descriptors(const char *pid)
{
    char path[320], link[64];
    struct stat about;
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%s/fd", pid);
    DIR *dir = opendir(path);
    if (dir == NULL && errno == EACCES && atoi(pid) > 1 && resident(pid) > 0)
        return MOST_KIB + 1;
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
        sum += atoi(e->d_name) > BOX_SPY_LOG ? IN_KERNEL_KIB : 0;
        ssize_t len = readlinkat(dirfd(dir), e->d_name, link, sizeof link - 1);
        if (len > 7 && strncmp(link, "/memfd:", 7) == 0 &&
            fstatat(dirfd(dir), e->d_name, &about, 0) == 0)
            sum += (long)about.st_blocks / 2;
    }
    if (dir)
        closedir(dir);
    return sum;
}

/* Nor need memory that is mapped be resident: the sizes of what is shared, but
 * for the log of calls. */
static long behind_maps(const char *pid)
{
    char path[320], line[512];
    unsigned long from, to;
    char shared;
    long sum = -(long)sizeof(struct spy_log) / 1024;
    snprintf(path, sizeof path, "/proc/%s/maps", pid);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "%lx-%lx %*3c%c", &from, &to, &shared) == 3 &&
            (shared == 's' || strstr(line, "/memfd:")))
            sum += (long)((to - from) / 1024);
    if (file)
        fclose(file);
    return sum > 0 ? sum : 0;
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

static long one(const char *pid)
{
    (void)pid;
    return 1;
}

/* Do all of them together, and what is known before, have more than this? */
static bool more_than(long most, long before, measure *how, long *sum)
{
    DIR *dir = opendir("/proc");
    *sum = before;
    for (struct dirent *e; dir && *sum <= most && (e = readdir(dir));)
        if (e->d_name[0] >= '1' && e->d_name[0] <= '9')
            *sum += how(e->d_name);
    if (dir)
        closedir(dir);
    return *sum > most;
}

/* The quickest look first: who is greedy leaves us little time. To read what a
 * process has mapped is to wait for it, if it forks; of many, for ever. */
static bool greedy_for_memory(long processes)
{
    long sum, hidden, mapped;
    if (more_than(OBVIOUS * MOST_KIB, 0, resident, &sum) ||
        more_than(MOST_KIB, 0, behind_descriptors, &hidden))
        return true;
    if (processes > FEW || more_than(MOST_KIB, hidden, behind_maps, &mapped))
        return processes <= FEW;
    return sum + mapped > MOST_KIB &&
           more_than(MOST_KIB, mapped, proportional, &sum);
}

enum greed greed(void)
{
    long sum;
    if (more_than(MOST_PROCESSES, 0, one, &sum))
        return GREEDY_FOR_PROCESSES;
    if (greedy_for_memory(sum))
        return GREEDY_FOR_MEMORY;
    return more_than(MOST_SECONDS * sysconf(_SC_CLK_TCK), 0, ticks, &sum)
               ? GREEDY_FOR_TIME
               : MODEST;
}
