/* suites_main.c - hold the labs to their suites, step by step.
 *
 * usage: suites [--quick] [--touched server|client|both] [LAB [STEP]]
 *        suites --programs FOLDER [--only TITLE] [--keep FOLDER] LAB [STEP]
 *        suites --grade FOLDER [--jail]
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
 * strangers. SIGTERM says that the time is up: what is known by then is the
 * record.
 *
 * Each scenario that was read must give one verdict. Exit status 1 if one fails
 * or is still to be written, 3 if a lab does not compile, 70 if the tests lack
 * something themselves: then nobody is graded. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arguments.h"
#include "jail.h"
#include "kept.h"
#include "labs.h"
#include "lack.h"
#include "mistakes.h"
#include "must.h"
#include "paths.h"
#include "record.h"
#include "tell.h"
#include "text.h"
#include "wave.h"

/* Tests wait most of the time: so many fit on one processor where one lab is
 * tested, and more if they are only to be quick. */
enum { JOBS_EACH = 4, QUICK_JOBS_EACH = 12, GRADE_JOBS = 12 };

/* So many failures of a step are enough to tell what is wrong with it. */
enum { ENOUGH = 5 };

struct lab_run {
    int first, count; /* its scenarios */
    int jobs;         /* so many of them at a time */
    int begin, end;   /* those of the steps that are being tested */
    int from;         /* ...of which the wave began with this one */
    int cut;          /* ...and this one left out, as all behind; end: none */
    int needs;        /* the step that has not passed; 0: all have */
    bool no_program;  /* it does not compile, or was not handed in */
    bool reported;
    int again[ENOUGH]; /* those that are played again */
    int again_count;
    struct wave wave;
    struct guide guide;
    struct lab_score before;
    struct source server; /* which steps are the server's */
};

static bool quick;
static bool only_list;
static const char *only_title; /* NULL: all */
static const char *keep_in;    /* the folder for failures; NULL: the usual */
static const char *given; /* programs that are not the lab's own: a folder */
static bool grading;      /* ...with a folder in it for each lab */
static volatile sig_atomic_t time_is_up;
static sigset_t usual_signals; /* SIGTERM comes while we wait, and only then */
static const char *touched;    /* "server", "client"; NULL: both */
static struct scenario_list list;
static struct result *results;
static struct lab_run *runs; /* room for all labs that are here */
static int lab_count, only_step, known;

/* Nobody is graded by tests that lack something themselves. */
static void refuse_to_grade(const struct outcome *o)
{
    if (!grading || o->verdict != NOT_CHECKED || o->why != HARNESS_LACKS)
        return;
    text_put_folded(stderr, "suites: not checked: ", o->story);
    exit(LACKING);
}

/* Nothing is known of this one yet, or any more. */
static void begin_result(int row)
{
    const struct scenario *s = &list.of[row];
    free(results[row].story);
    results[row] = (struct result){
        .lab = s->suite->lab, .title = s->title, .step = s->step};
}

static void note(int row, struct outcome o)
{
    refuse_to_grade(&o);
    if (results[row].known)
        return;
    results[row].known = true;
    results[row].verdict = o.verdict;
    results[row].why = o.why;
    results[row].finding = o.finding;
    results[row].story = o.story;
    known++;
}

/* --- one lab -------------------------------------------------------------- */

/* What make has left if a lab does not compile: the compiler's own words. ""
 * says that it was not handed in. */
static char *compiler_said(const char *lab)
{
    char path[PATH_MOST], relative[256];
    snprintf(relative, sizeof relative, "tests/build/%s/does-not-compile", lab);
    if (given) {
        snprintf(path, sizeof path, "%s/%s/missing", given, lab);
        if (grading && access(path, F_OK) == 0)
            return must_strdup("");
        snprintf(path, sizeof path, "%s/%s/does-not-compile", given,
                 grading ? lab : "");
        return path_read(path);
    }
    return path_read(path_of(path, relative));
}

/* Where the step of the scenario at `from` ends. */
static int step_end(const struct lab_run *lab, int from)
{
    int end = from, last = lab->first + lab->count;
    while (end < last && list.of[end].step == list.of[from].step)
        end++;
    return end;
}

