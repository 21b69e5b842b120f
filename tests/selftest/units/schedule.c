/* schedule.c - which scenarios of a lab are played, and what follows from their
 * verdicts: tests of harness/suites/lab_run.c and run.c.
 *
 * Here no scenario is played. The functions below replace batch.c, and give
 * each scenario the outcome that was planned for it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "lab_run.h"
#include "must.h"
#include "units.h"

enum { STEPS = 3, EACH = 8, ROWS = STEPS * EACH };

/* --- the functions of batch.c --------------------------------------------- */

/* The outcome of each scenario at the first and at the second play, a letter
 * each: p(ass), F(ail), t(odo), l(ack), v: pre(v)ented, u: no
 * verdict. */
static char plan[2][ROWS + 1];
static int plays[ROWS]; /* how often each scenario was played */
static int batches;     /* how many batches were started */
static struct {         /* the running batch: outcomes not given yet */
    int rows[ROWS], count, next;
} now;

struct batch batch_start(const struct scenario *rows, int count,
                         struct batch_manner how, int jobs)
{
    (void)how, (void)jobs;
    now.count = count;
    now.next = 0;
    batches++;
    for (int i = 0; i < count; i++)
        now.rows[i] = rows[i].number;
    return (struct batch){.fd = 0};
}

void batch_stop(struct batch *w)
{
    w->fd = -1;
}

static struct outcome outcome_of(char letter)
{
    struct outcome o = {.verdict = letter == 'p'   ? PASS
                                   : letter == 'F' ? FAIL
                                   : letter == 't' ? TODO
                                                   : NOT_CHECKED};
    if (letter == 'l')
        o.why = HARNESS_LACKS;
    if (letter == 'v')
        o.why = PREVENTED;
    if (letter != 'p')
        o.story = must_strdup("a story\n");
    return o;
}

bool batch_next(struct batch *w, struct completion *n)
{
    while (now.next < now.count) {
        int row = now.rows[now.next++];
        char letter = plan[plays[row] > 0][row];
        plays[row]++;
        if (letter == 'u')
            continue;
        *n = (struct completion){now.next - 1, outcome_of(letter)};
        return true;
    }
    w->fd = -1;
    return false;
}

/* --- a lab ---------------------------------------------------------------- */

static const struct suite suite = {.lab = "lab03-accept-recv", .steps = STEPS};
const struct suite *const suites[] = {&suite, NULL}; /* for scenario.c */
static struct lab_run lab;

/* Begin with three steps of eight scenarios each, and these outcomes; the
 * second play gives the same outcome, unless `again` has another one. */
static void begin(const char *first, const char *again)
{
    static struct scenario rows[ROWS];
    memset(plays, 0, sizeof plays);
    batches = 0;
    snprintf(plan[0], sizeof plan[0], "%s", first);
    snprintf(plan[1], sizeof plan[1], "%s", again ? again : first);
    for (int i = 0; i < ROWS; i++)
        rows[i] = (struct scenario){.suite = &suite,
                                    .step = i / EACH + 1,
                                    .number = i,
                                    .title = "a demand"};
    run.list = (struct scenario_list){.of = rows, .count = ROWS};
    run.known = 0;
    run.results = must_calloc(ROWS, sizeof *run.results);
    for (int i = 0; i < ROWS; i++)
        run_begin_result(i);
    lab = (struct lab_run){.count = ROWS, .jobs = 4, .batch = {.fd = -1}};
}

/* Go on until no batch runs any more, or `most` completions were taken. */
static void go_on(int most)
{
    lab_next_step(&lab);
    while (lab.batch.fd != -1 && most-- > 0)
        lab_take_verdict(&lab);
}

/* All verdicts, a letter each; for a scenario not checked, the reason: n(eeds a
 * step), e(nough have failed), T(ime), l(acks). */
