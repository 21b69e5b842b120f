/* mistakes_echo.c - bytes that an echo sends, and has not received. */
#include <stdlib.h>
#include <string.h>

#include "signs.h"

/* How many more bytes this send() of an echo was told to send than had come on
 * its connection and not been sent yet; 0: not more. Where a row stands for
 * several calls, the order is not known. */
static int64_t too_many(const struct subject *s, const struct spy_call *c)
{
    int64_t left = 0;
    const struct spy_call *maker = maker_of(s, c);
    for (const struct spy_call *at = maker; at && at <= c; at++) {
        if (at->fd != c->fd || !(receives(at) || sends(at)))
            continue;
        if (at->times > 1)
            return 0;
        if (at == c)
            return c->length > left ? c->length - left : 0;
        left += receives(at)     ? at->result > 0 ? at->result : 0
                : at->result > 0 ? -at->result
                                 : 0;
    }
    return 0;
}

/* Lab 3's server sends back what has come, and no more. */
static bool echoes_more(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        int64_t more =
            is_lab(e, "lab03") && s->is_server && sends(c) ? too_many(s, c) : 0;
        if (more > 0)
            return tell(f, s, c,
                        "%s() was told to send %lld bytes: that is %lld more "
                        "than had come and were still to be sent.",
                        call_name(c), (long long)c->length, (long long)more);
    }
    return false;
}

/* What the server said last to the client of the line that failed; NULL:
 * nothing. Malloc'ed. */
static char *said_before(const struct evidence *e, size_t *len)
{
    const struct line *l = e->wrong.at;
    while (l-- > e->talk->lines)
        if (l->kind == SERVER_SAYS && l->who == e->wrong.at->who)
            return text_is_plain(l->text, &e->names)
                       ? text_bytes(l->text, &e->names, true, len)
                       : NULL;
    return NULL;
}

/* An echo begins with the bytes of the one before. */
static bool answers_again(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!compares(e) || !failed_at_its_bytes(e, s) || !is_lab(e, "lab03") ||
        !s->is_server)
        return false;
    size_t len = 0;
    char *before = said_before(e, &len);
    bool same = before && len > 1 && m->received_len >= len &&
                memcmp(before, m->received, len) == 0 && m->same < len;
    free(before);
    return same && tell(f, s, NULL,
                        "The answer begins with the %zu bytes that had been "
                        "sent as the answer before.",
                        len);
}

const struct mistake mistakes_echo[] = {
    {
        .name = "stale-bytes",
        .weight = CLEAR,
        .sign = echoes_more,
        .question = "How many bytes are new?",
        .where = {{3, 3}},
    },
    {
        .name = "stale-bytes",
        .weight = CLEAR,
        .sign = answers_again,
        .question = "How many bytes are new, and where do they begin?",
        .where = {{3, 3}},
    },
    {0},
};
