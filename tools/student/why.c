/* why.c - tell the last failure again, with its story, without playing it.
 *
 * usage: why [LAB [STEP]]
 *
 * The last `make test` or `make watch` has saved its failures in
 * tests/build/outcomes. Of several, why tells the one that they told: it is of
 * the first step that failed, since later steps do not count. */
#include <stdio.h>
#include <stdlib.h>

#include "arguments.h"
#include "choose_told.h"
#include "explain.h"
#include "kept.h"
#include "must.h"
#include "paths.h"
#include "report.h"
#include "student.h"
#include "tell.h"

/* How many failures the first step with failures has. */
static int of_first_step(const struct kept *all, int count)
{
    int same = 0;
    while (same < count && all[same].step == all[0].step)
        same++;
    return same;
}

static struct result *explain_all(struct kept *all, int count)
{
    struct result *results = must_calloc((size_t)count, sizeof *results);
    for (int i = 0; i < count; i++) {
        struct outcome o = {.verdict = FAIL, .evidence = all[i].evidence};
        all[i].evidence = NULL;
        explain(&o);
        results[i] = (struct result){.verdict = FAIL,
                                     .step = all[i].step,
                                     .shown = o.shown,
                                     .finding = o.shown.of[0],
                                     .story = o.story};
    }
    choose_told(results, count);
    return results;
}

static void tell(const char *lab, const struct kept *all,
                 const struct result *results, int count)
{
    int told = report_told(results, count);
    printf("FAIL  %s\n%s", all[told].title, results[told].story);
    tell_finding(stdout, lab, &results[told].finding);
    for (int i = 0; i < count; i++)
        if (i != told)
            printf("%s    %s\n",
                   i == (told == 0) ? "\n  These failed, too:\n" : "",
                   all[i].title);
}

int main(int argc, char **argv)
{
    struct topic t;
    struct kept *all;
    char folder[PATH_MOST];
    paths_init(argv[0]);
    arguments_check(argc, argv, 0, 2, "why [LAB [STEP]]");
    topic_choose(&t, argc, argv);
    int step = argc > 2 && *argv[2] ? t.step : 0;
    int count = kept_read(kept_folder(folder, t.guide.lab), step, &all);
    if (count == -1) /* kept_read() has written a message */
        return 1;
    if (count == 0) {
        printf("%s: no failure is kept. `make test` and `make watch` keep "
               "those that they find.\n",
               t.guide.lab);
        return 0;
    }
    int some = of_first_step(all, count);
    struct result *results = explain_all(all, some);
    tell(t.guide.lab, all, results, some);
    for (int i = 0; i < some; i++)
        free(results[i].story);
    free(results);
    kept_free(all, count);
    return 0;
}
