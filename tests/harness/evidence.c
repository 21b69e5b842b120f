/* evidence.c - see evidence.h. */
#include "evidence.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

void evidence_add(struct evidence *e, int terminal, struct program *p,
                  const char *command, const char *path)
{
    if (e->count == SUBJECTS)
        return;
    struct subject *s = &e->of[e->count++];
    *s = (struct subject){.terminal = terminal,
                          .command = command,
                          .program = p,
                          .is_server = strncmp(command, "./server", 8) == 0,
                          .ended = program_ended(p),
                          .status = -1};
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    s->looked = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    s->calls.program = path;
    if (!p->ended)
        observe_all(p->pid, !e->passing, &s->seen);
}

static void close_one(struct subject *s)
{
    program_stop(s->program);
    calls_read(&s->calls, s->program->calls, s->calls.program);
    s->report = program_sanitizer(s->program);
    if (!s->program->report.by_itself)
        return;
    int status = s->program->report.status;
    if (WIFEXITED(status))
        s->status = WEXITSTATUS(status);
    else
        s->signal = WTERMSIG(status);
}

void evidence_close(struct evidence *e)
{
    for (int i = 0; i < e->count; i++)
        close_one(&e->of[i]);
}

void evidence_free(struct evidence *e)
{
    for (int i = 0; i < e->count; i++)
        calls_free(&e->of[i].calls);
    e->count = 0;
}
