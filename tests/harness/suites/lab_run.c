/* lab_run.c - see lab_run.h. */
#include "lab_run.h"

#include <stdlib.h>
#include <string.h>

#include "lack.h"
#include "pump.h"

/* --- its steps ------------------------------------------------------------ */

/* The index after the last scenario of the step that begins at `from`. */
static int step_end(const struct lab_run *lab, int from)
{
    int end = from, last = lab->first + lab->count;
    while (end < last && run.list.of[end].step == run.list.of[from].step)
        end++;
    return end;
}

/* Could the step that begins at `from` get another verdict than last time? */
static bool is_touched(const struct lab_run *lab, int from)
{
    int step = run.list.of[from].step;
    const char *home = lab->server.steps[step].first ? "server" : "client";
    if (run.touched == NULL || strcmp(run.touched, home) == 0 ||
        lab->before.steps[step].verdict != PASS)
        return true;
    for (int i = from; i < step_end(lab, from); i++)
        if (scenario_uses(&run.list.of[i], run.touched))
            return true;
    return false;
}

/* Must the step that begins at `from` be tested, and is it likely to pass? */
static bool is_likely(const struct lab_run *lab, int from)
{
    if (run.given || from >= lab->first + lab->count || !is_touched(lab, from))
        return false;
    int step = run.list.of[from].step;
    return lab->todo == 0 || step < lab->todo ||
           lab->before.steps[step].verdict == PASS;
}

/* Go on to the step after those just tested. False if there is none, or if one
 * of those has not passed. */
static bool advance(struct lab_run *lab)
{
    for (int i = lab->begin; i < lab->end; i++)
        if (result_blocks(&run.results[i]))
            lab->needs = run.list.of[i].step;
    lab->begin = lab->end;
    lab->end = step_end(lab, lab->begin);
    return !lab->needs && lab->begin < lab->end;
}

static struct batch_manner manner(void)
{
    return (struct batch_manner){.quick = run.quick, .framed = !run.quick};
}

/* How many scenarios are played at a time. Of a step that is still to be
 * written the first one says so, and in a quick run that is all that is asked
 * for. */
static int jobs_from(const struct lab_run *lab, int from)
{
    enum { FEW = 2 };
    bool is_todo = run.quick && !run.given && lab->todo &&
                   run.list.of[from].step == lab->todo;
    return is_todo && lab->jobs > FEW ? FEW : lab->jobs;
}

static void play_from(struct lab_run *lab, int from)
{
    lab->from = from;
    lab->cut = lab->end;
    lab->failed = 0;
    lab->batch = batch_start(run.list.of + from, lab->end - from, manner(),
                             jobs_from(lab, from));
}

void lab_next_step(struct lab_run *lab)
{
    while (advance(lab)) {
        if (is_touched(lab, lab->begin)) {
            while (is_likely(lab, lab->end))
                lab->end = step_end(lab, lab->end);
            play_from(lab, lab->begin);
            return;
        }
        for (int i = lab->begin; i < lab->end; i++)
            run.results[i].known = run.results[i].kept = true;
        run.known += lab->end - lab->begin;
    }
}

/* Why the steps after lab->needs are not tested. */
static enum unchecked why_behind(const struct lab_run *lab)
{
    bool lacked = false;
    for (int i = lab->first; i < lab->first + lab->count; i++) {
        if (run.list.of[i].step != lab->needs)
            continue;
        if (run.results[i].verdict == FAIL || run.results[i].verdict == TODO)
            return NEEDS_STEP;
        lacked |= run.results[i].why == HARNESS_LACKS;
    }
    return lacked ? HARNESS_LACKS : NEEDS_STEP;
}

void lab_finish(struct lab_run *lab, enum unchecked why)
{
    for (int i = lab->begin; i < lab->first + lab->count; i++) {
        if (run.results[i].known)
            continue;
        run.results[i].needs = why == NEEDS_STEP ? lab->needs : 0;
        run_note(i, (struct outcome){.verdict = NOT_CHECKED, .why = why});
    }
}

/* The end of the first step that is known not to pass; 0: none so far. In a
 * quick run, one TODO is enough; else all verdicts of a step must be known. */
static int failed_step_end(const struct lab_run *lab)
{
    for (int i = lab->begin, end; i < lab->end; i = end) {
        bool passes = true, complete = true;
        end = step_end(lab, i);
        for (int k = i; k < end; k++) {
            complete &= run.results[k].known;
            passes &= !result_blocks(&run.results[k]);
            if (run.quick && run.results[k].verdict == TODO)
                return end;
        }
        if (!complete || !passes)
            return complete ? end : 0;
    }
    return 0;
}

/* Stop after the step that has not passed: later verdicts do not count. */
static void give_up_behind(struct lab_run *lab, int end)
{
    batch_stop(&lab->batch);
    for (int i = end; i < lab->end; i++) {
        run.known -= run.results[i].known;
        run_begin_result(i);
    }
    lab->needs = run.list.of[end - 1].step;
    lab_finish(lab, why_behind(lab));
}

/* On a busy machine a program may fail, or end before its fault has come. So
 * neither verdict is believed at once. */
static bool may_be_chance(const struct result *r)
{
    return r->verdict == FAIL ||
           (r->verdict == NOT_CHECKED && r->why == PREVENTED);
}

