/* conversation.c - see conversation.h. */
#include "conversation.h"

#include <stdlib.h>

#include "must.h"
#include "wrong.h"

/* --- lines, and their order ----------------------------------------------- */

static bool read_lines(struct conversation *c, const struct block *b)
{
    int count;
    char *const *lines = block_body(b, &count);
    c->lines = must_calloc((size_t)count + 1, sizeof *c->lines);
    for (int i = 0; i < count; i++)
        if (*lines[i] != '\0' && !line_read(&c->lines[c->count++], lines[i],
                                            c->file, b->number + 1 + i))
            return false;
    return true;
}

/* Which terminals have a program so far. */
struct started {
    bool in[10], any;
};

/* Conditions come before the first program; every terminal that is spoken of
 * has one. */
static bool is_in_order(const struct conversation *c, const struct line *l,
                        const struct started *s)
{
    if (l->kind == START && s->in[l->who])
        return wrong_at(c->file, l->number, "terminal %d has a program already",
                        l->who);
    if (l->kind >= LIMIT && l->kind <= EDIT_CLIENT && s->any)
        return wrong_at(c->file, l->number,
                        "a condition must stand before the first $");
    if (l->kind >= TYPES && l->kind <= EXITS && !s->in[l->who])
        return wrong_at(c->file, l->number,
                        "no program was started in terminal %d", l->who);
    if (l->kind == STRANGER_SAYS && !c->udp)
        return wrong_at(c->file, l->number,
                        "X> needs a block marked `transcript udp`");
    return true;
}

static bool order_is_right(const struct conversation *c, const struct block *b)
{
    struct started s = {.any = false};
    for (int i = 0; i < c->count; i++) {
        const struct line *l = &c->lines[i];
        if (!is_in_order(c, l, &s))
            return false;
        if (l->kind == START)
            s.in[l->who] = s.any = true;
    }
    return s.any || wrong_at(c->file, block_end(b),
                             "this conversation starts no program");
}

/* Of some lines only so many can be played. */
static bool numbers_are_right(const struct conversation *c)
{
    static const struct {
        enum line_kind kind;
        int most;
        const char *what;
    } limits[] = {
        {LISTENS, 1, "S listens"},
        {REFUSES, PLACES_MOST, "S refuses"},
        {IGNORES, PLACES_MOST, "S ignores"},
        {FAULT, FAULTS_MOST, "a fault"},
    };
    for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
        int count = 0;
        for (int i = 0; i < c->count; i++) {
            count += c->lines[i].kind == limits[k].kind;
            if (count > limits[k].most)
                return wrong_at(c->file, c->lines[i].number,
                                "more than %d times: %s", limits[k].most,
                                limits[k].what);
        }
    }
    return true;
}

bool conversation_read(struct conversation *c, const struct block *b)
{
    return read_lines(c, b) && block_is_closed(b, c->file) &&
           order_is_right(c, b) && numbers_are_right(c);
}

void conversation_free(struct conversation *c)
{
    for (int i = 0; i < c->count; i++)
        line_free(&c->lines[i]);
    free(c->lines);
    free(c->title);
}

/* --- questions ------------------------------------------------------------ */

const struct line *conversation_line(const struct conversation *c,
                                     enum line_kind kind)
{
    for (int i = 0; i < c->count; i++)
        if (c->lines[i].kind == kind)
            return &c->lines[i];
    return NULL;
}

bool conversation_tests_client(const struct conversation *c)
{
    return conversation_line(c, LISTENS) || conversation_line(c, REFUSES) ||
           conversation_line(c, IGNORES);
}

bool conversation_has_faults(const struct conversation *c)
{
    return conversation_line(c, FAULT) != NULL;
}

bool conversation_has_edits(const struct conversation *c)
{
    return conversation_line(c, EDIT_SERVER) ||
           conversation_line(c, EDIT_CLIENT);
}
