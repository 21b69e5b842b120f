/* ending.c - what becomes of a conversation at its end: its verdict, and the
 * evidence of a failure. */
#include "stage.h"

#include <string.h>

#include "fault_words.h"
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

/* All lines went well. Did the program stop at a todo() of a later step? */
static bool waits_for_later(const struct stage *s, struct program *p)
{
    const char *what;
    return s->c->step > 0 && program_todo(p, &what) > s->c->step;
}

/* All lines went well. Are there later steps, so that the end of this program
 * is theirs? Not if it has stopped at a todo() of this step or one before. */
static bool is_early(const struct stage *s, struct program *p)
{
    const char *what;
    int todo = program_todo(p, &what);
    bool is_server = strcmp(s->command[p - s->programs], "./server") == 0;
    int last = is_server ? s->cast.last_of_server : s->cast.last_of_client;
    return s->c->step > 0 && s->c->step < last &&
           (todo == 0 || todo > s->c->step);
}

/* Check what every program must do at its end, without a line that says so. */
bool stage_left_in_order(struct stage *s, int terminal)
{
    struct program *p = &s->programs[terminal];
    char ending[64];
    const char *name = s->command[terminal];
    if (!program_ended(p))
        pump_until(no_child, p, SETTLED); /* its children may be about to end */
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

/* The first step whose todo() a program has come to, with the words of the
 * todo(); 0: none has. A broken connection may be seen before the program has
 * ended: wait for its end. */
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

/* Can the failure of the line be explained by the end of a program alone: was a
 * connection or a datagram not accepted, or did a connection end in another
 * way? If no client was ever connected, a refusal is no such end: the program
 * did not wait for clients. */
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

/* Gather the evidence of a failure, which now owns the mismatch. */
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

static bool is_met(const struct stage *s, int fault)
{
    for (int i = 1; i < TERMINALS; i++)
        if (s->started[i] && program_met(&s->programs[i], fault))
            return true;
    return false;
}

/* If no fault has happened, what they were to show cannot be seen: the first of
 * them. NULL: one has, or none was to. Who never calls socket() has failed. */
static const struct fault *fault_missed(const struct stage *s)
{
    const struct faults *all = &s->options.faults;
    const struct fault *first = NULL;
    for (int i = 0; i < all->count; i++) {
        const struct fault *f = &all->of[i];
        if (f->call == SPY_SOCKET || is_met(s, i))
            return NULL;
        if (first == NULL && f->kind != FAULT_LESS)
            first = f;
    }
    return first;
}

static struct outcome missed(const struct fault *f)
{
    char words[64], story[160];
    fault_write(f, words, sizeof words);
    snprintf(story, sizeof story,
             "no call of the program was seen that could meet this fault: %s",
             words);
    return (struct outcome){
        .verdict = NOT_CHECKED, .why = PREVENTED, .story = must_strdup(story)};
}

/* A line went wrong. If a program has come to a todo() of this step, or of one
 * before, the verdict is TODO. At a todo() of a later step it is PASS, if the
 * program's end explains what went wrong; else FAIL. */
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
    return fault_missed(s) ? missed(fault_missed(s)) : failure(s);
}
