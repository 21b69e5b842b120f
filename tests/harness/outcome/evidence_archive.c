/* evidence_archive.c - see evidence_archive.h. The same functions write and
 * read: archive.h. */
#include "evidence_archive.h"

#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "fault_words.h"
#include "must.h"

/* --- the conversation ----------------------------------------------------- */

enum { LINES_MOST = 10000, CALLS_MOST = SPY_FIRST + SPY_RING };

static void archive_line(struct archive *a, struct line *l)
{
    int64_t numbers[] = {l->kind, l->who, l->number};
    archive_numbers(a, "line", numbers, 3);
    if (numbers[0] < WHY || numbers[0] > STRANGER_SAYS)
        archive_refuse(a, "no kind of line:", "line");
    l->kind = (enum line_kind)numbers[0];
    l->who = (int)numbers[1];
    l->number = (int)numbers[2];
    archive_string(a, "text", &l->text);
    archive_string(a, "raw", &l->raw);
}

/* The index of the line that failed; -1: after the last line. */
static void archive_failed_line(struct archive *a, struct evidence *e)
{
    const struct conversation *c = e->talk;
    int at = e->wrong.at ? (int)(e->wrong.at - c->lines) : -1;
    archive_int(a, "failed-line", &at);
    if (a->reading && at >= 0 && at < c->count)
        e->wrong.at = &c->lines[at];
}

static void archive_talk(struct archive *a, struct evidence *e)
{
    bool is_talk = e->talk != NULL;
    archive_bool(a, "conversation", &is_talk);
    if (a->reading && is_talk)
        e->talk = e->own = must_calloc(1, sizeof *e->own);
    if (e->talk == NULL || a->broken)
        return;
    /* the cast is safe: writing changes nothing */
    struct conversation *c = (struct conversation *)e->talk;
    archive_string(a, "file", (char **)&c->file);
    archive_string(a, "title", &c->title);
    archive_int(a, "number", &c->number);
    archive_bool(a, "udp", &c->udp);
    int count = archive_count(a, "lines", c->count, LINES_MOST);
    if (a->reading)
        c->lines = must_calloc((size_t)count, sizeof *c->lines);
    c->count = count;
    c->step = e->step;
    for (int i = 0; i < count; i++)
        archive_line(a, &c->lines[i]);
    archive_failed_line(a, e);
}

static void archive_names(struct archive *a, struct names *n)
{
    n->count = archive_count(a, "names", n->count, NAMES);
    for (int i = 0; i < n->count; i++) {
        archive_text(a, "name", n->of[i].name, sizeof n->of[i].name);
        archive_text(a, "word", n->of[i].word, sizeof n->of[i].word);
    }
}

static void archive_mismatch(struct archive *a, struct mismatch *m)
{
    int64_t same = (int64_t)m->same;
    archive_text(a, "from", m->from, sizeof m->from);
    archive_text(a, "how", m->how, sizeof m->how);
    archive_bytes(a, "expected", &m->expected, &m->expected_len);
    archive_bytes(a, "received", &m->received, &m->received_len);
    archive_number(a, "same", &same);
    m->same = (size_t)same;
    if (m->same > m->expected_len || m->same > m->received_len)
        archive_refuse(a, "more than there are bytes:", "same");
}

/* --- a program ------------------------------------------------------------ */

static void archive_socket(struct archive *a, struct observed_socket *o)
{
    int64_t numbers[] = {o->fd,   o->udp,       o->listening, o->connected,
                         o->port, o->peer_port, o->unsent,    o->unread};
    archive_numbers(a, "socket", numbers, 8);
    archive_text(a, "address", o->address, sizeof o->address);
    o->fd = (int)numbers[0];
    o->udp = numbers[1] != 0;
    o->listening = numbers[2] != 0;
    o->connected = numbers[3] != 0;
    o->port = (int)numbers[4];
    o->peer_port = (int)numbers[5];
    o->unsent = (long)numbers[6];
    o->unread = (long)numbers[7];
}

/* What was recorded before threads were counted has no number of them. */
static void archive_observed(struct archive *a, struct observed *o)
{
    int64_t numbers[] = {o->descriptors, o->children, o->dead_children,
                         o->cpu_ms, a->reading ? -1 : o->threads};
    bool counted = a->reading || o->threads != -1;
    archive_more_numbers(a, "observed", numbers, 4, counted ? 5 : 4);
    o->descriptors = (int)numbers[0];
    o->children = (int)numbers[1];
    o->dead_children = (int)numbers[2];
    o->cpu_ms = (long)numbers[3];
    o->threads = (int)numbers[4];
    int most = (int)(sizeof o->sockets / sizeof *o->sockets);
    o->socket_count = archive_count(a, "sockets", o->socket_count, most);
    for (int i = 0; i < o->socket_count; i++)
        archive_socket(a, &o->sockets[i]);
}

