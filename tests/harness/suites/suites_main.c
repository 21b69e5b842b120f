/* suites_main.c - hold the labs to their suites, step by step.
 *
 * usage: suites [--quick] [--touched server|client|both] [LAB [STEP]]
 *        suites --programs FOLDER [--only TITLE] [--keep FOLDER] LAB [STEP]
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
 * leaves what was observed of their failures in a folder (kept.h). --list
 * says what would be played. --grade holds those in FOLDER/LAB to each lab's,
 * if there are any, and prints a record for each; with --jail they are
 * strangers, and with --keep there is a folder for each lab. SIGTERM says that
 * the time is up: what is known by then is the record.
 *
 * Each scenario that was read must give one verdict. Exit status 1 if one fails
 * or is still to be written, 3 if a lab does not compile, 70 if the tests lack
 * something themselves: then nobody is graded. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "jail.h"
#include "kept.h"
#include "lab_run.h"
#include "labs.h"
#include "lack.h"
#include "mistakes.h"
#include "must.h"
#include "paths.h"
#include "record.h"
#include "run.h"
#include "scenario_run.h"
#include "tell.h"
#include "text.h"

/* Tests wait most of the time: so many fit on one processor where one lab is
 * tested, and more if they are only to be quick. */
enum { JOBS_EACH = 4, QUICK_JOBS_EACH = 12, GRADE_JOBS = 12 };

static volatile sig_atomic_t time_is_up;
static sigset_t usual_signals; /* SIGTERM comes while we wait, and only then */
static struct lab_run *runs;   /* room for all labs that are here */
static int lab_count;

/* --- all labs ------------------------------------------------------------- */

/* What make has left if a lab does not compile: the compiler's own words. ""
 * says that it was not handed in. */
static char *compiler_said(const char *lab)
{
    char path[PATH_MOST], relative[256];
    snprintf(relative, sizeof relative, "tests/build/%s/does-not-compile", lab);
    if (run.given) {
        snprintf(path, sizeof path, "%s/%s/missing", run.given, lab);
        if (run.grading && access(path, F_OK) == 0)
            return must_strdup("");
        snprintf(path, sizeof path, "%s/%s/does-not-compile", run.given,
                 run.grading ? lab : "");
        return path_read(path);
    }
    return path_read(path_of(path, relative));
}

/* Only the last run's failures are kept; of other programs, those that are
 * asked for. */
static bool begin_all(void)
{
    char path[PATH_MOST];
    runs = must_calloc((size_t)labs_count(), sizeof *runs);
    for (int i = 0; i < run.list.count; i += runs[lab_count++].count) {
        if (!lab_begin(&runs[lab_count], i))
            return false;
        if (!run.given)
            kept_forget(kept_folder(path, runs[lab_count].guide.lab));
    }
    if (!run.given || run.keep_in)
        scenarios_keep(run.keep_in);
    return true;
}

static void open_jail(const char *lab)
{
    char folder[PATH_MOST];
    snprintf(folder, sizeof folder, "%s/%s", run.given, lab);
    if (!jail_is_closed() || jail_open(folder))
        return;
    perror("suites: no jail can be made");
    exit(NO_JAIL);
}

static void start_all(void)
{
    for (int i = 0; i < lab_count; i++) {
        char *said = compiler_said(runs[i].guide.lab);
        if (said == NULL) {
            open_jail(runs[i].guide.lab);
            lab_next_step(&runs[i]);
            continue;
        }
        run_note(runs[i].first,
                 (struct outcome){.verdict = FAIL,
                                  .finding = mistakes_find_compiler(said),
                                  .story = said});
        runs[i].no_program = true;
        lab_finish(&runs[i], NO_PROGRAM);
    }
}

/* When the time is up, failures may have been saved that are not in the
 * results. */
static void forget_others(const struct lab_run *lab)
{
    for (int i = lab->first; i < lab->first + lab->count; i++)
        if (run.results[i].verdict != FAIL)
            scenario_forget(&run.list.of[i]);
}

/* The lab's record. Where the time was up, the rest has not been checked; where
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

static void report(struct lab_run *lab)
{
    struct lab_score all = lab->before;
    if (run.grading) {
        grade(lab);
        forget_others(lab);
    }
    if (run.given)
        return;
    report_progress(1, 1);
    if (lab->no_program) { /* what passed before is not lost */
        report_not_compiled(lab->guide.lab, run.results[lab->first].story,
                            &run.results[lab->first].finding);
        return;
    }
    report_score(&all, run.results + lab->first, lab->count);
    score_save(&all, &lab->before, &lab->guide);
    report_lab(&lab->guide, &all, run.results + lab->first, lab->count,
               run.only_step);
}

/* Show the labs that are done, in their order; true once all are. */
static bool show_done(void)
{
    for (int i = 0; i < lab_count; i++) {
        struct lab_run *lab = &runs[i];
        if (lab->batch.fd != -1 && !time_is_up)
            return false;
        if (!lab->reported)
            report(lab);
        lab->reported = true;
    }
    return true;
}