static const char *verdicts(void)
{
    static char text[ROWS + 1];
    static const char why[] = {[NEEDS_STEP] = 'n',
                               [ENOUGH_FAILED] = 'e',
                               [TIME_UP] = 'T',
                               [HARNESS_LACKS] = 'l'};
    for (int i = 0; i < ROWS; i++) {
        const struct result *r = &run.results[i];
        text[i] = !r->known            ? '?'
                  : r->verdict == PASS ? 'p'
                  : r->verdict == FAIL ? 'F'
                  : r->verdict == TODO ? 't'
                                       : why[r->why];
        free(run.results[i].story);
        run.results[i].story = NULL;
    }
    return text;
}

static void end(void)
{
    free(run.results);
    run = (struct run){0};
}

#define ALL_PASS "pppppppp"

/* --- what must be --------------------------------------------------------- */

Test(schedule, plays_each_once, .fini = end)
{
    begin(ALL_PASS ALL_PASS ALL_PASS, NULL);
    go_on(1000);
    cr_expect_str_eq(verdicts(), ALL_PASS ALL_PASS ALL_PASS);
    cr_expect_eq(run.known, ROWS);
    for (int i = 0; i < ROWS; i++)
        cr_expect_eq(plays[i], 1, "row %d", i);
}

Test(schedule, leaves_out_what_comes_behind_a_failure, .fini = end)
{
    begin(ALL_PASS "ppFppppp" ALL_PASS, NULL);
    go_on(1000);
    cr_expect_eq(lab.needs, 2);
    cr_expect_eq(run.results[ROWS - 1].needs, 2);
    cr_expect_str_eq(verdicts(), ALL_PASS "ppFppppp"
                                          "nnnnnnnn");
}

Test(schedule, leaves_out_what_comes_behind_a_todo, .fini = end)
{
    begin("ttpppppp" ALL_PASS ALL_PASS, NULL);
    go_on(1000);
    cr_expect_str_eq(verdicts(), "ttpppppp"
                                 "nnnnnnnn"
                                 "nnnnnnnn");
}

/* A quick run stops at the first todo: more of them say nothing new. */
Test(schedule, gives_up_at_the_first_todo_when_quick, .fini = end)
{
    run.quick = true;
    begin("pttttttt" ALL_PASS ALL_PASS, NULL);
    go_on(1000);
    cr_expect_lt(plays[EACH - 1], 1, "the rest of its step was not asked for");
}

Test(schedule, plays_a_failure_again_for_a_grade, .fini = end)
{
    run.grading = true;
    run.given = "/nowhere";
    begin(ALL_PASS "pFpppppp" ALL_PASS, ALL_PASS ALL_PASS ALL_PASS);
    go_on(1000);
    cr_expect_eq(plays[EACH + 1], 2);
    cr_expect_str_eq(verdicts(), ALL_PASS ALL_PASS ALL_PASS);
}

/* It may have ended by chance before what was to be tried. */
Test(schedule, plays_again_what_a_program_has_prevented, .fini = end)
{
    run.grading = true;
    run.given = "/nowhere";
    begin(ALL_PASS "pvpppppp" ALL_PASS, ALL_PASS ALL_PASS ALL_PASS);
    go_on(1000);
    cr_expect_eq(plays[EACH + 1], 2);
    cr_expect_str_eq(verdicts(), ALL_PASS ALL_PASS ALL_PASS);
}

Test(schedule, believes_a_failure_that_comes_twice, .fini = end)
{
    run.grading = true;
    run.given = "/nowhere";
    begin(ALL_PASS "pFpppppp" ALL_PASS, NULL);
    go_on(1000);
    cr_expect_eq(plays[EACH + 1], 2);
    cr_expect_str_eq(verdicts(), ALL_PASS "pFpppppp"
                                          "nnnnnnnn");
}

Test(schedule, has_enough_with_five_failures, .fini = end)
{
    run.grading = true;
    run.given = "/nowhere";
    begin("FFFFFFFF" ALL_PASS ALL_PASS, NULL);
    go_on(1000);
    cr_expect_str_eq(verdicts(), "FFFFFeee"
                                 "nnnnnnnn"
                                 "nnnnnnnn");
}

