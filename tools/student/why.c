/* why.c - tell the last failure again, whole, without playing it.
 *
 * usage: why [LAB [STEP]]
 *
 * What failed in the last `make test` or `make watch` lies in
 * tests/build/outcomes. Of several failures the one is told that they told: of
 * the first step that has any, for what comes behind it counts for nothing. */
#include <stdio.h>

#include "arguments.h"
#include "explain.h"
#include "kept.h"
#include "outcome.h"
#include "paths.h"
#include "student.h"
#include "tell.h"

/* As a run would choose among them: the first that has a name, else the
 * first. */
static int choose(const struct outcome *of, int count)
{
    for (int i = 0; i < count; i++)
        if (of[i].finding.weight > LIKELY)
            return i;
    return 0;
}

/* How many failures the first step has. */
static int of_first_step(const struct kept *all, int count)
{
    int same = 0;
    while (same < count && all[same].step == all[0].step)
        same++;
    return same;
}

static void explain_all(struct kept *all, struct outcome *of, int count)
{
    for (int i = 0; i < count; i++) {
        of[i] = (struct outcome){.verdict = FAIL, .evidence = all[i].evidence};
        all[i].evidence = NULL;
        explain(&of[i]);
    }
}

static void tell(const char *lab, const struct kept *all,
                 const struct outcome *of, int count)
{
    int told = choose(of, count);
    printf("FAIL  %s\n", all[told].title);
    tell_failure(stdout, lab, &of[told]);
    for (int i = 0; i < count; i++)
        if (i != told)
            printf("%s    %s\n",
                   i == (told == 0) ? "\n  These failed, too:\n" : "",
                   all[i].title);
}

int main(int argc, char **argv)
{
    static struct outcome of[500];
    struct topic t;
    struct kept *all;
    char folder[PATH_MOST];
    paths_init(argv[0]);
    arguments_check(argc, argv, 0, 2, "why [LAB [STEP]]");
    topic_choose(&t, argc, argv);
    int step = argc > 2 && *argv[2] ? t.step : 0;
    int count = kept_read(kept_folder(folder, t.guide.lab), step, &all);
    if (count == 0) {
        printf("%s: nothing of it failed when it was tested the last time.\n",
               t.guide.lab);
        return 1;
    }
    int some = of_first_step(all, count);
    explain_all(all, of, some);
    tell(t.guide.lab, all, of, some);
    for (int i = 0; i < some; i++)
        outcome_free(&of[i]);
    kept_free(all, count);
    return 0;
}
