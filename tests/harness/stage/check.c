/* check.c - see check.h. */
#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "gather.h"
#include "must.h"

static void note(struct check *k, enum verdict v, const char *text)
{
    if (k->verdict != PASS)
        return; /* the first failure is the story */
    k->verdict = v;
    k->story = must_strdup(text);
}

void check_fail(struct check *k, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    note(k, FAIL, text);
}

void check_take_back(struct check *k)
{
    free(k->story);
    k->story = NULL;
    k->verdict = PASS;
    k->parted = false;
}

void check_cannot(struct check *k, const char *why)
{
    k->why = CANNOT_SHOW;
    note(k, NOT_CHECKED, why);
}

void check_prevented(struct check *k, const char *how)
{
    k->why = PREVENTED;
    note(k, NOT_CHECKED, how);
}

/* --- the whole ------------------------------------------------------------ */

/* Not a failure: at the step that is tested, or before it, the verdict is TODO.
 * At a later step the program has done what is demanded; and if it has ended
 * there, no connection to it could be made any more. */
void check_note_todo(struct check *k, struct program *p)
{
    const char *what;
    int step = program_todo(p, &what);
    if (step == 0 || (step > k->step && !k->parted))
        return;
    check_take_back(k);
    if (step > k->step)
        return;
    k->verdict = TODO;
    k->story = must_strndup(what, strcspn(what, "\n"));
}

/* How a program has ended, if it should not have ended like this. */
static void note_ending(struct check *k, struct program *p, const char *name)
{
    char ending[64], text[2048];
    if (program_sanitizer(p))
        snprintf(text, sizeof text,
                 "the sanitizer has found a mistake in the "
                 "%s\n    %.800s",
                 name, program_sanitizer(p));
    else if (p->report.by_itself && p->report.status != 0 &&
             !(k->may_fail && p == &k->client && WIFEXITED(p->report.status)))
        snprintf(text, sizeof text, "the %s %s%s\n    %.800s", name,
                 p->report.overuse ? "was " : "ended by itself: ",
                 program_ending(p, ending, sizeof ending), program_stderr(p));
    else
        return;
    note(k, FAIL, text);
}

/* What every check demands: no report of a sanitizer, no failed program. */
static void look_over(struct check *k, struct program *p, const char *name)
{
    const char *what;
    if (p->box == 0)
        return;
    program_stop(p);
    if (program_todo(p, &what) > 0) {
        check_note_todo(k, p);
        return;
    }
    int last =
        p == &k->server ? k->cast.last_of_server : k->cast.last_of_client;
    if (k->step < last && k->verdict == PASS)
        return; /* how it ends is a matter of a later step */
    note_ending(k, p, name);
}

/* A program that has failed may be about to end at a todo(): wait for that. */
static void forgive_todo(struct check *k, struct program *p)
{
    if (k->verdict != FAIL || p->box == 0)
        return;
    program_await_end(p);
    check_note_todo(k, p);
}

static void add_evidence(struct check *k, struct evidence *e)
{
    if (k->server.box)
        evidence_add(e, 0, &k->server, k->server_line, k->cast.server);
    if (k->client.box)
        evidence_add(e, 0, &k->client, k->client_line, k->cast.client);
}

/* The outcome, which owns the evidence and the story from now on. */
static struct outcome outcome_of(struct check *k, struct evidence *e)
{
    struct outcome o = {.verdict = k->verdict, .why = k->why};
    if (k->verdict == FAIL) {
        e->demand = k->story;
        evidence_close(e);
        o.evidence = e;
    } else {
        evidence_free(e);
        o.story = k->story;
    }
    return o;
}

/* Of what has not started the program in question nothing is to be said. */
static struct outcome other_program(struct outcome o)
{
    outcome_free(&o);
    return (struct outcome){.verdict = NOT_CHECKED,
                            .why = CANNOT_SHOW,
                            .story = must_strdup("it is about the lab's other "
                                                 "program")};
}

struct outcome check_run(void (*check)(struct check *), int step,
                         const struct cast *cast)
{
    struct check k = {.cast = *cast, .step = step, .verdict = PASS};
    k.options.untraced = cast->untraced;
    check(&k);
    forgive_todo(&k, &k.server);
    forgive_todo(&k, &k.client);
    struct evidence *e = evidence_new(cast, step, &k.options);
    e->passing = k.verdict == PASS;
    add_evidence(&k, e);
    look_over(&k, &k.server, "server");
    look_over(&k, &k.client, "client");
    struct outcome o = outcome_of(&k, e);
    if (k.server.box)
        program_free(&k.server);
    if (k.client.box)
        program_free(&k.client);
    bool foreign = cast->foreign_server || cast->foreign_client;
    return foreign && !k.met_foreign ? other_program(o) : o;
}
