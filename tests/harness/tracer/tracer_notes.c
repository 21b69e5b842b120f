/* tracer_notes.c - what a program tells of itself: spy/note.h. */
#include "note.h"
#include "tracer_inside.h"

/* Its error is one of its own: gai_strerror(3). */
static void end_of_lookup(struct thread *t, struct call *c, int64_t result)
{
    (void)t, (void)result;
    c->row.error = 0;
}

static const struct traced lookup = {NOTE_CALL, SPY_LOOKUP, CALL_NOTED,
                                     false,     NULL,       end_of_lookup};

static void begin_lookup(struct thread *t, const uint64_t arg[6])
{
    t->now = (struct call){.kind = &lookup, .restore = -1};
    t->now.row = (struct spy_call){.name = SPY_LOOKUP,
                                   .fd = -1,
                                   .pid = t->in->pid,
                                   .began = record_time(),
                                   .hint_family = (int)arg[1],
                                   .hint_type = (int)arg[2],
                                   .hint_flags = (int)arg[3],
                                   .from = {arg[4], arg[5]}};
    t->lookup = t->now;
    record_now(t);
}

static void end_lookup(struct thread *t, int error)
{
    if (t->lookup.kind == NULL)
        return;
    t->lookup.row.lookup_error = error;
    record_end(t, &t->lookup, error ? -1 : 0);
    t->lookup.kind = NULL;
}

void note_take(struct thread *t, const uint64_t arg[6])
{
    switch (arg[0]) {
    case NOTE_WATCHES_HEAP:
        tracer_log->watches_heap = 1;
        break;
    case NOTE_MAY_LEAK:
        tracer_log->may_leak = 1;
        break;
    case NOTE_LOOKUP:
        begin_lookup(t, arg);
        break;
    case NOTE_FOUND:
        end_lookup(t, (int)arg[1]);
        break;
    }
}
