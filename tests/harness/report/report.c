/* report.c - see report.h. */
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "labs.h"
#include "must.h"
#include "tell.h"
#include "text.h"

enum {
    TITLE = 34,
    VERDICT = 25,
    DEMAND = 66,
    NAMED = 6 /* failures that are listed; the others are counted */
};

static bool in_colour(void)
{
    const char *no = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");
    if (force && *force && strcmp(force, "0") != 0)
        return true;
    return isatty(STDOUT_FILENO) && (no == NULL || *no == '\0');
}

static const char *colour(enum verdict v)
{
    static const char *const codes[] = {"\033[32m", "\033[1;31m", "\033[33m",
                                        "\033[2m"};
    return in_colour() ? codes[v] : "";
}

static const char *plain(void)
{
    return in_colour() ? "\033[0m" : "";
}

/* --- scores --------------------------------------------------------------- */

bool result_blocks(const struct result *r)
{
    return r->verdict == FAIL || r->verdict == TODO ||
           (r->verdict == NOT_CHECKED && r->why != CANNOT_SHOW);
}

/* A step gets the worst verdict of its scenarios. So it does not pass if one
 * was not checked; but scenarios that this system cannot show do not count. */
static void add(struct score *s, const struct result *r)
{
    static const int badness[] = {
        [PASS] = 0, [NOT_CHECKED] = 1, [TODO] = 2, [FAIL] = 3};
    if (r->verdict != PASS && !result_blocks(r))
        return;
    s->of++;
    s->passed += r->verdict == PASS;
    if (s->of > 1 && badness[r->verdict] <= badness[s->verdict])
        return;
    s->verdict = r->verdict;
    s->why = r->why;
    s->needs = r->needs;
}

void report_score(struct lab_score *all, const struct result *results,
                  int count)
{
    const struct lab_score before = *all;
    for (int i = 0; i < count; i++)
        if (!results[i].kept)
            all->steps[results[i].step] =
                (struct score){.verdict = NOT_CHECKED};
    for (int i = 0; i < count; i++)
        if (!results[i].kept)
            add(&all->steps[results[i].step], &results[i]);
    for (int k = 1; k <= STEPS_MOST; k++)
        all->steps[k].had = score_lacks(&all->steps[k]) &&
                            before.steps[k].verdict == PASS &&
                            before.steps[k].of > 0;
}

/* --- one lab -------------------------------------------------------------- */

static void put_lab_head(const struct guide *g, const struct lab_score *all)
{
    int points = 0, of = 0;
    for (int k = 1; k <= g->count; k++) {
        points += score_points(&all->steps[k], g->steps[k].points);
        of += g->steps[k].points;
    }
    printf("\n%-59s%6d of %2d points\n", g->lab, points, of);
}

static void put_step(const struct guide *g, const struct lab_score *all, int k)
{
    const struct score *s = &all->steps[k];
    char words[64];
    int len = snprintf(words, sizeof words, "%s", verdict_word(s->verdict));
    if (s->verdict == FAIL)
        snprintf(words + len, sizeof words - (size_t)len, "  %d of %d pass",
                 s->passed, s->of);
    else if (s->had)
        snprintf(words + len, sizeof words - (size_t)len, ", had passed");
    else if (s->verdict == NOT_CHECKED && s->why == NEEDS_STEP)
        snprintf(words + len, sizeof words - (size_t)len, ": needs step %d",
                 s->needs);
    printf("  step %d  %-*s %s%-*s%s %2d of %2d\n", k, TITLE, g->steps[k].title,
           colour(s->verdict), VERDICT, words, plain(),
           score_points(s, g->steps[k].points), g->steps[k].points);
}

/* A long demand is wrapped at blanks. */
static void put_demand(const struct result *r)
{
    const char *title = r->title;
    printf("  ");
    while (strlen(title) > DEMAND) {
        int cut = DEMAND;
        while (cut > 0 && title[cut] != ' ')
            cut--;
        cut = cut ? cut : DEMAND;
        printf("%.*s\n  ", cut, title);
        title += cut + (title[cut] == ' ');
    }
    printf("%-*s%s%s%s\n", DEMAND, title, colour(r->verdict),
           verdict_word(r->verdict), plain());
}

static void put_story(const struct result *r)
{
    printf("\n%s%s%s  %s\n%s%s", colour(r->verdict), verdict_word(r->verdict),
           plain(), r->title, r->verdict == FAIL ? "" : "  ",
           r->story ? r->story : "");
    tell_finding(stdout, r->lab, &r->finding);
    putchar('\n');
}

