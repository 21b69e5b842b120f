/* signs_answers.c - questions whose answer may not be known: signs.h. */
#include "signs.h"

/* Was every call noted? A ring that is full may have lost rows. */
static bool is_whole(const struct calls *c)
{
    return c->of && c->count < SPY_FIRST + SPY_RING - SPY_ACTORS;
}

static bool has_ended(const struct subject *s)
{
    return s->status != -1 || s->signal != 0;
}

static bool is_call(const struct spy_call *c, enum spy_name name, int fd)
{
    return c->times > 0 && (name == SPY_NONE || c->name == name) &&
           (fd == -1 || c->fd == fd);
}

/* Is it a call that has not returned, of any thread? */
static bool is_under_way(const struct subject *s, enum spy_name name, int fd)
{
    const struct calls *all = &s->calls;
    for (int i = 0; i < all->other_count; i++)
        if (is_call(&all->others[i], name, fd))
            return true;
    return is_call(&all->now, name, fd);
}

struct answer was_called_on(const struct subject *s, const struct spy_call *c,
                            enum spy_name name, int fd)
{
    bool seen = is_under_way(s, name, fd);
    while (!seen && (c = next_call(s, c, name)))
        seen = is_call(c, name, fd);
    return answer_seen(seen, is_whole(&s->calls));
}

struct answer was_called(const struct subject *s, enum spy_name name)
{
    return was_called_on(s, NULL, name, -1);
}

struct answer was_called_before(const struct subject *s,
                                const struct spy_call *c, enum spy_name name)
{
    return answer_seen(call_before(s, c, name),
                       is_whole(&s->calls) && maker_of(s, c));
}

struct answer was_made_again(const struct subject *s, const struct spy_call *c,
                             int ms)
{
    bool in_time = has_ended(s) || (s->looked - c->ended) / 1000000 >= ms;
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
        if (at->name == SPY_CLOSE && at->fd == c->fd)
            return answer_seen(false, is_whole(&s->calls));
        else if (is_call(at, c->name, c->fd))
            return answer_seen(true, true);
    return answer_seen(is_under_way(s, c->name, c->fd),
                       in_time && is_whole(&s->calls));
}

struct answer was_closed(const struct subject *s, const struct spy_call *c)
{
    return was_called_on(s, c, SPY_CLOSE, (int)c->result);
}

struct answer is_alone(const struct subject *s)
{
    bool others = s->calls.other_count > 0 || s->seen.threads > 1 ||
                  s->seen.children > 0 || last_call(s, SPY_FORK);
    return (struct answer){others                 ? NO
                           : s->seen.threads == 1 ? YES
                                                  : NOT_KNOWN};
}

struct answer was_seen(const struct subject *s, bool seen)
{
    return answer_seen(seen, is_whole(&s->calls));
}

bool is_cut_short(const struct subject *s)
{
    return s->signal != 0 || s->report || s->todo > 0;
}
