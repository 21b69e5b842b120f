/* together.c - see together.h. */
#include "together.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include "mistakes.h"

/* --- which failure is simpler --------------------------------------------- */

/* Is a simpler than b, which comes later? */
static bool is_simpler(const struct failure *a, const struct failure *b)
{
    if (a->step != b->step)
        return a->step < b->step;
    if (a->shown->fault != b->shown->fault)
        return a->shown->fault < b->shown->fault;
    return a->shown->lines <= b->shown->lines;
}

static int simplest(const struct failure *of, int count)
{
    int best = -1;
    for (int i = 0; i < count; i++)
        if (best == -1 || !is_simpler(&of[best], &of[i]))
            best = i;
    return best;
}

/* --- what a name explains ------------------------------------------------- */

static const struct finding *find_name(const struct findings *shown,
                                       const char *name)
{
    for (int i = 0; i < shown->count; i++)
        if (strcmp(shown->of[i].name, name) == 0)
            return &shown->of[i];
    return NULL;
}

/* A candidate: a name, and how well it explains the failures. */
struct candidate {
    const char *name;   /* NULL: none */
    enum weight weight; /* of its surest finding */
    int at;             /* the simplest failure that it explains, */
    struct finding f;   /* ...and what that shows of it */
    int explains;       /* how many failures */
    bool simplest;      /* among them the simplest of all? */
    bool natural;       /* ...one where nothing was made to fail? */
};

static struct candidate judge(const struct failure *of, int count, int least,
                              const char *name)
{
    struct candidate c = {.name = name, .at = -1};
    for (int i = 0; i < count; i++) {
        const struct finding *f = find_name(of[i].shown, name);
        if (f == NULL)
            continue;
        c.explains++;
        c.simplest |= i == least;
        c.natural |= of[i].shown->fault == 0;
        if (c.at == -1 || !is_simpler(&of[c.at], &of[i])) {
            c.at = i;
            c.f = *f;
        }
        if (f->weight > c.weight)
            c.weight = f->weight;
    }
    return c;
}

/* Is a better than b, which came first, or is there none yet? */
static bool is_better(const struct candidate *a, const struct candidate *b)
{
    if (b->name == NULL)
        return true;
    bool sure_a = a->weight > LIKELY, sure_b = b->weight > LIKELY;
    if (sure_a != sure_b)
        return sure_a;
    if (a->explains != b->explains)
        return a->explains > b->explains;
    if (a->simplest != b->simplest)
        return a->simplest;
    return a->weight > b->weight;
}

struct choice together(const struct failure *of, int count)
{
    int least = simplest(of, count);
    struct candidate best = {.name = NULL};
    bool plain = least != -1 && of[least].shown->fault == 0;
    for (int i = 0; i < count; i++)
        for (int k = 0; k < of[i].shown->count; k++) {
            struct candidate c =
                judge(of, count, least, of[i].shown->of[k].name);
            if ((c.natural || !plain) && is_better(&c, &best))
                best = c;
        }
    if (best.name == NULL)
        return (struct choice){.told = least};
    return (struct choice){.told = best.at, .finding = best.f};
}
