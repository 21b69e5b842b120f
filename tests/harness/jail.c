/* jail.c - see jail.h. */
#include "jail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "paths.h"

static bool closed;
static char folder[PATH_MOST], box[PATH_MOST], hosts[PATH_MOST],
    several[PATH_MOST], nsswitch[PATH_MOST];

/* In bubblewrap's words: bwrap(1). What can be written has an end: 16 MiB. The
 * box is process 1: nobody inside can kill, stop or trace that one. */
static char *const words_of_jail[] = {"bwrap",
                                      "--die-with-parent",
                                      "--unshare-user",
                                      "--unshare-pid",
                                      "--as-pid-1",
                                      "--unshare-ipc",
                                      "--unshare-uts",
                                      "--ro-bind",
                                      "/usr",
                                      "/usr",
                                      "--symlink",
                                      "usr/bin",
                                      "/bin",
                                      "--symlink",
                                      "usr/lib",
                                      "/lib",
                                      "--symlink",
                                      "usr/lib64",
                                      "/lib64",
                                      "--ro-bind-try",
                                      "/etc/ld.so.cache",
                                      "/etc/ld.so.cache",
                                      "--ro-bind",
                                      hosts,
                                      "/etc/hosts",
                                      "--ro-bind",
                                      several,
                                      "/etc/host.conf",
                                      "--ro-bind",
                                      nsswitch,
                                      "/etc/nsswitch.conf",
                                      "--proc",
                                      "/proc",
                                      "--dev-bind",
                                      "/dev/null",
                                      "/dev/null",
                                      "--dev-bind",
                                      "/dev/urandom",
                                      "/dev/urandom",
                                      "--ro-bind",
                                      box,
                                      "/box",
                                      "--ro-bind",
                                      folder,
                                      "/lab",
                                      "--size",
                                      "16777216",
                                      "--tmpfs",
                                      "/tmp",
                                      "--remount-ro",
                                      "/",
                                      "--chdir",
                                      "/tmp"};

void jail_close(void)
{
    closed = true;
    path_of(box, "tests/build/box");
    path_of(hosts, "tests/harness/hosts");
    path_of(several, "tests/harness/host.conf");
    path_of(nsswitch, "tests/harness/nsswitch.conf");
}

bool jail_is_closed(void)
{
    return closed;
}

int jail_words(char *words[JAIL_WORDS], const char *program, char *inside)
{
    const char *slash = strrchr(program, '/');
    snprintf(folder, sizeof folder, "%.*s", (int)(slash - program), program);
    snprintf(inside, PATH_MOST, "/lab%s", slash);
    memcpy(words, words_of_jail, sizeof words_of_jail);
    return (int)(sizeof words_of_jail / sizeof *words_of_jail);
}

/* --- pids ----------------------------------------------------------------- */

/* The pid that a process has in the innermost of its namespaces: proc(5). */
static pid_t innermost_pid(pid_t pid)
{
    char path[64], line[256];
    int last = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "NSpid:", 6) == 0)
            last = atoi(strrchr(line, '\t'));
    if (file)
        fclose(file);
    return last;
}

/* A child of a process: the one with this pid inside, or (0) the first. */
static pid_t child_of(pid_t parent, pid_t inside)
{
    char path[64];
    int child, found = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)parent,
             (int)parent);
    FILE *file = fopen(path, "re");
    while (file && found == 0 && fscanf(file, "%d", &child) == 1)
        if (inside == 0 || innermost_pid(child) == inside)
            found = child;
    if (file)
        fclose(file);
    return found;
}

/* bubblewrap stays outside; the first process inside is the box. */
pid_t jail_find(pid_t outer, pid_t inside, pid_t *its_box)
{
    *its_box = child_of(outer, 0);
    return *its_box ? child_of(*its_box, inside) : 0;
}