/* Until a verdict comes, or the time of a lab that has failed is over. */
static int await_verdict(struct pollfd *waits)
{
    int least = -1;
    for (int i = 0; i < lab_count; i++) {
        int left = lab_time_left(&runs[i]);
        waits[i] = (struct pollfd){.fd = runs[i].batch.fd, .events = POLLIN};
        if (left != -1 && (least == -1 || left < least))
            least = left;
    }
    struct timespec time = {.tv_sec = least / 1000,
                            .tv_nsec = least % 1000 * 1000000L};
    return ppoll(waits, (nfds_t)lab_count, least == -1 ? NULL : &time,
                 &usual_signals);
}

static void run_all(void)
{
    int slots = (run.quick ? QUICK_JOBS_EACH : JOBS_EACH) *
                (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (run.grading)
        slots = GRADE_JOBS; /* others are graded beside us */
    for (int i = 0; i < lab_count; i++)
        runs[i].jobs = lab_count == 1 ? slots : run.quick ? slots / 3 + 1 : 2;
    start_all();
    struct pollfd *waits = must_calloc((size_t)lab_count, sizeof *waits);
    while (!show_done()) {
        if (await_verdict(waits) == -1)
            continue;
        for (int i = 0; i < lab_count; i++) {
            if (waits[i].fd != -1 && waits[i].revents)
                lab_take_verdict(&runs[i]);
            else if (lab_time_left(&runs[i]) == 0)
                lab_cut_short(&runs[i]);
        }
    }
    free(waits);
}

/* Which steps are there? The guide of the first lab that fits knows. */
static void tell_no_scenario(const char *lab, const char *step)
{
    struct guide g;
    const char *here = NULL;
    for (int i = 0; lab && (here = labs_here(i)) != NULL; i++)
        if (strncmp(here, lab, strlen(lab)) == 0)
            break;
    if (lab && here == NULL)
        fprintf(stderr, "LAB=%s: there is no such lab\n", lab);
    else if (here && guide_read(&g, here))
        fprintf(stderr, "STEP=%s: %s has the steps 1 to %d\n", step, here,
                g.count);
    else
        fprintf(stderr, "STEP=%s: no lab has such a step\n", step);
}

/* What became of each scenario, for other programs: a line each, of verdict,
 * step, title, and the mistake that was named, or why this system cannot show
 * it. The one that people would be told is "told" in place of FAIL. */
static void record(void)
{
    if (runs[0].no_program) {
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

/* Leave only the scenarios of this title. */
static void keep_title(const char *title)
{
    int kept = 0;
    for (int i = 0; i < run.list.count; i++)
        if (strcmp(run.list.of[i].title, title) == 0)
            run.list.of[kept++] = run.list.of[i];
    run.list.count = kept;
}

/* Leave only the labs that were handed in. */
static void keep_given(void)
{
    char path[PATH_MOST];
    int kept = 0;
    for (int i = 0; i < run.list.count; i++) {
        snprintf(path, sizeof path, "%s/%s", run.given,
                 run.list.of[i].suite->lab);
        if (access(path, F_OK) == 0)
            run.list.of[kept++] = run.list.of[i];
    }
    run.list.count = kept;
}

static void on_time_up(int number)
{
    (void)number;
    time_is_up = 1;
}

static void await_time_up(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    sigaction(SIGTERM, &(struct sigaction){.sa_handler = on_time_up}, NULL);
}

/* What is to be played; false: nothing, and why was said. */
static bool read_scenarios(const char *lab, const char *step)
{
    run.only_step = atoi(step);
    if (!scenarios_read(&run.list, lab, run.only_step, run.quick))
        return false;
    if (run.only_title)
        keep_title(run.only_title);
    if (run.grading)
        keep_given();
    if (run.list.count == 0)
        tell_no_scenario(lab, step);
    return run.list.count > 0;
}

static void put_list(void)
{
    for (int i = 0; i < run.list.count; i++)
        printf("%d\t%s\n", run.list.of[i].step, run.list.of[i].title);
}

/* What there is to say of all labs. */
static void put_end(const char *lacking)
{
    if (run.given && lacking)
        text_put_folded(stderr, "not checked: ", lacking);
    else if (run.given && !run.grading)
        record();
    else if (!run.given)
        report_sum(run.results, run.list.count, run.quick);
}

/* What this system cannot show was said aloud, and is no failure. */
static int exit_status(const char *lacking)
{
    int bad = 0;
    for (int i = 0; i < run.list.count; i++)
        bad += result_blocks(&run.results[i]);
    for (int i = 0; i < lab_count && !lacking; i++)
        if (runs[i].no_program)
            return 3;
    return lacking ? LACKING : bad == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    paths_init(argv[0]);
    run_options(&argc, &argv);
    sigprocmask(SIG_SETMASK, NULL, &usual_signals);
    if (run.grading)
        await_time_up();
    if (!read_scenarios(argc > 1 && *argv[1] ? argv[1] : NULL,
                        argc > 2 ? argv[2] : ""))
        return 2;
    if (run.only_list) {
        put_list();
        return 0;
    }
    run.results = must_calloc((size_t)run.list.count, sizeof *run.results);
    for (int i = 0; i < run.list.count; i++)
        run_begin_result(i);
    if (!begin_all())
        return 2;
    if (lack_look_first(!run.quick))
        lack_end();
    run_all();
    const char *lacking = report_lack(run.results, run.list.count);
    put_end(lacking);
    return exit_status(lacking);
}