int report_told(const struct result *results, int count)
{
    int first = -1;
    for (int i = 0; i < count; i++) {
        if (results[i].told)
            return i;
        if (first == -1 && results[i].verdict == FAIL)
            first = i;
    }
    return first;
}

/* The hints of a step are about its topic, which need not be what failed. */
static void put_no_name(const struct guide *g, int step)
{
    printf("  No known mistake looks like this. For hints on the step:\n"
           "      make hint LAB=%.5s STEP=%d\n",
           g->lab, step);
}

/* One failure with its story, the others by title. */
static void put_failures(const struct guide *g, const struct result *results,
                         int count)
{
    int told = report_told(results, count), others = 0;
    if (told == -1)
        return;
    put_story(&results[told]);
    bool named = results[told].finding.weight != UNNAMED;
    if (!named)
        put_no_name(g, results[told].step);
    for (int i = 0; i < count; i++)
        if (results[i].verdict == FAIL && i != told && ++others <= NAMED)
            printf("%s%s    %s\n", others == 1 && !named ? "\n" : "",
                   others == 1 ? "  These fail, too:\n" : "", results[i].title);
    if (others > NAMED)
        printf("    and %d more\n", others - NAMED);
}

static bool has_reason(const struct result *r)
{
    return r->verdict == NOT_CHECKED && r->story && r->why != HARNESS_LACKS;
}

static bool share_reason(const struct result *a, const struct result *b)
{
    return has_reason(a) && has_reason(b) && strcmp(a->story, b->story) == 0;
}

/* How many of these were not checked for the reason of r. */
static int count_reason(const struct result *of, int count,
                        const struct result *r)
{
    int same = 0;
    for (int i = 0; i < count; i++)
        same += share_reason(&of[i], r);
    return same;
}

/* Has this run told this reason before, of another lab? From now on it has. */
static bool is_told(const char *reason)
{
    enum { REASONS = 16 };
    static char *told[REASONS];
    for (int i = 0; i < REASONS; i++) {
        if (told[i] == NULL) {
            told[i] = must_strdup(reason);
            return false;
        }
        if (strcmp(told[i], reason) == 0)
            return true;
    }
    return false;
}

static void put_reason(const struct result *of, int count,
                       const struct result *r)
{
    const char *word = verdict_word(NOT_CHECKED);
    printf("\n%s", colour(NOT_CHECKED));
    if (is_told(r->story))
        printf("%s: %.*s, as above\n", word, (int)strcspn(r->story, ",:;"),
               r->story);
    else
        text_put_folded(stdout, "not checked: ", r->story);
    fputs(plain(), stdout);
    for (int i = 0; i < count; i++)
        if (share_reason(&of[i], r))
            printf("    %s\n", of[i].title);
}

/* A reason that several share is told once, also by several labs. */
static void put_unchecked(const struct result *results, int count)
{
    for (int i = 0; i < count; i++)
        if (has_reason(&results[i]) &&
            count_reason(results, i, &results[i]) == 0)
            put_reason(results, count, &results[i]);
}

/* What to do next. In a run of all labs only the first such lab is shown. */
static void put_next(const struct guide *g, const struct lab_score *all)
{
    static bool shown;
    int k = score_next(all, g);
    if (k == 0 && labs_are_starters())
        printf("\n  All of it passes. Its page goes on: handouts/%s.md,\n"
               "  \"Break it\", \"What people believe\", \"Questions\"\n",
               g->lab);
    if (k && all->steps[k].verdict == TODO && !shown)
        shown = printf("\n  next: step %d, %s (about %d minutes)\n"
                       "        handouts/%s.md, \"Step %d\"\n",
                       k, g->steps[k].title, g->steps[k].minutes, g->lab, k);
}

void report_not_compiled(const char *lab, const char *words,
                         const struct finding *f)
{
    printf(
        "\n%s\n  %sIt does not compile%s, so nothing of it was tested:\n\n%s",
        lab, colour(FAIL), plain(), words);
    tell_finding(stdout, lab, f);
    fflush(stdout);
}

void report_lab(const struct guide *g, const struct lab_score *all,
                const struct result *results, int count, int only_step)
{
    put_lab_head(g, all);
    for (int k = 1; k <= g->count; k++)
        if (only_step == 0 || only_step == k)
            put_step(g, all, k);
    if (only_step)
        printf("\n");
    for (int i = 0; i < count && only_step; i++)
        put_demand(&results[i]);
    put_failures(g, results, count);
    put_unchecked(results, count);
    if (only_step == 0)
        put_next(g, all);
    fflush(stdout);
}
