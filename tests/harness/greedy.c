/* greedy.c - see greedy.h.
 *
 * No limit of setrlimit(2) counts several processes, and that on address space
 * forbids sanitizers their shadow memory. So we look, some times a second. */
#include "greedy.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_KIB = 384 * 1024, MOST_SECONDS = 6 };

typedef long measure(const char *pid);

/* The sum of some lines of a process's file, in KiB. */
static long lines_of(const char *pid, const char *name, const char *first,
                     const char *second)
{
    char path[320], line[256];
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%s/%s", pid, name);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, first, strlen(first)) == 0 ||
            strncmp(line, second, strlen(second)) == 0)
            sum += atol(strchr(line, ':') + 1);
    if (file)
        fclose(file);
    return sum;
}

/* Quick, but what forked processes share counts for each of them. */
static long resident(const char *pid)
{
    return lines_of(pid, "status", "RssAnon:", "RssShmem:");
}

/* Exact, and slow. */
static long proportional(const char *pid)
{
    return lines_of(pid, "smaps_rollup", "Pss_Anon:", "Pss_Shmem:");
}

/* Memory behind a descriptor need not be mapped: memfd_create(2). */
static long behind_descriptors(const char *pid)
{
    char path[320], link[64];
    struct stat about;
    long sum = 0;
    snprintf(path, sizeof path, "/proc/%s/fd", pid);
    DIR *dir = opendir(path);
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
        ssize_t len = readlinkat(dirfd(dir), e->d_name, link, sizeof link - 1);
        if (len > 7 && strncmp(link, "/memfd:", 7) == 0 &&
            fstatat(dirfd(dir), e->d_name, &about, 0) == 0)
            sum += (long)about.st_blocks / 2;
    }
    if (dir)
        closedir(dir);
    return sum;
}

static long all(measure *how)
{
    long sum = 0;
    DIR *dir = opendir("/proc");
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;)
        if (e->d_name[0] >= '1' && e->d_name[0] <= '9')
            sum += how(e->d_name);
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

enum greed greed(void)
{
    long hidden = all(behind_descriptors);
    if (hidden + all(resident) > MOST_KIB &&
        hidden + all(proportional) > MOST_KIB)
        return GREEDY_FOR_MEMORY;
    return all(ticks) > MOST_SECONDS * sysconf(_SC_CLK_TCK) ? GREEDY_FOR_TIME
                                                            : MODEST;
}
