/* held.c - see held.h. */
#include "held.h"

#include <string.h>

#include "observe.h"

/* A program rests if for so long it sleeps, and takes no descriptor. */
enum { REST = 20 /* milliseconds */, OWN_MOST = 16 };

struct rest {
    struct program *p;
    int held;
    long long since;
};

static bool rests(void *arg)
{
    struct rest *r = arg;
    int held = observe_descriptors(r->p->pid);
    if (held != r->held || !observe_asleep(r->p->pid))
        r->since = milliseconds();
    r->held = held;
    return program_ended(r->p) || milliseconds() - r->since >= REST;
}

int held_at_rest(struct program *p)
{
    struct rest r = {.p = p, .held = -1};
    pump_until(rests, &r, QUIET);
    return r.held;
}

static bool has_spoken(void *arg)
{
    const struct program *p = arg;
    return p->out.ended ||
           (p->out.in_len && memchr(p->out.in, '\n', p->out.in_len));
}

int held_for_itself(const char *path, char *const argv[],
                    const struct program_options *options)
{
    struct program p;
    struct program_options alone = {.stdin_closed = options->stdin_closed,
                                    .todo_waits = options->todo_waits,
                                    .untraced = true};
    int usual = options->stdin_closed ? 3 : 4;
    if (!program_start(&p, path, argv, &alone))
        return 0;
    pump_until(has_spoken, &p, QUIET);
    int own = p.out.in_len > 0 ? held_at_rest(&p) - usual : 0;
    program_free(&p);
    return own < 0 ? 0 : own < OWN_MOST ? own : OWN_MOST;
}