/* Could the step that begins at `from` have another verdict than it had? */
static bool is_touched(const struct lab_run *lab, int from)
{
    int step = list.of[from].step;
    const char *home = lab->server.steps[step].first ? "server" : "client";
    if (touched == NULL || strcmp(touched, home) == 0 ||
        lab->before.steps[step].verdict != PASS)
        return true;
    for (int i = from; i < step_end(lab, from); i++)
        if (scenario_uses(&list.of[i], touched))
            return true;
    return false;
}

/* Is the step that begins at `from` to be tested, and likely to pass? */
static bool is_likely(const struct lab_run *lab, int from)
{
    return !given && from < lab->first + lab->count && is_touched(lab, from) &&
           (!labs_are_starters() ||
            lab->before.steps[list.of[from].step].verdict == PASS);
}

/* Go on to the step behind those that have ended; false if there is none, or
 * one of them has not passed. */
static bool advance(struct lab_run *lab)
{
    for (int i = lab->begin; i < lab->end; i++)
        if (result_blocks(&results[i]))
            lab->needs = list.of[i].step;
    lab->begin = lab->end;
    lab->end = step_end(lab, lab->begin);
    return !lab->needs && lab->begin < lab->end;
}

static struct wave_manner manner(void)
{
    return (struct wave_manner){.quick = quick, .framed = !quick};
}

static void play_from(struct lab_run *lab, int from)
{
    lab->from = from;
    lab->cut = lab->end;
    lab->wave =
        wave_start(list.of + from, lab->end - from, manner(), lab->jobs);
}

static void next_step(struct lab_run *lab)
{
    while (advance(lab)) {
        if (is_touched(lab, lab->begin)) {
            while (is_likely(lab, lab->end))
                lab->end = step_end(lab, lab->end);
            play_from(lab, lab->begin);
            return;
        }
        for (int i = lab->begin; i < lab->end; i++)
            results[i].known = results[i].kept = true;
        known += lab->end - lab->begin;
    }
}

/* Why the steps behind lab->needs are not tested. */
static enum unchecked why_behind(const struct lab_run *lab)
{
    bool lacked = false;
    for (int i = lab->first; i < lab->first + lab->count; i++) {
        if (list.of[i].step != lab->needs)
            continue;
        if (results[i].verdict == FAIL || results[i].verdict == TODO)
            return NEEDS_STEP;
        lacked |= results[i].why == HARNESS_LACKS;
    }
    return lacked ? HARNESS_LACKS : NEEDS_STEP;
}

/* The rows that nobody will test any more. */
static void finish(struct lab_run *lab, enum unchecked why)
{
    for (int i = lab->begin; i < lab->first + lab->count; i++) {
        if (results[i].known)
            continue;
        results[i].needs = why == NEEDS_STEP ? lab->needs : 0;
        note(i, (struct outcome){.verdict = NOT_CHECKED, .why = why});
    }
}

/* Where the first step ends that is known not to pass; 0: there is none yet.
 * One that is still to be written has no other news. */
static int failed_step_end(const struct lab_run *lab)
{
    for (int i = lab->begin, end; i < lab->end; i = end) {
        bool passes = true, complete = true;
        end = step_end(lab, i);
        for (int k = i; k < end; k++) {
            complete &= results[k].known;
            passes &= !result_blocks(&results[k]);
            if (quick && results[k].verdict == TODO)
                return end;
        }
        if (!complete || !passes)
            return complete ? end : 0;
    }
    return 0;
}

/* The verdicts behind the step that has not passed are not asked for. */
static void give_up_behind(struct lab_run *lab, int end)
{
    wave_stop(&lab->wave);
    for (int i = end; i < lab->end; i++) {
        known -= results[i].known;
        begin_result(i);
    }
    lab->needs = list.of[end - 1].step;
    finish(lab, why_behind(lab));
}

/* A grade is not to depend on what else the machine had to do. So only what
 * fails twice fails, the second time beside few; what passes then has passed.
 * False if there is nothing to play again. */
