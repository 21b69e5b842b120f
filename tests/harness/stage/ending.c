/* ending.c - how a conversation has ended: in order, early, or as a failure. */
#include "stage.h"

#include <string.h>

#include "gather.h"
#include "must.h"
#include "observe.h"

static bool no_child(void *arg)
{
    return observe_children(((struct program *)arg)->pid, false) <= 0;
}

static bool no_zombie(void *arg)
{
    return observe_children(((struct program *)arg)->pid, true) <= 0;
}

/* All lines went well, and the program stopped at a step that comes later. */
static bool waits_for_later(const struct stage *s, struct program *p)
{
    const char *what;
    return s->c->step > 0 && program_todo(p, &what) > s->c->step;
}

/* All lines went well, and what follows them is a later step's business: but
 * for a program that says itself that this step is to be written. */
static bool is_early(const struct stage *s, struct program *p)
{
    const char *what;
    int todo = program_todo(p, &what);
    bool is_server = strcmp(s->command[p - s->programs], "./server") == 0;
    int last = is_server ? s->cast.last_of_server : s->cast.last_of_client;
    return s->c->step > 0 && s->c->step < last &&
           (todo == 0 || todo > s->c->step);
}

/* What no line demands, and every program owes. */
bool stage_left_in_order(struct stage *s, int terminal)
{
    struct program *p = &s->programs[terminal];
    char ending[64];
    const char *name = s->command[terminal];
    if (!program_ended(p))
        pump_until(no_child, p, SETTLED); /* who is dying is dead by then */
    if (!program_ended(p) && pump_until(no_zombie, p, QUIET) == SILENT)
        return stage_fail(
            s, NULL, "%s leaves its dead children unreaped: wait(2)", name);
    program_stop(p);
    const char *report = program_sanitizer(p);
    if (report && !is_early(s, p))
        return stage_fail(s, NULL, "%s: the sanitizer has found a mistake",
                          name);
    if (p->orphaned)
        return stage_fail(s, NULL, "%s ended by itself: %s", name,
                          program_ending(p, ending, sizeof ending));
    if (!p->report.by_itself)
        return true;
    if (p->report.overuse)
        return stage_fail(s, NULL, "%s was %s", name,
                          program_ending(p, ending, sizeof ending));
    if (p->report.status != 0 && !s->exited[terminal] &&
        !waits_for_later(s, p) && !is_early(s, p))
        return stage_fail(s, NULL, "%s ended by itself: %s", name,
                          program_ending(p, ending, sizeof ending));
    if (p->report.stragglers > 0)
        return stage_fail(s, NULL,
                          "%s ended and left %d of its processes running", name,
                          p->report.stragglers);
    return true;
}

/* The first step that a program has stopped at, still to be written, with its
 * words; 0: none has. Its end may still be on its way: a connection that breaks
 * can be the first sign. */
static int todo_of(struct stage *s, const char **what)
{
    int first = 0;
    for (int i = 1; i < TERMINALS; i++) {
        const char *words;
        if (!s->started[i])
            continue;
        program_await_end(&s->programs[i]);
        int step = program_todo(&s->programs[i], &words);
        if (step == 0 || (first > 0 && first <= step))
            continue;
        first = step;
        *what = words;
    }
    return first;
}

static bool knew_a_client(const struct stage *s)
{
    for (int i = 1; i < TERMINALS; i++)
        if (s->peers[i].open)
            return true;
    return false;
}

/* Did the line that failed meet nothing but the end of a program: a connection
 * or a datagram that it did not take, an end that came in another way? One that
 * has ended before anybody came has not waited for it. */
static bool met_an_end(const struct stage *s)
{
    const struct line *l = s->wrong.at;
    if (l == NULL || !stage_is_of_the_wire(l->kind))
        return false;
    const struct peer *p = &s->peers[l->who];
    if (!p->open)
        return !s->server_is_ours && (!s->refused || knew_a_client(s));
    if (stage_is_of_server(l->kind) == s->server_is_ours)
        return s->c->udp;
    return stage_is_end(l->kind) && p->wire.ended && p->wire.in_len == 0;
}

/* All that was observed of a failure; the mismatch is the evidence's now. */
static struct outcome failure(struct stage *s)
{
    struct evidence *e = evidence_new(&s->cast, s->c->step, &s->options);
    e->talk = s->c;
    e->names = s->names;
    e->wrong = s->wrong;
    s->wrong = (struct mismatch){0};
    for (int i = 1; i < TERMINALS; i++)
        if (s->started[i])
            evidence_add(e, i, &s->programs[i], s->typed[i],
                         stage_path(s, s->command[i]));
    evidence_close(e);
    return (struct outcome){.verdict = FAIL, .evidence = e};
}

/* It did not go well: is that a failure? A program that has come to a step that
 * is still to be written has not failed, unless that step comes later than what
 * is demanded, and the demand was not met before. */
struct outcome stage_judge(struct stage *s)
{
    const char *what = "";
    int todo = todo_of(s, &what);
    bool later = s->c->step > 0 && todo > s->c->step;
    if (s->unfit)
        return (struct outcome){.verdict = NOT_CHECKED,
                                .why = CANNOT_SHOW,
                                .story = must_strdup(s->unfit)};
    if (todo > 0 && !later)
        return (struct outcome){
            .verdict = TODO, .story = must_strndup(what, strcspn(what, "\n"))};
    if (later && met_an_end(s))
        return (struct outcome){.verdict = PASS};
    return failure(s);
}