/* The arguments of all kinds of calls share a union, so we archive arg[]. */
static void archive_call(struct archive *a, struct spy_call *c)
{
    int64_t n[] = {c->times,
                   c->name,
                   c->family,
                   c->ip,
                   c->port,
                   c->is_datagram,
                   c->length_in,
                   c->length_out,
                   c->pid,
                   c->fd,
                   c->error,
                   c->result,
                   (int64_t)c->from[0],
                   (int64_t)c->from[1],
                   c->began,
                   c->ended};
    archive_numbers(a, "call", n, 16);
    archive_numbers(a, "arguments", c->arg, SPY_ARGS);
    char *head = c->head;
    size_t len = sizeof c->head;
    archive_bytes(a, "head", &head, &len);
    if (!a->reading)
        return;
    *c = (struct spy_call){.times = (uint32_t)n[0],
                           .name = (uint16_t)n[1],
                           .family = (uint16_t)n[2],
                           .ip = (uint32_t)n[3],
                           .port = (uint16_t)n[4],
                           .is_datagram = (uint16_t)n[5],
                           .length_in = (int32_t)n[6],
                           .length_out = (int32_t)n[7],
                           .pid = (int32_t)n[8],
                           .fd = (int32_t)n[9],
                           .error = (int32_t)n[10],
                           .result = n[11],
                           .from = {(uint64_t)n[12], (uint64_t)n[13]},
                           .began = n[14],
                           .ended = n[15],
                           .arg = {c->arg[0], c->arg[1], c->arg[2], c->arg[3],
                                   c->arg[4], c->arg[5]}};
    if (head && len <= sizeof c->head)
        memcpy(c->head, head, len);
    free(head);
}

static void archive_places(struct archive *a, struct calls *c)
{
    int count = archive_count(a, "places", c->place_count, 2 * CALLS_MOST);
    if (a->reading)
        c->places = must_calloc((size_t)count, sizeof *c->places);
    c->place_count = count;
    for (int i = 0; i < count; i++) {
        struct place *p = &c->places[i];
        int64_t numbers[] = {(int64_t)p->address, p->line, p->step};
        archive_numbers(a, "place", numbers, 3);
        archive_text(a, "source", p->file, sizeof p->file);
        p->address = (uint64_t)numbers[0];
        p->line = (int)numbers[1];
        p->step = (int)numbers[2];
    }
}

static void archive_calls(struct archive *a, struct calls *c)
{
    archive_call(a, &c->now);
    c->other_count = archive_count(a, "others", c->other_count, SPY_ACTORS);
    for (int i = 0; i < c->other_count; i++)
        archive_call(a, &c->others[i]);
    bool known = c->of != NULL; /* false: there was no spy */
    archive_bool(a, "calls-known", &known);
    int count = archive_count(a, "calls", c->count, CALLS_MOST);
    if (a->reading && known)
        c->of = must_calloc((size_t)count + 1, sizeof *c->of);
    c->count = c->of ? count : 0;
    for (int i = 0; i < c->count; i++)
        archive_call(a, &c->of[i]);
    archive_places(a, c);
}

static void archive_subject(struct archive *a, struct subject *s)
{
    int64_t report = s->report ? s->report - s->said : -1;
    archive_text(a, "command", s->command, sizeof s->command);
    archive_text(a, "path", s->path, sizeof s->path);
    archive_int(a, "terminal", &s->terminal);
    archive_bool(a, "is-server", &s->is_server);
    archive_bool(a, "ended", &s->ended);
    archive_number(a, "looked", &s->looked);
    archive_int(a, "status", &s->status);
    archive_int(a, "signal", &s->signal);
    archive_text(a, "ending", s->ending, sizeof s->ending);
    archive_int(a, "stragglers", &s->stragglers);
    archive_int(a, "todo", &s->todo);
    archive_string(a, "said", &s->said);
    archive_string(a, "said-before", &s->said_before);
    archive_number(a, "report", &report);
    archive_observed(a, &s->seen);
    archive_calls(a, &s->calls);
    if (a->reading && s->said && report >= 0 &&
        report <= (int64_t)strlen(s->said))
        s->report = s->said + report;
}

/* --- the whole ------------------------------------------------------------ */

static void archive_faults(struct archive *a, struct faults *all)
{
    char words[FAULT_WORDS_MOST] = "";
    faults_write(all, words);
    archive_text(a, "faults", words, sizeof words);
    if (a->reading && !a->broken && !faults_read(all, words))
        archive_refuse(a, "no faults:", "faults");
}

static void archive_evidence(struct archive *a, struct evidence *e)
{
    archive_text(a, "lab", e->lab, sizeof e->lab);
    archive_text(a, "build", e->build, sizeof e->build);
    archive_int(a, "step", &e->step);
    archive_faults(a, &e->faults);
    archive_bytes(a, "demand", &e->demand, NULL);
    archive_bool(a, "windows", &e->windows);
    archive_bool(a, "passing", &e->passing);
    archive_talk(a, e);
    archive_mismatch(a, &e->wrong);
    archive_names(a, &e->names);
    e->count = archive_count(a, "programs", e->count, SUBJECTS);
    for (int i = 0; i < e->count; i++)
        archive_subject(a, &e->of[i]);
}

bool evidence_write(FILE *file, struct evidence *e)
{
    struct archive a = {.file = file};
    for (int i = 0; i < e->count; i++)
        calls_resolve(&e->of[i].calls, e->of[i].report);
    archive_evidence(&a, e);
    return fflush(file) == 0 && !ferror(file);
}

struct evidence *evidence_read(FILE *file, const char *name, int lines)
{
    struct archive a = {
        .file = file, .name = name, .reading = true, .line = lines};
    struct evidence *e = must_calloc(1, sizeof *e);
    archive_evidence(&a, e);
    if (!a.broken)
        return e;
    evidence_free(e);
    return NULL;
}
