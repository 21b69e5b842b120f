/* all_labs.c - see all_labs.h. */
#include "all_labs.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "jail.h"
#include "kept.h"
#include "lab_report.h"
#include "labs.h"
#include "mistakes.h"
#include "must.h"
#include "paths.h"
#include "scenario_run.h"

/* How many scenarios are played at a time, for each processor: programs under
 * test wait most of the time. */
enum { JOBS_EACH = 4, QUICK_JOBS_EACH = 12, GRADE_JOBS = 12 };

static struct lab_run *runs; /* room for all labs that are here */
static int lab_count;

/* --- the time that a submission has --------------------------------------- */

static volatile sig_atomic_t time_is_up;
static sigset_t usual_signals; /* without SIGTERM, which is let in by ppoll() */

static void on_time_up(int number)
{
    (void)number;
    time_is_up = 1;
}

void all_labs_watch_time(void)
{
    sigset_t set;
    sigprocmask(SIG_SETMASK, NULL, &usual_signals);
    if (!run.grading)
        return;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    sigaction(SIGTERM, &(struct sigaction){.sa_handler = on_time_up}, NULL);
}

/* --- beginning ------------------------------------------------------------ */

/* What the compiler said, if make could not compile the lab; "" if the lab was
 * not handed in; NULL if there are programs. Malloc'ed. */
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

bool all_labs_begin(void)
{
    char path[PATH_MOST];
    runs = must_calloc((size_t)labs_count(), sizeof *runs);
    for (int i = 0; i < run.list.count; i += runs[lab_count++].count) {
        if (!lab_begin(&runs[lab_count], i))
            return false;
        if (!run.given)
            kept_forget(kept_folder(path, runs[lab_count].guide.lab));
    }
    if (!run.given || run.keep_in) /* else nobody asks for the failures */
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
        run_note(
            runs[i].first,
            (struct outcome){
                .verdict = FAIL,
                .shown = {.count = 1, .of = {mistakes_find_compiler(said)}},
                .story = said});
        runs[i].no_program = true;
        lab_finish(&runs[i], NO_PROGRAM);
    }
}

/* --- running -------------------------------------------------------------- */

/* Report the labs that are done, in their order. True once all are reported. */
static bool show_done(void)
{
    for (int i = 0; i < lab_count; i++) {
        struct lab_run *lab = &runs[i];
        if (lab->batch.fd != -1 && !time_is_up)
            return false;
        if (!lab->reported)
            lab_report(lab);
        lab->reported = true;
    }
    return true;
}

/* Wait until a verdict comes, or until a lab with a failure has no time
 * left. */
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

/* How many scenarios of each lab may be played at a time. */
static void share_slots(void)
{
    int slots = (run.quick ? QUICK_JOBS_EACH : JOBS_EACH) *
                (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (run.grading)
        slots = GRADE_JOBS; /* other submissions are graded meanwhile */
    for (int i = 0; i < lab_count; i++)
        runs[i].jobs = lab_count == 1 ? slots : run.quick ? slots / 3 + 1 : 2;
}

void all_labs_run(void)
{
    share_slots();
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

bool all_labs_compile(void)
{
    for (int i = 0; i < lab_count; i++)
        if (runs[i].no_program)
            return false;
    return true;
}