static bool play_again(struct lab_run *lab)
{
    struct scenario rows[ENOUGH];
    int count = 0;
    for (int i = lab->begin; grading && i < lab->end && count < ENOUGH; i++) {
        if (results[i].verdict != FAIL || results[i].again)
            continue;
        results[i].again = true;
        lab->again[count] = i;
        rows[count++] = list.of[i];
    }
    lab->again_count = count;
    if (count > 0)
        lab->wave = wave_start(rows, count, manner(), count);
    return count > 0;
}

/* True once the last of them has ended. */
static bool take_again(struct lab_run *lab)
{
    struct news n;
    if (!wave_next(&lab->wave, &n)) {
        lab->again_count = 0;
        return true;
    }
    struct result *r = &results[lab->again[n.index]];
    refuse_to_grade(&n.outcome);
    if (n.outcome.verdict == PASS) {
        begin_result(lab->again[n.index]);
        r->known = true;
    }
    free(n.outcome.story);
    return false;
}

/* Where, in their order, the failures of a step are enough; 0: not yet. What
 * comes behind counts for nothing, so that each run says the same. */
static int enough(const struct lab_run *lab)
{
    int failures = 0;
    for (int i = lab->begin; i < lab->end && results[i].known; i++) {
        failures += results[i].verdict == FAIL;
        if (failures == ENOUGH)
            return i + 1;
    }
    return 0;
}

static void cut_off(struct lab_run *lab, int from)
{
    wave_stop(&lab->wave);
    lab->cut = from;
    for (int i = from; i < lab->end; i++) {
        known += !results[i].known;
        begin_result(i);
        results[i].known = true;
        results[i].verdict = NOT_CHECKED;
        results[i].why = ENOUGH_FAILED;
    }
}

/* The failures were not enough after all: what was cut off is played. */
static bool play_rest(struct lab_run *lab)
{
    int from = lab->cut;
    if (from == lab->end || enough(lab))
        return false;
    for (int i = from; i < lab->end; i++)
        begin_result(i);
    known -= lab->end - from;
    play_from(lab, from);
    return true;
}

static void take_verdict(struct lab_run *lab)
{
    int from;
    struct news n;
    if (lab->again_count > 0) {
        if (!take_again(lab))
            return;
    } else if (wave_next(&lab->wave, &n)) {
        note(lab->from + n.index, n.outcome);
        report_progress(known, list.count);
        bool is_todo = n.outcome.verdict == TODO;
        int end = grading && !is_todo ? 0 : failed_step_end(lab);
        if (end) {
            give_up_behind(lab, end);
            return;
        }
        from = grading ? enough(lab) : 0;
        if (from == 0)
            return;
        cut_off(lab, from);
    }
    lack_note_ended(lab->wave.status);
    for (int i = lab->begin; i < lab->end; i++)
        if (!results[i].known)
            note(i, lack_outcome());
    int failed = grading ? 0 : failed_step_end(lab);
    if (failed) {
        give_up_behind(lab, failed);
        return;
    }
    if (play_again(lab) || play_rest(lab))
        return;
    next_step(lab);
    if (lab->wave.fd == -1)
        finish(lab, why_behind(lab));
}

/* --- all labs ------------------------------------------------------------- */

/* What is known of a lab besides its scenarios. */
static bool read_about(struct lab_run *lab, const struct suite *suite)
{
    char path[PATH_MOST], relative[128];
    snprintf(relative, sizeof relative, "%s/server.c", suite->lab);
    if (!guide_read(&lab->guide, suite->lab))
        return false;
    if (!given)
        score_load(&lab->before, &lab->guide);
    if (access(path_of(path, relative), R_OK) == 0 && /* else make says so */
        source_read(&lab->server, path))
        source_steps(&lab->server);
    if (lab->guide.count != suite->steps)
        fprintf(stderr,
                "tests/%s/hints.md: %d steps, but tests/%.5s.c has %d\n",
                suite->lab, lab->guide.count, suite->lab, suite->steps);
    return lab->guide.count == suite->steps;
}

static bool begin_lab(struct lab_run *lab, int first)
{
    const struct suite *suite = list.of[first].suite;
    *lab = (struct lab_run){
        .first = first, .begin = first, .end = first, .wave = {.fd = -1}};
    while (first + lab->count < list.count &&
           list.of[first + lab->count].suite == suite)
        lab->count++;
    return read_about(lab, suite);
}

