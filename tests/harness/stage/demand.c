/* demand.c - compare what came with what a line demands. */
#include "stage.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"

/* Note how a line failed, where there is nothing to compare. Returns false, for
 * the caller to return. */
bool stage_fail(struct stage *s, const struct line *at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(s->wrong.how, sizeof s->wrong.how, format, args);
    va_end(args);
    s->wrong.at = at;
    return false;
}

char *stage_copy(const char *bytes, size_t len)
{
    char *new = must_malloc(len + 1);
    if (len > 0)
        memcpy(new, bytes, len);
    new[len] = '\0';
    return new;
}

bool stage_fail_compared(struct stage *s, const struct line *at,
                         const char *from, const char *expected, size_t len,
                         const char *received, size_t received_len)
{
    struct mismatch *m = &s->wrong;
    m->at = at;
    snprintf(m->from, sizeof m->from, "%s", from);
    m->expected = stage_copy(expected, len);
    m->expected_len = len;
    m->received = stage_copy(received, received_len);
    m->received_len = received_len;
    while (m->same < len && m->same < received_len &&
           expected[m->same] == received[m->same])
        m->same++;
    return false;
}

static bool differs(const struct want *w)
{
    size_t have = w->from->in_len < w->len ? w->from->in_len : w->len;
    return have > 0 && memcmp(w->from->in, w->bytes, have) != 0;
}

bool stage_has_line(void *arg)
{
    struct want *w = arg;
    struct channel *c = w->from;
    if (c->ended || (c->in_len > 0 && c->kind == DATAGRAMS))
        return true;
    if (w->bytes == NULL)
        return c->in_len > 0 && memchr(c->in, '\n', c->in_len);
    return c->in_len >= w->len || (c->in_len > 0 && differs(w));
}

/* Say which program has written more than is kept. */
void stage_say_flood(struct stage *s)
{
    for (int i = 1; i < TERMINALS; i++) {
        const struct program *p = &s->programs[i];
        bool out = s->started[i] && p->out.flooded;
        if (!out && !(s->started[i] && p->err.flooded))
            continue;
        snprintf(s->wrong.how, sizeof s->wrong.how,
                 "%s has written more than %zu KiB on %s", s->command[i],
                 (out ? p->out.limit : p->err.limit) / 1024,
                 out ? "stdout" : "stderr");
        return;
    }
    snprintf(s->wrong.how, sizeof s->wrong.how,
             "more has been sent than is kept here, and none of it was asked "
             "for");
}

/* Say why the wait for a channel has ended. */
static void say_how(struct stage *s, enum wait wait, const struct channel *c)
{
    if (wait == FLOODED) {
        stage_say_flood(s);
        return;
    }
    snprintf(s->wrong.how, sizeof s->wrong.how, "%s",
             c->reset         ? "here the connection was reset"
             : c->ended       ? "here the stream ended"
             : wait == BUSY   ? "still open, but silent: the program uses the "
                                "processor all the time"
             : wait == SILENT ? "still open, but silent: the program sleeps"
                              : "here they differ");
}

/* The length of the first line that came, with its newline, if it is there. */
size_t stage_first_line(const struct channel *c)
{
    const char *end = c->in_len ? memchr(c->in, '\n', c->in_len) : NULL;
    return end ? (size_t)(end - c->in) + 1 : c->in_len;
}

/* Demand these bytes, in any number of pieces. */
static bool demand_bytes(struct stage *s, const struct line *l,
                         struct channel *c, const char *from)
{
    size_t len;
    char *bytes = text_bytes(l->text, &s->names, true, &len);
    struct want want = {c, bytes, len};
    enum wait wait = pump_until(stage_has_line, &want, QUIET);
    bool good = c->in_len >= len && !differs(&want);
    if (good) {
        channel_take(c, len);
    } else {
        say_how(s, wait, c);
        size_t some = stage_first_line(c) > len ? stage_first_line(c) : len;
        stage_fail_compared(s, l, from, bytes, len, c->in,
                            some < c->in_len ? some : c->in_len);
        if (differs(&want))
            snprintf(s->wrong.how, sizeof s->wrong.how, "here they differ");
    }
    free(bytes);
    return good;
}

/* Demand a line that fits the text. Its new [NAMES] are learned. */
bool stage_demand_line(struct stage *s, const struct line *l, struct channel *c,
                       const char *from)
{
    if (text_is_plain(l->text, &s->names))
        return demand_bytes(s, l, c, from);
    struct want want = {c, NULL, 0};
    enum wait wait = pump_until(stage_has_line, &want, QUIET);
    size_t len = stage_first_line(c);
    if (len > 0 && c->in[len - 1] == '\n' &&
        text_matches(l->text, &s->names, c->in, len - 1)) {
        channel_take(c, len);
        return true;
    }
    say_how(s, wait, c);
    char *shown = text_shown(l->text, &s->names);
    stage_fail_compared(s, l, from, shown, strlen(shown), c->in, len);
    free(shown);
    return false;
}

bool stage_demand_datagram(struct stage *s, const struct line *l,
                           struct channel *c, const char *from)
{
    struct want want = {c, NULL, 0};
    enum wait wait = pump_until(stage_has_line, &want, QUIET);
    const char *bytes;
    size_t len, wanted_len;
    if (!channel_datagram(c, &bytes, &len)) {
        char *shown = *l->text ? text_shown(l->text, &s->names)
                               : must_strdup("(an empty datagram)");
        say_how(s, wait, c);
        stage_fail_compared(s, l, from, shown, strlen(shown), "", 0);
        free(shown);
        return false;
    }
    if (!text_is_plain(l->text, &s->names)) {
        bool good = text_matches(l->text, &s->names, bytes, len);
        if (!good)
            stage_fail_compared(s, l, from, l->text, strlen(l->text), bytes,
                                len);
        channel_take_datagram(c);
        return good;
    }
    char *wanted = text_bytes(l->text, &s->names, false, &wanted_len);
    bool good = wanted_len == len && memcmp(wanted, bytes, len) == 0;
    if (!good)
        stage_fail_compared(s, l, from, wanted, wanted_len, bytes, len);
    if (!good)
        snprintf(s->wrong.how, sizeof s->wrong.how,
                 "here they differ (one datagram of %zu bytes)", len);
    free(wanted);
    channel_take_datagram(c);
    return good;
}

static bool channel_is_over(void *arg)
{
    struct channel *c = arg;
    return c->ended || c->in_len > 0;
}

/* Demand the end of a stream, or (reset) that the connection is reset. */
bool stage_demand_end(struct stage *s, const struct line *l, struct channel *c,
                      const char *from, bool reset)
{
    enum wait wait = pump_until(channel_is_over, c, QUIET);
    if (c->ended && c->in_len == 0 && c->reset == reset)
        return true;
    const char *wanted = reset ? "(a reset)" : "(the end of the stream)";
    say_how(s, wait, c);
    stage_fail_compared(s, l, from, wanted, strlen(wanted), c->in, c->in_len);
    s->wrong.same = 0;
    if (c->in_len > 0)
        snprintf(s->wrong.how, sizeof s->wrong.how, "here it goes on");
    return false;
}
