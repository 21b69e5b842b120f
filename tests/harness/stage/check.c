/* check.c - see check.h. */
#include "check.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gather.h"
#include "must.h"
#include "observe.h"
#include "source.h"

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

/* --- programs ------------------------------------------------------------- */

static bool line_came(void *arg)
{
    struct program *p = arg;
    return (p->out.in_len && memchr(p->out.in, '\n', p->out.in_len)) ||
           p->out.ended;
}

static bool read_address(struct check *k)
{
    pump_until(line_came, &k->server, QUIET);
    channel_text(&k->server.out);
    char *colon;
    if (sscanf(k->server.out.in, "listening on %79s", k->address) != 1 ||
        (colon = strrchr(k->address, ':')) == NULL) {
        const char *said = program_stderr(&k->server);
        check_fail(k,
                   "the server does not print `listening on ADDRESS:PORT`, "
                   "but: '%.*s', and on stderr: '%.*s'",
                   (int)strcspn(k->server.out.in, "\n"), k->server.out.in,
                   (int)strcspn(said, "\n"), said);
        return false;
    }
    k->port = atoi(colon + 1);
    channel_take(&k->server.out, strcspn(k->server.out.in, "\n") + 1);
    return true;
}

void check_fault(struct check *k, struct fault f)
{
    k->options.faults.of[k->options.faults.count++] = f;
}

static bool start_server(struct check *k, const char *argument)
{
    char *argv[] = {"./server", (char *)argument, NULL};
    snprintf(k->server_line, sizeof k->server_line, "./server %s",
             argument ? argument : "");
    k->options.spied = k->cast.spied;
    k->options.leaks = false; /* it does not end, and conversations look */
    if (program_start(&k->server, k->cast.server, argv, &k->options))
        return true;
    check_fail(k, "the harness could not start the server");
    return false;
}

bool check_server(struct check *k, const char *argument)
{
    return start_server(k, argument) && read_address(k);
}

/* Is there a todo() with these words, beside a solution that stands there? */
static bool has_todo(const char *path, const char *todo)
{
    struct source s;
    bool found = false;
    if (!source_read(&s, path))
        return false;
    for (int line = 1; line <= s.count; line++)
        found |=
            strstr(s.lines[line], todo) && !strstr(s.lines[line], "SOLUTION");
    source_free(&s);
    return found;
}

bool check_is_written(struct check *k, int step)
{
    static const char *const programs[] = {"server", "client"};
    const char *const built[] = {k->cast.server, k->cast.client};
    char relative[256], path[PATH_MOST + 2], todo[32];
    snprintf(todo, sizeof todo, "todo(\"step %d:", step);
    for (int i = 0; i < 2; i++) {
        snprintf(relative, sizeof relative, "%s/%s.c", k->cast.lab,
                 programs[i]);
        snprintf(path, sizeof path, "%s.c", built[i]); /* of a given one */
        if (access(path, R_OK) == -1)
            path_of(path, relative);
        if (has_todo(path, todo))
            return false;
    }
    return true;
}

static bool is_so_far(void *arg)
{
    struct program *p = arg;
    const char *what;
    return line_came(p) || program_todo(p, &what) > 0 || program_ended(p);
}

bool check_server_so_far(struct check *k, const char *argument)
{
    const char *what;
    k->options.todo_waits = true;
    if (!start_server(k, argument))
        return false;
    pump_until(is_so_far, &k->server, QUIET);
    int todo = program_todo(&k->server, &what);
    if (todo > 0 && todo <= k->step)
        check_fail(k, "step %d is still to be written", todo);
    return todo > 0 ? todo > k->step : read_address(k);
}

bool check_client(struct check *k, const char *a, const char *b, const char *c)
{
    char *argv[] = {"./client", (char *)a, (char *)b, (char *)c, NULL};
    snprintf(k->client_line, sizeof k->client_line, "./client %s %s %s",
             a ? a : "", b ? b : "", c ? c : "");
    k->options.spied = k->cast.spied;
    k->options.leaks = true;
    if (program_start(&k->client, k->cast.client, argv, &k->options))
        return true;
    check_fail(k, "the harness could not start the client");
    return false;
}

