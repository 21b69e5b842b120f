/* complaint.c - what a program prints on stderr, where a line demands it.
 *
 * The reference must have the page's words. A student's program may write what
 * it likes: one of its lines must name the call and the error. */
#include "stage.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "complaint_words.h"
#include "labs.h"

/* Lines are looked at in their order, each once. */
struct search {
    struct stage *s;
    const struct line *l;
    struct channel *c;
    char call[32];    /* that has failed; "": any */
    int error;        /* of errno(3); 0: the line has words of its own */
    size_t looked_at; /* bytes of c->in */
    size_t shown_at;  /* if none is found: the line that is shown */
    bool named;       /* it names an error */
    bool found, over; /* over: what comes next cannot be it */
};

/* "accept" of "accept: EMFILE, ..." and of "knock 1: accept: EMFILE"; ""
 * of "[..]: EMFILE". With few descriptors another call may be the first that
 * has none. */
static void read_call(struct search *at)
{
    const char *text = at->l->text, *end = strstr(text, ": E");
    bool any = at->s->options.descriptors > 0 || at->error <= 0;
    if (end == NULL || any || text[0] == '[')
        return;
    const char *begin = end;
    while (begin > text && isalnum((unsigned char)begin[-1]))
        begin--;
    snprintf(at->call, sizeof at->call, "%.*s", (int)(end - begin), begin);
}

static bool is_it(const struct search *at, const char *line)
{
    if (at->error != 0)
        return line_complains(line, *at->call ? at->call : NULL, at->error);
    return text_matches(at->l->text, &at->s->names, line, strlen(line)) ||
           (strstr(at->l->text, ": no error") && line_complains(line, NULL, 0));
}

static bool is_report(const char *line)
{
    return strstr(line, "Sanitizer:") || strstr(line, "runtime error:") ||
           strncmp(line, "todo: ", 6) == 0;
}

/* Is it another complaint, where this one is to be the first? */
static bool is_another(const struct search *at, const char *line)
{
    return at->error == 0
               ? line_is_complaint(line)
               : *at->call && line_complains_wrongly(line, at->call, at->error);
}

static void look_at(struct search *at, size_t begin, size_t len)
{
    char *line = stage_copy(at->c->in + begin, len);
    line[strcspn(line, "\n")] = '\0';
    at->found = is_it(at, line);
    bool another = !at->found && is_another(at, line);
    if (another || (!at->named && line_complains(line, NULL, ANY_ERROR))) {
        at->named = true;
        at->shown_at = begin;
    }
    at->over = another || (!at->found && is_report(line));
    free(line);
}

/* Look at all whole lines that have come; at the end, at a part of one too. */
static void look(struct search *at, bool parts)
{
    while (!at->found && !at->over && at->looked_at < at->c->in_len) {
        const char *begin = at->c->in + at->looked_at;
        size_t most = at->c->in_len - at->looked_at;
        const char *newline = memchr(begin, '\n', most);
        if (newline == NULL && !parts)
            return;
        size_t len = newline ? (size_t)(newline - begin) + 1 : most;
        look_at(at, at->looked_at, len);
        at->looked_at += len;
    }
}

static bool is_settled(void *arg)
{
    struct search *at = arg;
    look(at, at->c->ended);
    return at->found || at->over || at->c->ended;
}

/* Find a line that complains as demanded, and take all up to it. If there is
 * none, what is compared and shown is the first that names an error. */
static bool says_the_same(struct stage *s, const struct line *l,
                          struct channel *c)
{
    struct search at = {.s = s, .l = l, .c = c, .error = l->error};
    read_call(&at);
    pump_until(is_settled, &at, QUIET);
    look(&at, true);
    if (at.found)
        channel_take(c, at.looked_at);
    else if (at.named)
        channel_take(c, at.shown_at);
    return at.found;
}

static bool is_foreign(const struct stage *s, int terminal)
{
    return strcmp(s->command[terminal], "./server") == 0
               ? s->cast.foreign_server
               : s->cast.foreign_client;
}

/* Any words will do, in any number of lines. For all lines that are demanded in
 * a row something must be printed. */
static bool says_something(struct stage *s, const struct line *l,
                           struct channel *c)
{
    if (l > s->c->lines && l[-1].kind == COMPLAINS && l[-1].who == l->who)
        return true;
    struct want want = {c, NULL, 0};
    pump_until(stage_has_line, &want, QUIET);
    size_t len = stage_first_line(c);
    if (len > 0)
        channel_take(c, len);
    return len > 0;
}

/* Is it told how the program is to be used? It says so by status 2. */
static bool is_about_usage(const struct stage *s, const struct line *l)
{
    const struct line *end = s->c->lines + s->c->count;
    while (l < end && l->kind == COMPLAINS)
        l++;
    return l < end && l->kind == EXITS && l->exit.status == 2;
}

bool stage_complains(struct stage *s, const struct line *l, struct channel *c)
{
    bool ours = !labs_are_starters() && strcmp(s->cast.build, "given") != 0;
    if (is_foreign(s, l->who) || (!ours && is_about_usage(s, l)))
        return says_something(s, l, c);
    return !ours && says_the_same(s, l, c);
}
