/* suites_main.c - hold the labs to their suites, step by step.
 *
 * usage: suites [--quick] [--touched server|client|both] [LAB [STEP]]
 *        suites --programs FOLDER [--untraced] [--only TITLE] [--keep FOLDER]
 *               LAB [STEP]
 *        suites --foreign FOLDER LAB [STEP]
 *        suites --grade FOLDER [--jail] [--keep FOLDER]
 *        suites --list [LAB [STEP]]
 *
 * The labs run beside each other, the steps of a lab one after the other: a
 * step is tested once all before it pass. Those that are likely to pass, since
 * they did the last time, are tested together; what is known of steps behind
 * one that fails is forgotten. With STEP it is tested whatever they do.
 *
 * --quick plays one build only, the sanitized one. --touched says that only
 * this program was changed since the last time: steps that pass and do not use
 * it are not tested again.
 *
 * --programs holds the sanitized programs of a folder to a lab's suites, or to
 * the scenarios of one title, and says on stdout what became of each. --keep
 * leaves what was observed of their failures in a folder (kept.h). --untraced
 * plays them without a tracer; what needs it is not checked. --foreign holds
 * "server" or "client" of a folder, or both, to a lab, whatever they are
 * written in; what needs their source is not checked. --list says what would be
 * played. --grade holds those in FOLDER/LAB to each lab's, if there are any,
 * and prints a record for each; with --jail they are strangers, and with --keep
 * there is a folder for each lab. SIGTERM says that the time is up: what is
 * known by then is the record.
 *
 * Each scenario that was read must give one verdict. Exit status 1 if one fails
 * or is still to be written, 3 if a lab does not compile, 70 if the tests lack
 * something themselves: then nobody is graded. */
#include <stdio.h>

#include "all_labs.h"
#include "lack.h"
#include "must.h"
#include "paths.h"
#include "run.h"
#include "tell.h"
#include "text.h"

/* Print a line for each scenario, for other programs: verdict, step, title, and
 * the mistake that was named, or why this system cannot show it. The failure
 * that a student would be told has "told" in place of FAIL. */
static void put_verdicts(void)
{
    if (!all_labs_compile()) {
        printf("told\t0\tit does not compile\t%s\n",
               run.results[0].finding.name);
        return;
    }
    int told = report_told(run.results, run.list.count);
    if (told != -1) {
        fputs(run.results[told].story, stderr);
        tell_finding(stderr, run.list.of[told].suite->lab,
                     &run.results[told].finding);
    }
    for (int i = 0; i < run.list.count; i++) {
        const struct result *r = &run.results[i];
        bool unfit = r->verdict == NOT_CHECKED && r->why == CANNOT_SHOW;
        printf("%s\t%d\t%s\t%s\n",
               i == told ? "told" : verdict_word(r->verdict),
               run.list.of[i].step, run.list.of[i].title,
               unfit ? r->story : r->finding.name);
    }
}

static void put_list(void)
{
    for (int i = 0; i < run.list.count; i++)
        printf("%d\t%s\n", run.list.of[i].step, run.list.of[i].title);
}

/* Print what is said of all labs together. */
static void put_end(const char *lacking)
{
    if (run.given && lacking)
        text_put_folded(stderr, "not checked: ", lacking);
    else if (run.foreign)
        report_counts(run.results, run.list.count);
    else if (run.given && !run.grading)
        put_verdicts();
    else if (!run.given)
        report_sum(run.results, run.list.count, run.quick);
}

static int exit_status(const char *lacking)
{
    int bad = 0;
    for (int i = 0; i < run.list.count; i++)
        bad += result_blocks(&run.results[i]);
    return lacking ? LACKING : !all_labs_compile() ? 3 : bad > 0 ? 1 : 0;
}

int main(int argc, char **argv)
{
    paths_init(argv[0]);
    run_options(&argc, &argv);
    all_labs_watch_time();
    if (!run_choose(argc > 1 && *argv[1] ? argv[1] : NULL,
                    argc > 2 ? argv[2] : ""))
        return 2;
    if (run.only_list) {
        put_list();
        return 0;
    }
    run.results = must_calloc((size_t)run.list.count, sizeof *run.results);
    for (int i = 0; i < run.list.count; i++)
        run_begin_result(i);
    if (!all_labs_begin())
        return 2;
    if (lack_look_first(!run.quick))
        lack_end();
    all_labs_run();
    const char *lacking = report_lack(run.results, run.list.count);
    put_end(lacking);
    return exit_status(lacking);
}