/* One of the five failures passes at the second play: then the scenarios that
 * were cut off are played. */
Test(schedule, goes_on_where_they_were_not_enough_after_all, .fini = end)
{
    run.grading = true;
    run.given = "/nowhere";
    begin("FFFFFppF" ALL_PASS ALL_PASS, "FFFFpppF" ALL_PASS ALL_PASS);
    go_on(1000);
    cr_expect_str_eq(verdicts(), "FFFFpppF"
                                 "nnnnnnnn"
                                 "nnnnnnnn");
}

/* A program that stalls until the time is up gets no points for a step of which
 * scenarios were not played. */
Test(schedule, does_not_pass_what_was_not_played_in_time, .fini = end)
{
    struct lab_score all = {0};
    run.grading = true;
    run.given = "/nowhere";
    begin(ALL_PASS ALL_PASS ALL_PASS, NULL);
    go_on(EACH + 1 + EACH - 2); /* the end of a batch counts as one, too */
    lab_finish(&lab, TIME_UP);
    report_score(&all, run.results, ROWS);
    cr_expect_eq(all.steps[1].verdict, PASS);
    cr_expect_eq(all.steps[2].verdict, NOT_CHECKED);
    cr_expect_eq(all.steps[2].why, TIME_UP);
    cr_expect_eq(all.steps[2].passed, EACH - 2);
    cr_expect_str_eq(verdicts(), ALL_PASS "ppppppTT"
                                          "TTTTTTTT");
}

/* If a verdict is missing, the tests lack something; then that is also the
 * reason for the steps after it. */
Test(schedule, blames_nobody_for_a_verdict_that_did_not_come, .fini = end)
{
    begin(ALL_PASS "pppuPppp" ALL_PASS, NULL);
    plan[0][EACH + 4] = 'p';
    go_on(1000);
    cr_expect_str_eq(verdicts(), ALL_PASS "ppplpppp"
                                          "llllllll");
}

/* --- a student waits ------------------------------------------------------ */

/* Pretend that the time to wait after the first failure is over. */
static void let_time_pass(void)
{
    lab.failed -= AFTER_FAILURE_MS;
    cr_assert_eq(lab_time_left(&lab), 0);
    lab_cut_short(&lab);
}

Test(schedule, does_not_wait_for_the_rest_of_a_step_that_fails, .fini = end)
{
    run.soon = true;
    begin("pFpppppp" ALL_PASS ALL_PASS, NULL);
    go_on(3);
    let_time_pass();
    cr_expect_str_eq(verdicts(), "pFpeeeee"
                                 "nnnnnnnn"
                                 "nnnnnnnn");
    cr_expect_eq(lab.batch.fd, -1);
    cr_expect_eq(lab_time_left(&lab), -1);
}

/* Steps that passed the last time are played together: a failure of the second
 * step must not cost the points of the first one. */
Test(schedule, waits_for_a_step_before_the_one_that_fails, .fini = end)
{
    run.soon = true;
    begin(ALL_PASS "Fppppppp" ALL_PASS, NULL);
    lab_next_step(&lab);
    cr_assert_eq(lab.end, ROWS, "all steps are played together");
    now.next = EACH;
    lab_take_verdict(&lab);
    let_time_pass();
    cr_expect_neq(lab.batch.fd, -1);
    cr_expect_eq(lab_time_left(&lab), AFTER_FAILURE_MS);
}

/* For a proof and for a grade all scenarios are played. */
Test(schedule, cuts_nothing_short_for_a_grade, .fini = end)
{
    run.grading = true;
    run.given = "/nowhere";
    begin("pFpppppp" ALL_PASS ALL_PASS, NULL);
    lab_next_step(&lab);
    lab_take_verdict(&lab);
    lab_take_verdict(&lab);
    cr_expect_eq(lab_time_left(&lab), -1);
}