/* Only the last run's failures are kept; of other programs, those that are
 * asked for. */
static bool begin_all(void)
{
    char path[PATH_MOST];
    runs = must_calloc((size_t)labs_count(), sizeof *runs);
    for (int i = 0; i < list.count; i += runs[lab_count++].count) {
        if (!begin_lab(&runs[lab_count], i))
            return false;
        if (!given)
            kept_forget(kept_folder(path, runs[lab_count].guide.lab));
    }
    if (!given || keep_in)
        scenarios_keep(keep_in);
    return true;
}

static void open_jail(const char *lab)
{
    char folder[PATH_MOST];
    snprintf(folder, sizeof folder, "%s/%s", given, lab);
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
            next_step(&runs[i]);
            continue;
        }
        note(runs[i].first,
             (struct outcome){.verdict = FAIL,
                              .finding = mistakes_find_compiler(said),
                              .story = said});
        runs[i].no_program = true;
        finish(&runs[i], NO_PROGRAM);
    }
}

/* The lab's record. Where the time was up, the rest has not been checked; where
 * there are no programs, nothing has. */
static void grade(struct lab_run *lab)
{
    struct lab_score all = {0};
    const struct result *of = results + lab->first;
    bool compiles = !lab->no_program, stopped = lab->wave.fd != -1;
    if (stopped)
        finish(lab, TIME_UP);
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
    if (grading)
        grade(lab);
    if (given)
        return;
    report_progress(1, 1);
    if (lab->no_program) { /* what passed before is not lost */
        report_not_compiled(lab->guide.lab, results[lab->first].story,
                            &results[lab->first].finding);
        return;
    }
    report_score(&all, results + lab->first, lab->count);
    score_save(&all, &lab->before, &lab->guide);
    report_lab(&lab->guide, &all, results + lab->first, lab->count, only_step);
}

/* Show the labs that are done, in their order; true once all are. */
static bool show_done(void)
{
    for (int i = 0; i < lab_count; i++) {
        struct lab_run *lab = &runs[i];
        if (lab->wave.fd != -1 && !time_is_up)
            return false;
        if (!lab->reported)
            report(lab);
        lab->reported = true;
    }
    return true;
}

