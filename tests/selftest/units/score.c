/* score.c - from verdicts to points: tests of harness/report/score.c,
 * verdict.c, and of report_score(). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paths.h"
#include "report.h"
#include "score.h"
#include "units.h"

static const struct result passes = {.known = true, .verdict = PASS};
static const struct result fails = {.known = true, .verdict = FAIL};
static const struct result todo = {.known = true, .verdict = TODO};

static struct result unchecked(enum unchecked why)
{
    return (struct result){.known = true, .verdict = NOT_CHECKED, .why = why};
}

/* The score of step 1 from the results of its two scenarios. */
static struct score of_two(struct result a, struct result b)
{
    struct lab_score all = {0};
    a.step = b.step = 1;
    report_score(&all, (struct result[]){a, b}, 2);
    return all.steps[1];
}

Test(score, is_the_worst_verdict)
{
    cr_expect_eq(of_two(passes, passes).verdict, PASS);
    cr_expect_eq(of_two(passes, fails).verdict, FAIL);
    cr_expect_eq(of_two(fails, passes).verdict, FAIL);
    cr_expect_eq(of_two(todo, fails).verdict, FAIL);
    cr_expect_eq(of_two(fails, todo).verdict, FAIL);
    cr_expect_eq(of_two(passes, todo).verdict, TODO);
    cr_expect_eq(of_two(unchecked(TIME_UP), todo).verdict, TODO);
    cr_expect_eq(of_two(todo, unchecked(TIME_UP)).verdict, TODO);
    cr_expect_eq(of_two(passes, fails).passed, 1);
    cr_expect_eq(of_two(passes, fails).of, 2);
}

/* A step passes only if all its scenarios were played, except those that this
 * system cannot show. */
Test(score, has_no_pass_for_what_was_not_played)
{
    for (int why = CANNOT_SHOW; why <= HARNESS_LACKS; why++) {
        struct score s = of_two(passes, unchecked((enum unchecked)why));
        bool shows = why == CANNOT_SHOW;
        cr_expect_eq(s.verdict, shows ? PASS : NOT_CHECKED, "%s",
                     unchecked_word((enum unchecked)why));
        cr_expect_eq(s.of, shows ? 1 : 2);
        cr_expect_eq(s.passed, 1);
        s = of_two(unchecked((enum unchecked)why), passes);
        cr_expect_eq(s.verdict, shows ? PASS : NOT_CHECKED);
    }
    cr_expect_eq(of_two(unchecked(CANNOT_SHOW), unchecked(CANNOT_SHOW)).verdict,
                 NOT_CHECKED);
}

Test(score, stays_where_nothing_was_tested)
{
    struct lab_score all = {0};
    struct result kept = {.step = 1, .known = true, .kept = true};
    struct result failed = {.step = 2, .known = true, .verdict = FAIL};
    all.steps[1] = (struct score){.verdict = PASS, .passed = 3, .of = 3};
    report_score(&all, (struct result[]){kept, failed}, 2);
    cr_expect_eq(all.steps[1].verdict, PASS);
    cr_expect_eq(all.steps[1].passed, 3);
    cr_expect_eq(all.steps[2].verdict, FAIL);
}

Test(score, is_not_lost_when_the_tests_lack_something)
{
    struct lab_score all = {0};
    struct result lacks = unchecked(HARNESS_LACKS);
    lacks.step = 1;
    all.steps[1] = (struct score){.verdict = PASS, .passed = 1, .of = 1};
    report_score(&all, &lacks, 1);
    cr_expect(score_lacks(&all.steps[1]));
    cr_expect_eq(score_points(&all.steps[1], 5), 5);
    all = (struct lab_score){0};
    report_score(&all, &lacks, 1);
    cr_expect_eq(score_points(&all.steps[1], 5), 0, "it had not passed");
}

Test(score, has_all_points_or_none)
{
    struct score s = {.verdict = PASS};
    cr_expect_eq(score_points(&s, 7), 7);
    s.verdict = FAIL;
    cr_expect_eq(score_points(&s, 7), 0);
    s.verdict = NOT_CHECKED;
    cr_expect_eq(score_points(&s, 7), 0);
}

Test(score, knows_what_is_next)
{
    struct guide g = {.count = 3};
    struct lab_score all = {0};
    all.steps[2].verdict = TODO;
    cr_expect_eq(score_next(&all, &g), 2);
    all.steps[2].verdict = PASS;
    cr_expect_eq(score_next(&all, &g), 0);
    g.count = 0;
    cr_expect_eq(score_next(&all, &g), 0);
}

/* --- what is kept --------------------------------------------------------- */

static struct guide g = {.count = 3};
static char kept[PATH_MOST];

static void begin(void)
{
    char folder[PATH_MOST];
    paths_init("");
    mkdir(path_of(folder, "tests/build/progress"), 0777);
    snprintf(g.lab, sizeof g.lab, "units-%d", (int)getpid());
    snprintf(kept, sizeof kept, "%.4000s/%s", folder, g.lab);
}

static void end(void)
{
    unlink(kept);
}

TestSuite(progress, .init = begin, .fini = end);

static void keep(const char *text)
{
    FILE *file = fopen(kept, "we");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

Test(progress, is_todo_at_first)
{
    struct lab_score all;
    score_load(&all, &g);
    cr_expect_eq(all.steps[1].verdict, TODO);
    cr_expect_eq(all.steps[2].verdict, NOT_CHECKED);
    cr_expect_eq(all.steps[2].needs, 1);
}

Test(progress, is_kept)
{
    struct lab_score all = {0}, before = {0}, again;
    all.steps[1] = (struct score){.verdict = PASS, .passed = 4, .of = 4};
    all.steps[2] = (struct score){.verdict = FAIL, .passed = 1, .of = 2};
    all.steps[3] =
        (struct score){.verdict = NOT_CHECKED, .why = NEEDS_STEP, .needs = 2};
    score_save(&all, &before, &g);
    score_load(&again, &g);
    for (int k = 1; k <= 3; k++) {
        cr_expect_eq(again.steps[k].verdict, all.steps[k].verdict);
        cr_expect_eq(again.steps[k].passed, all.steps[k].passed);
        cr_expect_eq(again.steps[k].of, all.steps[k].of);
        cr_expect_eq(again.steps[k].needs, all.steps[k].needs);
    }
}

/* A damaged file counts as no file. */
Test(progress, may_be_damaged)
{
    struct lab_score all;
    keep("1 0 4 4 pass\n2 0");
    score_load(&all, &g);
    cr_expect_eq(all.steps[1].verdict, PASS);
    cr_expect_eq(all.steps[2].verdict, NOT_CHECKED);
    keep("9 0 1 1 pass\n-1 0 1 1 pass\n0 0 1 1 pass\n2 0 1 1 passed\n");
    score_load(&all, &g);
    cr_expect_eq(all.steps[1].verdict, TODO);
    cr_expect_eq(all.steps[2].verdict, NOT_CHECKED);
    keep("\xff\xfe nonsense");
    score_load(&all, &g);
    cr_expect_eq(all.steps[1].verdict, TODO);
}

Test(verdict, has_a_word)
{
    enum verdict v;
    for (int i = PASS; i <= NOT_CHECKED; i++) {
        cr_assert(verdict_of(verdict_word((enum verdict)i), &v));
        cr_expect_eq((int)v, i);
    }
    cr_expect_not(verdict_of("", &v));
    cr_expect_not(verdict_of("PASS", &v));
    cr_expect_not(verdict_of("pass ", &v));
}