/* A program that has come to a step still to be written has not failed; nor if
 * that is a later one, and it is only not there any more. */
static void note_todo(struct check *k, struct program *p)
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

void check_stop_server(struct check *k)
{
    if (k->server.box) {
        note_todo(k, &k->server);
        program_free(&k->server);
    }
    k->server.box = 0;
}

/* --- peers ---------------------------------------------------------------- */

bool check_connect(struct check *k, struct peer *p)
{
    if (peer_connect(p, k->address, false, 5 * QUIET)) {
        k->known = true;
        return true;
    }
    k->parted = k->verdict == PASS && (k->known || errno != ECONNREFUSED);
    check_fail(k, "cannot connect to %s: %s", k->address, strerror(errno));
    return false;
}

struct want {
    struct peer *p;
    size_t len;
};

static bool enough_came(void *arg)
{
    struct want *w = arg;
    return w->p->wire.in_len >= w->len || w->p->wire.ended;
}

bool check_hears(struct peer *p, const char *bytes, size_t len)
{
    struct want want = {p, len};
    pump_until(enough_came, &want, QUIET);
    if (p->wire.in_len < len || memcmp(p->wire.in, bytes, len) != 0)
        return false;
    channel_take(&p->wire, len);
    return true;
}

static bool is_at_its_end(void *arg)
{
    return ((struct peer *)arg)->wire.ended;
}

bool check_end(struct peer *p)
{
    return pump_until(is_at_its_end, p, QUIET) == DONE;
}

bool check_echo(struct peer *p, const char *word)
{
    channel_send(&p->wire, word, strlen(word));
    return check_hears(p, word, strlen(word));
}

bool check_until(bool (*fact)(void *), void *arg)
{
    return pump_until(fact, arg, QUIET) == DONE;
}

static bool never(void *arg)
{
    (void)arg;
    return false;
}

long check_idle_cpu(struct check *k, long ms)
{
    long before = observe_cpu_ms(k->server.pid);
    pump_until(never, NULL, ms); /* returns when nothing has moved for ms */
    return observe_cpu_ms(k->server.pid) - before;
}

/* --- the whole ------------------------------------------------------------ */

/* What no check needs to ask: the server still runs, and no stray byte. */
static void look_over(struct check *k, struct program *p, const char *name)
{
    char ending[64], text[2048];
    const char *what;
    if (p->box == 0)
        return;
    program_stop(p);
    if (program_todo(p, &what) > 0) {
        note_todo(k, p);
        return;
    }
    int last =
        p == &k->server ? k->cast.last_of_server : k->cast.last_of_client;
    if (k->step < last && k->verdict == PASS)
        return; /* what was demanded is there; how it ends comes later */
    if (program_sanitizer(p))
        snprintf(text, sizeof text,
                 "the sanitizer has found a mistake in the "
                 "%s\n    %.800s",
                 name, program_sanitizer(p));
    else if (p->report.by_itself && p->report.status != 0)
        snprintf(text, sizeof text, "the %s %s%s\n    %.800s", name,
                 p->report.overuse ? "was " : "ended by itself: ",
                 program_ending(p, ending, sizeof ending), program_stderr(p));
    else
        return;
    note(k, FAIL, text);
}

/* The end of one that has failed may still be on its way. */
static void forgive_todo(struct check *k, struct program *p)
{
    if (k->verdict != FAIL || p->box == 0)
        return;
    program_await_end(p);
    note_todo(k, p);
}

static void add_evidence(struct check *k, struct evidence *e)
{
    if (k->server.box)
        evidence_add(e, 0, &k->server, k->server_line, k->cast.server);
    if (k->client.box)
        evidence_add(e, 0, &k->client, k->client_line, k->cast.client);
}

/* What became of it; the evidence and the story are the outcome's now. */
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

struct outcome check_run(void (*check)(struct check *), int step,
                         const struct cast *cast)
{
    struct check k = {.cast = *cast, .step = step, .verdict = PASS};
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
    return o;
}
