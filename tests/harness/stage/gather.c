/* gather.c - see gather.h. */
#include "gather.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "must.h"
#include "observe.h"

enum { SETTLED = 100 }; /* milliseconds for a program that is about to end */

struct evidence *evidence_new(const struct cast *cast, int step,
                              const struct program_options *options)
{
    struct evidence *e = must_calloc(1, sizeof *e);
    snprintf(e->lab, sizeof e->lab, "%s", cast->lab);
    snprintf(e->build, sizeof e->build, "%s", cast->build);
    e->faults = options->faults;
    e->step = step;
    e->windows = cast->windows;
    return e;
}

void evidence_add(struct evidence *e, int terminal, struct program *p,
                  const char *command, const char *path)
{
    if (e->count == SUBJECTS)
        return;
    struct subject *s = &e->of[e->count++];
    *s = (struct subject){.terminal = terminal,
                          .program = p,
                          .is_server = strncmp(command, "./server", 8) == 0,
                          .ended = program_ended(p),
                          .status = -1};
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    s->looked = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    snprintf(s->command, sizeof s->command, "%s", command);
    snprintf(s->path, sizeof s->path, "%s", path);
    if (!p->ended)
        observe_all(p->pid, !e->passing, &s->seen);
}

static bool has_ended(void *arg)
{
    return program_ended(arg);
}

static void note_ending(struct subject *s, const struct program *p)
{
    int status = p->report.status;
    if (p->report.by_itself || p->orphaned)
        program_ending(p, s->ending, sizeof s->ending);
    if (!p->report.by_itself)
        return;
    s->stragglers = p->report.stragglers;
    if (WIFEXITED(status))
        s->status = WEXITSTATUS(status);
    else
        s->signal = WTERMSIG(status);
}

static void close_one(struct subject *s)
{
    struct program *p = s->program;
    const char *what;
    pump_until(has_ended, p, SETTLED);
    program_stop(p);
    s->said = must_strdup(program_stderr(p));
    s->said_before = must_strdup(program_stderr_before(p));
    s->todo = program_todo(p, &what);
    const char *report = program_sanitizer(p);
    s->report = report ? s->said + (report - program_stderr(p)) : NULL;
    calls_read(&s->calls, p->calls, s->path);
    note_ending(s, p);
}

void evidence_close(struct evidence *e)
{
    for (int i = 0; i < e->count; i++)
        close_one(&e->of[i]);
}
