/* mistakes.c - the rows of the table of mistakes:
 * harness/diagnosis/mistakes_*.c. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

#include "guide.h"
#include "labs.h"
#include "mistakes.h"
#include "paths.h"

static void each_row(void (*what)(const struct mistake *m))
{
    paths_init("");
    for (const struct mistake *const *topic = mistakes_topics; *topic; topic++)
        for (const struct mistake *m = *topic; m->name; m++)
            what(m);
}

/* How many steps the lab of this number has; 0: there is no such lab. */
static int steps_of(int number)
{
    struct guide g;
    const char *lab;
    for (int i = 0; (lab = labs_here(i)) != NULL; i++)
        if (labs_number(lab) == number && guide_read(&g, lab))
            return g.count;
    return 0;
}

static bool is_listed_before(const struct mistake *m, int row)
{
    for (int i = 0; i < row; i++)
        if (m->where[i].lab == m->where[row].lab &&
            m->where[i].step == m->where[row].step)
            return true;
    return false;
}

static void is_where_a_step_is(const struct mistake *m)
{
    int i = 0;
    for (; i < WHERE_MOST && m->where[i].lab; i++) {
        const struct lab_step *at = &m->where[i];
        cr_expect(at->step >= 1 && at->step <= steps_of(at->lab),
                  "%s: there is no step %d of lab %d", m->name, at->step,
                  at->lab);
        cr_expect_not(is_listed_before(m, i), "%s: %d.%d twice", m->name,
                      at->lab, at->step);
    }
    for (; i < WHERE_MOST; i++)
        cr_expect(m->where[i].lab == 0 && m->where[i].step == 0,
                  "%s: a step behind the end, or of no lab", m->name);
}

Test(mistakes, belong_to_steps_that_are_there)
{
    each_row(is_where_a_step_is);
}

/* "port-not-swapped" */
static bool is_name(const char *name)
{
    for (const char *c = name; *c; c++)
        if (!islower(*c) && (*c != '-' || c == name || c[-1] == '-'))
            return false;
    return *name && name[strlen(name) - 1] != '-';
}

static void is_whole(const struct mistake *m)
{
    struct finding f;
    cr_expect(is_name(m->name) && strlen(m->name) < sizeof f.name, "%s",
              m->name);
    cr_expect(m->weight >= LIKELY && m->weight <= CERTAIN, "%s", m->name);
    cr_expect_not_null(m->sign, "%s", m->name);
    cr_expect(m->question && strchr(m->question, '?') &&
                  strlen(m->question) < sizeof f.question,
              "%s has no question", m->name);
}

Test(mistakes, are_whole)
{
    each_row(is_whole);
}
