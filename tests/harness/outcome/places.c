/* places.c - where calls stand in a program's source: calls.h.
 *
 * The spy notes two return addresses of each call: its own, and that of the
 * function around it, which may be a helper. We ask addr2line(1), which comes
 * with the compiler, for all addresses at once. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "calls.h"
#include "must.h"
#include "source.h"

enum { PLACES_MOST = 256 };

/* --- the addresses -------------------------------------------------------- */

static int by_address(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return x->address < y->address ? -1 : x->address > y->address;
}

static bool has_place(const struct calls *c, uint64_t address)
{
    for (int i = 0; i < c->place_count; i++)
        if (c->places[i].address == address)
            return true;
    return false;
}

static void add_addresses(struct calls *c, const struct spy_call *call)
{
    for (int i = 0; i < 2; i++)
        if (call->from[i] > c->base && c->place_count < PLACES_MOST &&
            !has_place(c, call->from[i]))
            c->places[c->place_count++].address = call->from[i];
}

/* --- what they stand for -------------------------------------------------- */

/* The command that asks for all addresses; NULL: a quote in the path would
 * break it. The call lies before its return address: so - 1. */
static char *command_for(const struct calls *c)
{
    char *command;
    size_t len;
    if (strchr(c->program, '\''))
        return NULL;
    FILE *out = must_open_memstream(&command, &len);
    fprintf(out, "addr2line -e '%s'", c->program);
    for (int i = 0; i < c->place_count; i++)
        fprintf(out, " 0x%" PRIx64, c->places[i].address - c->base - 1);
    fputs(" 2>/dev/null", out);
    must_fclose(out);
    return command;
}

/* The step of a program's source that this line belongs to; 0: none. */
static int step_at(const char *path, int line)
{
    struct source source;
    int step = 0;
    if (access(path, R_OK) == -1 || !source_read(&source, path))
        return 0;
    source_steps(&source);
    for (int k = 1; k <= STEPS_MOST; k++)
        if (source.steps[k].first > 0 && line >= source.steps[k].first &&
            line <= source.steps[k].last)
            step = k;
    source_free(&source);
    return step;
}

/* Read a line of addr2line: "/.../lab03-accept-recv/server.c:62". If the place
 * is not known, the line number is 0 or "?". */
static void take_place(struct place *p, char *said)
{
    char *colon = strrchr(said, ':');
    int line = colon ? atoi(colon + 1) : 0;
    if (line <= 0 || strstr(said, "/common/") || strstr(said, "/harness/"))
        return;
    *colon = '\0';
    const char *slash = strrchr(said, '/');
    snprintf(p->file, sizeof p->file, "%.60s", slash ? slash + 1 : said);
    p->line = line;
    p->step = step_at(said, line);
}

static void ask(struct calls *c)
{
    char *command = command_for(c), said[1024];
    FILE *from = command ? popen(command, "re") : NULL;
    for (int i = 0; from && i < c->place_count; i++)
        if (fgets(said, sizeof said, from))
            take_place(&c->places[i], said);
    if (from)
        pclose(from);
    free(command);
}

void calls_resolve(struct calls *c)
{
    if (c->places)
        return;
    c->places = must_calloc(PLACES_MOST, sizeof *c->places);
    for (int i = 0; i < c->count; i++)
        add_addresses(c, &c->of[i]);
    for (int i = 0; i < c->other_count; i++)
        add_addresses(c, &c->others[i]);
    add_addresses(c, &c->now);
    qsort(c->places, (size_t)c->place_count, sizeof *c->places, by_address);
    if (c->place_count > 0)
        ask(c);
}

const struct place *call_place(const struct calls *c,
                               const struct spy_call *call)
{
    for (int i = 0; i < 2; i++) {
        struct place key = {.address = call->from[i]};
        const struct place *p = bsearch(&key, c->places, (size_t)c->place_count,
                                        sizeof key, by_address);
        if (p && *p->file)
            return p;
    }
    return NULL;
}