/* A grade must not depend on the load of the machine. So a failed scenario is
 * played again, with few others at the same time; if it passes then, it has
 * passed. False if there is nothing to play again. */
static bool play_again(struct lab_run *lab)
{
    struct scenario rows[ENOUGH];
    int count = 0;
    for (int i = lab->begin; run.grading && i < lab->end && count < ENOUGH;
         i++) {
        if (!may_be_chance(&run.results[i]) || run.results[i].again)
            continue;
        run.results[i].again = true;
        lab->again[count] = i;
        rows[count++] = run.list.of[i];
    }
    lab->again_count = count;
    if (count > 0)
        lab->batch = batch_start(rows, count, manner(), count);
    return count > 0;
}

/* Take one completion of those played again. True after the last one. */
static bool take_again(struct lab_run *lab)
{
    struct completion n;
    if (!batch_next(&lab->batch, &n)) {
        lab->again_count = 0;
        return true;
    }
    struct result *r = &run.results[lab->again[n.index]];
    run_refuse_to_grade(&n.outcome);
    if (n.outcome.verdict == PASS) {
        run_begin_result(lab->again[n.index]);
        r->known = true;
    }
    free(n.outcome.story);
    return false;
}

/* The index after the failure number ENOUGH, in the order of the scenarios; 0:
 * there are fewer. Later scenarios do not count, whatever their verdict, so
 * that each run gives the same result. */
static int enough(const struct lab_run *lab)
{
    int failures = 0;
    for (int i = lab->begin; i < lab->end && run.results[i].known; i++) {
        failures += run.results[i].verdict == FAIL;
        if (failures == ENOUGH)
            return i + 1;
    }
    return 0;
}

static void cut_off(struct lab_run *lab, int from)
{
    batch_stop(&lab->batch);
    lab->cut = from;
    for (int i = from; i < lab->end; i++) {
        run.known += !run.results[i].known;
        run_begin_result(i);
        run.results[i].known = true;
        run.results[i].verdict = NOT_CHECKED;
        run.results[i].why = ENOUGH_FAILED;
    }
}

/* If a second try has passed, the failures may no longer be enough: play the
 * scenarios that were cut off. */
static bool play_rest(struct lab_run *lab)
{
    int from = lab->cut;
    if (from == lab->end || enough(lab))
        return false;
    for (int i = from; i < lab->end; i++)
        run_begin_result(i);
    run.known -= lab->end - from;
    play_from(lab, from);
    return true;
}

/* --- a student waits ------------------------------------------------------ */

int lab_time_left(const struct lab_run *lab)
{
    if (!run.soon || lab->failed == 0 || lab->batch.fd == -1)
        return -1;
    long long left = lab->failed + AFTER_FAILURE_MS - milliseconds();
    return left > 0 ? (int)left : 0;
}

/* How a step stands whose scenarios are those from `from` up to `end`. */
static int failures_in(int from, int end, bool *passes)
{
    int failures = 0;
    *passes = true;
    for (int i = from; i < end; i++) {
        failures += run.results[i].verdict == FAIL;
        *passes &= run.results[i].known && !result_blocks(&run.results[i]);
    }
    return failures;
}

static void cut_step_short(struct lab_run *lab, int from, int end)
{
    for (int i = from; i < end; i++)
        if (!run.results[i].known)
            run_note(i, (struct outcome){.verdict = NOT_CHECKED,
                                         .why = ENOUGH_FAILED});
    give_up_behind(lab, end);
}

/* While an earlier step may still pass, the failure of a later one decides
 * nothing: wait again. */
void lab_cut_short(struct lab_run *lab)
{
    bool passes = true;
    for (int from = lab->begin, end; passes && from < lab->end; from = end) {
        end = step_end(lab, from);
        if (failures_in(from, end, &passes) > 0) {
            cut_step_short(lab, from, end);
            return;
        }
    }
    lab->failed = milliseconds();
}

/* --- verdicts ------------------------------------------------------------- */

void lab_take_verdict(struct lab_run *lab)
{
    int from;
    struct completion n;
    if (lab->again_count > 0) {
        if (!take_again(lab))
            return;
    } else if (batch_next(&lab->batch, &n)) {
        run_note(lab->from + n.index, n.outcome);
        if (n.outcome.verdict == FAIL && lab->failed == 0)
            lab->failed = milliseconds();
        report_progress(run.known, run.list.count);
        bool is_todo = n.outcome.verdict == TODO;
        int end = run.grading && !is_todo ? 0 : failed_step_end(lab);
        if (end) {
            give_up_behind(lab, end);
            return;
        }
        from = run.grading ? enough(lab) : 0;
        if (from == 0)
            return;
        cut_off(lab, from);
    }
    lack_note_ended(lab->batch.status);
    for (int i = lab->begin; i < lab->end; i++)
        if (!run.results[i].known)
            run_note(i, lack_outcome());
    int failed = run.grading ? 0 : failed_step_end(lab);
    if (failed) {
        give_up_behind(lab, failed);
        return;
    }
    if (play_again(lab) || play_rest(lab))
        return;
    lab_next_step(lab);
    if (lab->batch.fd == -1)
        lab_finish(lab, why_behind(lab));
}
