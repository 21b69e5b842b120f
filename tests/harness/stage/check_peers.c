/* check_peers.c - see check.h: the peers of a check, and waiting. */
#include "check.h"

#include <errno.h>
#include <string.h>

#include "observe.h"

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

long check_idle_cpu(const struct program *p, long ms)
{
    long before = program_cpu_ms(p);
    pump_until(never, NULL, ms); /* returns when nothing has moved for ms */
    return program_cpu_ms(p) - before;
}
