/* report_all.c - see report.h: what is said of all labs together. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "labs.h"
#include "report.h"
#include "text.h"

enum { BAR = 30 }; /* columns */

void report_progress(int done, int of)
{
    if (!isatty(STDERR_FILENO))
        return;
    if (done < of)
        fprintf(stderr, "\r  %d of %d ", done, of);
    else
        fprintf(stderr, "\r                    \r");
}

/* The progress bar of all labs, from the saved scores. */
static void put_bar(void)
{
    struct guide g;
    struct lab_score all;
    int steps = 0, done = 0, points = 0, got = 0;
    for (int i = 0; labs_here(i); i++) {
        if (!guide_read(&g, labs_here(i)))
            return;
        score_load(&all, &g);
        for (int k = 1; k <= g.count; k++) {
            done += all.steps[k].verdict == PASS;
            got += score_points(&all.steps[k], g.steps[k].points);
            points += g.steps[k].points;
            steps++;
        }
    }
    int full = steps ? BAR * done / steps : 0;
    printf("\n[%.*s%.*s] all labs: %d of %d steps, %d of %d points\n", full,
           "##############################", BAR - full,
           "..............................", done, steps, got, points);
}

const char *report_lack(const struct result *results, int count)
{
    for (int i = 0; i < count; i++)
        if (results[i].verdict == NOT_CHECKED &&
            results[i].why == HARNESS_LACKS && results[i].story)
            return results[i].story;
    return NULL;
}

void report_counts(const struct result *results, int count)
{
    int of[4] = {0};
    for (int i = 0; i < count; i++)
        of[results[i].verdict] += !results[i].kept;
    if (of[TODO] + of[NOT_CHECKED] > 0)
        printf("%d todo, %d not checked\n", of[TODO], of[NOT_CHECKED]);
    printf("%d passed, %d failed\n", of[PASS], of[FAIL]);
}

void report_sum(const struct result *results, int count, bool quick)
{
    put_bar();
    const char *lack = report_lack(results, count);
    if (lack) {
        putchar('\n');
        text_put_folded(stdout, "not checked: ", lack);
    }
    if (!quick)
        report_counts(results, count);
}
