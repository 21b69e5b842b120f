/* together.c - which of several failures is told, and what is said of it. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "answer.h"
#include "signs.h"
#include "together.h"

enum { MOST = 4 };

static struct findings shown[MOST];
static struct failure failures[MOST];
static int count;

static void fails(int step, int fault, int lines)
{
    shown[count] = (struct findings){.fault = fault, .lines = lines};
    failures[count] = (struct failure){step, &shown[count]};
    count++;
}

/* The failure added last shows this mistake. */
static void shows(const char *name, enum weight weight)
{
    struct findings *last = &shown[count - 1];
    struct finding *f = &last->of[last->count++];
    f->weight = weight;
    snprintf(f->name, sizeof f->name, "%s", name);
}

static void chooses(int told, const char *name)
{
    struct choice c = together(failures, count);
    cr_expect_eq(c.told, told, "%d was told", c.told);
    cr_expect_str_eq(c.finding.name, name);
}

Test(together, has_nothing_to_tell_if_nothing_failed)
{
    chooses(-1, "");
}

Test(together, tells_the_simplest_failure_first)
{
    fails(2, 0, 3), shows("later-step", CERTAIN);
    fails(1, 2, 3), shows("with-fault", CERTAIN);
    fails(1, 0, 9), shows("longer", CERTAIN);
    fails(1, 0, 4), shows("simplest", CERTAIN);
    chooses(3, "simplest");
}

Test(together, does_not_say_what_only_a_fault_has_shown)
{
    fails(1, 2, 3), shows("with-fault", CERTAIN);
    fails(1, 0, 9);
    chooses(1, "");
}

Test(together, says_it_if_nothing_simpler_failed)
{
    fails(1, 2, 9), shows("with-fault", CERTAIN);
    fails(1, 2, 3);
    chooses(0, "with-fault");
}

Test(together, prefers_the_name_that_explains_more)
{
    fails(1, 0, 3), shows("once", CERTAIN), shows("twice", CERTAIN);
    fails(1, 0, 4), shows("twice", CERTAIN);
    chooses(0, "twice");
}

Test(together, prefers_what_is_sure)
{
    fails(1, 0, 3), shows("perhaps", LIKELY);
    fails(1, 0, 4), shows("sure", CLEAR);
    chooses(1, "sure");
}

/* --- answers that may not be known ---------------------------------------- */

static struct spy_call rows[2] = {
    {.times = 1, .name = SPY_SOCKET, .fd = -1, .result = 3},
    {.times = 1, .name = SPY_BIND, .fd = 3},
};

Test(answers, without_a_record_nothing_is_known)
{
    struct subject s = {.status = -1};
    cr_expect(!yes(was_called(&s, SPY_BIND)));
    cr_expect(!no(was_called(&s, SPY_BIND)));
}

Test(answers, a_whole_record_says_yes_and_no)
{
    struct subject s = {.status = -1, .calls = {.of = rows, .count = 2}};
    cr_expect(yes(was_called(&s, SPY_BIND)));
    cr_expect(no(was_called(&s, SPY_LISTEN)));
    cr_expect(no(was_closed(&s, &rows[0])));
}

Test(answers, a_call_that_was_not_repeated_yet_may_still_be)
{
    struct subject s = {.status = -1, .calls = {.of = rows, .count = 2}};
    s.looked = 5000000;
    cr_expect(no(was_made_again(&s, &rows[1], 5)));
    cr_expect(!no(was_made_again(&s, &rows[1], 6)));
}
