/* complaint.c - what a program prints on stderr, where a line demands it. */
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include "labs.h"
#include "stage.h"

/* A student's message on stderr may have other words, if it has the name of the
 * error, or the system's words for it. The reference must have the page's
 * words. */
static bool says_the_same(struct stage *s, const struct line *l,
                          struct channel *c)
{
    int error = l->error;
    bool ours = !labs_are_starters() && strcmp(s->cast.build, "given") != 0;
    if (error == 0 || ours)
        return false;
    struct want want = {c, NULL, 0};
    pump_until(stage_has_line, &want, QUIET);
    size_t len = stage_first_line(c);
    char *line = stage_copy(c->in, len);
    bool same = error > 0 ? strcasestr(line, strerror(error)) ||
                                strstr(line, strerrorname_np(error))
                          : strcasestr(line, gai_strerror(EAI_NONAME)) ||
                                strcasestr(line, gai_strerror(EAI_AGAIN)) ||
                                strstr(line, "EAI_");
    free(line);
    if (same && len > 0)
        channel_take(c, len);
    return same && len > 0;
}

static bool is_foreign(const struct stage *s, int terminal)
{
    return strcmp(s->command[terminal], "./server") == 0
               ? s->cast.foreign_server
               : s->cast.foreign_client;
}

/* A foreign program has its own words on stderr, in any number of lines. For
 * all lines that are demanded in a row it must print something. */
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

bool stage_complains(struct stage *s, const struct line *l, struct channel *c)
{
    return is_foreign(s, l->who) ? says_something(s, l, c)
                                 : says_the_same(s, l, c);
}
