/* changes.c - see changes.h. */
#include "changes.h"

#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "labs.h"
#include "must.h"
#include "paths.h"

enum { EVENTS = 1000, POLLS = 200, STILL = 20 }; /* milliseconds */

struct file {
    long long when, size;
    uint64_t hash;
};

static struct file (*files)[2]; /* of each lab: server, client */
static int events = -1;
static bool seen_by_event;
static int patience = POLLS;

/* --- files --------------------------------------------------------------- */

static char *path_in(const char *lab, int program, char *path)
{
    char relative[128];
    snprintf(relative, sizeof relative, "%s/%s.c", lab,
             program == 0 ? "server" : "client");
    return path_of(path, relative);
}

/* FNV-1a of the file's bytes. */
static uint64_t hash_of(const char *path)
{
    uint64_t hash = 14695981039346656037u;
    FILE *file = fopen(path, "re");
    for (int byte; file && (byte = fgetc(file)) != EOF;)
        hash = (hash ^ (uint64_t)byte) * 1099511628211u;
    if (file)
        fclose(file);
    return hash;
}

/* True if the file's bytes have changed. A file that is missing, while an
 * editor saves it, has not changed. */
static bool look_at(const char *lab, int program, struct file *f)
{
    char path[PATH_MOST];
    struct stat about;
    if (stat(path_in(lab, program, path), &about) == -1)
        return false;
    long long when =
        about.st_mtim.tv_sec * 1000000000LL + about.st_mtim.tv_nsec;
    if (when == f->when && about.st_size == f->size)
        return false;
    uint64_t hash = hash_of(path);
    bool changed = hash != f->hash;
    *f = (struct file){when, about.st_size, hash};
    return changed;
}

static bool look_at_lab(int index, bool touched[2])
{
    const char *lab = labs_here(index);
    for (int program = 0; program < 2; program++)
        touched[program] |= look_at(lab, program, &files[index][program]);
    return touched[0] || touched[1];
}

static bool look_again(int index, bool touched[2])
{
    bool now[2] = {false, false};
    look_at_lab(index, now);
    touched[0] |= now[0];
    touched[1] |= now[1];
    return now[0] || now[1];
}

/* --- events -------------------------------------------------------------- */

static bool drain(int ms)
{
    char bytes[4096];
    struct pollfd wait = {.fd = events, .events = POLLIN};
    return events != -1 && poll(&wait, 1, ms) == 1 &&
           read(events, bytes, sizeof bytes) > 0;
}

/* Does inotify report a file that we write here? */
static bool events_come(void)
{
    char folder[PATH_MOST], path[PATH_MOST + 16];
    path_of(folder, "tests/build/progress");
    snprintf(path, sizeof path, "%s/try-XXXXXX", folder);
    int watch = inotify_add_watch(events, folder, IN_CLOSE_WRITE);
    int fd = mkstemp(path);
    if (fd == -1)
        return false;
    close(fd);
    bool came = watch != -1 && drain(POLLS);
    unlink(path);
    if (watch == -1)
        return false;
    inotify_rm_watch(events, watch);
    drain(0);
    return came;
}

static void begin_events(void)
{
    char path[PATH_MOST];
    events = inotify_init1(IN_CLOEXEC);
    if (events == -1 || !events_come()) {
        if (events != -1)
            close(events);
        events = -1;
        return;
    }
    for (int i = 0; labs_here(i); i++)
        inotify_add_watch(events, path_of(path, labs_here(i)),
                          IN_CLOSE_WRITE | IN_MOVED_TO);
    patience = EVENTS;
}

/* --- for others ---------------------------------------------------------- */

void changes_begin(void)
{
    bool nothing[2] = {false, false};
    files = must_calloc((size_t)labs_count(), sizeof *files);
    for (int i = 0; labs_here(i); i++)
        look_at_lab(i, nothing);
    begin_events();
}

int changes_fd(void)
{
    return events;
}

int changes_patience(void)
{
    return patience;
}

const char *changes_look(bool touched[2])
{
    const char *lab = NULL;
    int index = 0;
    bool told = drain(0);
    touched[0] = touched[1] = false;
    while (labs_here(index) && !look_at_lab(index, touched))
        index++;
    if (!touched[0] && !touched[1])
        return NULL;
    lab = labs_here(index);
    seen_by_event |= told;
    if (!told && !seen_by_event)
        patience = POLLS; /* inotify missed it: look more often */
    do                    /* an editor may write in several pieces */
        poll(NULL, 0, events == -1 ? STILL : 0);
    while (drain(STILL) || look_again(index, touched));
    return lab;
}
