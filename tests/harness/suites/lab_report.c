/* lab_report.c - see lab_report.h. */
#include "lab_report.h"

#include <stdio.h>

#include "choose_told.h"
#include "record.h"
#include "run.h"
#include "scenario_run.h"

/* Delete saved failures that are not in the results: of scenarios that were not
 * finished when the time was up. */
static void forget_others(const struct lab_run *lab)
{
    for (int i = lab->first; i < lab->first + lab->count; i++)
        if (run.results[i].verdict != FAIL)
            scenario_forget(&run.list.of[i]);
}

/* Print the lab's record. If the time was up, the rest has not been checked; if
 * there are no programs, nothing has. */
static void grade(struct lab_run *lab)
{
    struct lab_score all = {0};
    const struct result *of = run.results + lab->first;
    bool compiles = !lab->no_program, stopped = lab->batch.fd != -1;
    if (stopped)
        lab_finish(lab, TIME_UP);
    if (compiles)
        report_score(&all, of, lab->count);
    for (int k = 1; k <= lab->guide.count && !compiles; k++)
        all.steps[k] =
            (struct score){.verdict = NOT_CHECKED, .why = NO_PROGRAM};
    record_lab(stdout, &lab->guide, &all, of, lab->count,
               stopped           ? "stopped"
               : compiles        ? "graded"
               : *of->story == 0 ? "missing"
                                 : "does not compile",
               stopped    ? "The time that a submission has was up."
               : compiles ? ""
                          : of->story);
}

void lab_report(struct lab_run *lab)
{
    struct lab_score all = lab->before;
    choose_told(run.results + lab->first, lab->count);
    if (run.grading) {
        grade(lab);
        forget_others(lab);
    }
    if (run.given && !run.foreign)
        return;
    report_progress(1, 1);
    if (lab->no_program) { /* what passed before is not lost */
        report_not_compiled(lab->guide.lab, run.results[lab->first].story,
                            &run.results[lab->first].finding);
        return;
    }
    report_score(&all, run.results + lab->first, lab->count);
    if (!run.foreign) /* they are nobody's progress */
        score_save(&all, &lab->before, &lab->guide);
    report_lab(&lab->guide, &all, run.results + lab->first, lab->count,
               run.only_step);
}