static void run_all(void)
{
    int slots = (quick ? QUICK_JOBS_EACH : JOBS_EACH) *
                (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (grading)
        slots = GRADE_JOBS; /* others are graded beside us */
    for (int i = 0; i < lab_count; i++)
        runs[i].jobs = lab_count == 1 ? slots : quick ? slots / 3 + 1 : 2;
    start_all();
    struct pollfd *waits = must_calloc((size_t)lab_count, sizeof *waits);
    while (!show_done()) {
        for (int i = 0; i < lab_count; i++)
            waits[i] = (struct pollfd){.fd = runs[i].wave.fd, .events = POLLIN};
        if (ppoll(waits, (nfds_t)lab_count, NULL, &usual_signals) < 1)
            continue;
        for (int i = 0; i < lab_count; i++)
            if (waits[i].fd != -1 && waits[i].revents)
                take_verdict(&runs[i]);
    }
    free(waits);
}

static const char usage[] =
    "suites [--quick] [--touched server|client|both] [LAB [STEP]]\n"
    "       suites --programs FOLDER [--only TITLE] [--keep FOLDER] LAB "
    "[STEP]\n"
    "       suites --grade FOLDER [--jail]\n"
    "       suites --list [LAB [STEP]]";

static void take_programs(const char *folder, bool of_each_lab)
{
    quick = true;
    given = folder;
    grading = of_each_lab;
    scenario_programs(folder, of_each_lab);
    if (!grading) /* a grade has the patience of `make test` */
        pump_hurry();
}

/* An option that is one word; false if it is none. */
static bool take_word(const char *option)
{
    if (strcmp(option, "--quick") == 0)
        quick = true;
    else if (strcmp(option, "--list") == 0)
        quick = only_list = true;
    else if (strcmp(option, "--jail") == 0)
        jail_close();
    else
        return false;
    return true;
}

/* An option with a word behind it. */
static bool take_pair(const char *option, const char *word)
{
    if (strcmp(option, "--touched") == 0)
        touched = strcmp(word, "both") == 0 ? NULL : word;
    else if (strcmp(option, "--only") == 0)
        only_title = word;
    else if (strcmp(option, "--keep") == 0)
        keep_in = word;
    else if (strcmp(option, "--programs") == 0)
        take_programs(word, false);
    else if (strcmp(option, "--grade") == 0)
        take_programs(word, true);
    else
        return false;
    return true;
}

/* Take the options off the arguments. */
static void take_options(int *argc, char ***argv)
{
    while (*argc > 1 && *(*argv)[1] == '-') {
        int words = take_word((*argv)[1])                            ? 1
                    : *argc > 2 && take_pair((*argv)[1], (*argv)[2]) ? 2
                                                                     : 0;
        if (words == 0)
            arguments_refuse(usage);
        *argc -= words;
        *argv += words;
    }
    arguments_check(*argc, *argv, 0, 2, usage);
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
        printf("told\t0\tit does not compile\t%s\n", results[0].finding.name);
        return;
    }
    int told = report_told(results, list.count);
    if (told != -1) {
        fputs(results[told].story, stderr);
        tell_finding(stderr, list.of[told].suite->lab, &results[told].finding);
    }
    for (int i = 0; i < list.count; i++) {
        const struct result *r = &results[i];
        bool unfit = r->verdict == NOT_CHECKED && r->why == CANNOT_SHOW;
        printf("%s\t%d\t%s\t%s\n",
               i == told ? "told" : verdict_word(r->verdict), list.of[i].step,
               list.of[i].title, unfit ? r->story : r->finding.name);
    }
}

/* Leave only the scenarios of this title. */
static void keep_title(const char *title)
{
    int kept = 0;
    for (int i = 0; i < list.count; i++)
        if (strcmp(list.of[i].title, title) == 0)
            list.of[kept++] = list.of[i];
    list.count = kept;
}

/* Leave only the labs that were handed in. */
static void keep_given(void)
{
    char path[PATH_MOST];
    int kept = 0;
    for (int i = 0; i < list.count; i++) {
        snprintf(path, sizeof path, "%s/%s", given, list.of[i].suite->lab);
        if (access(path, F_OK) == 0)
            list.of[kept++] = list.of[i];
    }
    list.count = kept;
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

int main(int argc, char **argv)
{
    paths_init(argv[0]);
    take_options(&argc, &argv);
    const char *lab = argc > 1 && *argv[1] ? argv[1] : NULL;
    int bad = 0;
    only_step = argc > 2 ? atoi(argv[2]) : 0;
    if (!scenarios_read(&list, lab, only_step, quick))
        return 2;
    if (only_title)
        keep_title(only_title);
    sigprocmask(SIG_SETMASK, NULL, &usual_signals);
    if (grading) {
        keep_given();
        await_time_up();
    }
    if (list.count == 0) {
        tell_no_scenario(lab, argc > 2 ? argv[2] : "");
        return 2;
    }
    for (int i = 0; i < list.count && only_list; i++)
        printf("%d\t%s\n", list.of[i].step, list.of[i].title);
    if (only_list)
        return 0;
    results = must_calloc((size_t)list.count, sizeof *results);
    for (int i = 0; i < list.count; i++)
        begin_result(i);
    if (!begin_all())
        return 2;
    if (lack_look_first(!quick))
        lack_end();
    run_all();
    const char *lacking = report_lack(results, list.count);
    if (given && lacking)
        text_put_folded(stderr, "not checked: ", lacking);
    else if (given && !grading)
        record();
    else if (!given)
        report_sum(results, list.count, quick);
    for (int i = 0; i < list.count; i++)
        bad += result_blocks(&results[i]);
    if (lacking)
        return LACKING;
    for (int i = 0; i < lab_count; i++)
        if (runs[i].no_program)
            return 3;
    return bad == 0 ? 0 : 1; /* not checked: this system cannot, said aloud */
}
