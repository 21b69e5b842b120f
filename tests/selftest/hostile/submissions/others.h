/* others.h - what attackers look for: other processes, and files. */
#ifndef OTHERS_H
#define OTHERS_H

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "hostile.h"

/* Every process that is to be seen, apart from this one. */
static inline void each_process(void (*at)(pid_t pid))
{
    DIR *all = opendir("/proc");
    for (struct dirent *e; all && (e = readdir(all));) {
        pid_t pid = (pid_t)atoi(e->d_name);
        if (pid > 0 && pid != getpid())
            at(pid);
    }
    if (all)
        closedir(all);
}

/* Every file below a folder, so many levels deep; not below /proc and /sys. */
static inline void each_file(const char *folder, int levels,
                             void (*at)(const char *path))
{
    DIR *all = opendir(folder);
    for (struct dirent *e; all && (e = readdir(all));) {
        char path[4096];
        struct stat s;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (lstat(path, &s) == -1 || strncmp(path, "//proc", 6) == 0 ||
            strncmp(path, "//sys", 5) == 0)
            continue;
        if (S_ISDIR(s.st_mode) && levels > 0)
            each_file(path, levels - 1, at);
        else
            at(path);
    }
    if (all)
        closedir(all);
}

/* Text into a file that is there, or a new one. True if it could be done. */
static inline int put_into(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_NONBLOCK | O_NOCTTY, 0644);
    int done = fd != -1 && write(fd, text, strlen(text)) > 0;
    if (fd != -1)
        close(fd);
    return done;
}

/* A text as long as a page of a gradebook, that says: all points. */
static const char full_marks[] =
    "{\"format\":\"socket-labs record 1\",\"seed\":1,\"seconds\":1,"
    "\"refused\":\"\",\"notes\":[],\"points\":20,\"most\":20,\"labs\":[{"
    "\"lab\":\"lab03-accept-recv\",\"state\":\"graded\",\"words\":\"\","
    "\"mistake\":\"\",\"points\":20,\"most\":20,\"steps\":[{\"step\":1,"
    "\"title\":\"Accept a client\",\"verdict\":\"pass\",\"needs\":0,"
    "\"points\":20,\"most\":20,\"passed\":12,\"of\":12,\"failed\":[]}]}]}\n";

#endif
