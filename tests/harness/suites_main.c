/* suites_main.c - hold the labs to their suites, with Criterion as the frame.
 *
 * usage: suites [LAB [STEP]]
 *
 * Criterion schedules the scenarios and keeps each in a process of its own.
 * Its reporter, its time limit and its exit status are not used: it says 0 for
 * no test at all. Here each scenario that was read must give one verdict. */
#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <criterion/options.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paths.h"
#include "report.h"
#include "scenario.h"

/* A minute is the same for all tests, and more than any can need. Most of them
 * wait most of the time, so that several fit on one processor. */
enum { SECONDS = 60, JOBS_EACH = 4 };

static struct scenario_list list;
static struct result *results;
static int known, shown;

/* --- in the worker ------------------------------------------------------- */

/* The name of a test says where to find it: "0017 lab03-accept-recv 5 2 1" is
 * number 17 of all, and number 5 of this lab's scenarios of step 2, with build
 * 1. The list is read anew: the worker shares no memory with the runner. */
static void body(void)
{
    char lab[64];
    int index, step, build;
    struct scenario_list all;
    char *story = NULL;
    const char *name = criterion_current_test->name;
    paths_init("");
    if (sscanf(name, "%*d %63s %d %d %d", lab, &index, &step, &build) != 4 ||
        !scenarios_read(&all, lab, step) || index >= all.count)
        cr_assert(0, "F  the scenario '%s' cannot be found", name);
    enum verdict v = scenario_run(&all.of[index], build, &story);
    if (v != PASS)
        cr_assert(0, "%c%s", "PFTN"[v], story);
}

static void test(void)
{
    criterion_internal_test_setup();
    criterion_internal_test_main(body);
    criterion_internal_test_teardown();
}

/* --- in the runner ------------------------------------------------------- */

/* One verdict more. A row is known once all of its builds are; the first that
 * does not pass is its story. */
static void note(int index, enum verdict v, const char *story)
{
    struct result *r = &results[index];
    if (r->known)
        return;
    if (r->verdict == PASS && v != PASS) {
        r->verdict = v;
        r->story = strdup(story);
    }
    r->known = --r->builds <= 0;
    known += r->known;
}

/* Show each lab once all of its verdicts are known, in order. */
static void show_labs(bool all)
{
    while (shown < list.count) {
        int end = shown;
        while (end < list.count && list.of[end].suite == list.of[shown].suite &&
               (all || results[end].known))
            end++;
        if (end < list.count && list.of[end].suite == list.of[shown].suite)
            return;
        report_lab(list.of + shown, results + shown, end - shown);
        shown = end;
    }
}

static void verdict_came(struct criterion_test_stats *stats,
                         const char *otherwise)
{
    enum verdict v = otherwise ? FAIL : PASS;
    const char *story = otherwise;
    for (struct criterion_assert_stats *a = stats->asserts; a; a = a->next) {
        if (a->passed || a->message == NULL || *a->message == '\0')
            continue;
        v = *a->message == 'T' ? TODO : *a->message == 'N' ? NOT_CHECKED : FAIL;
        story = a->message + 1;
    }
    note(atoi(stats->test->name), v, story);
    report_progress(known, list.count);
    show_labs(false);
}

static void on_end(struct criterion_test_stats *stats)
{
    verdict_came(stats, stats->test_status == CR_STATUS_PASSED
                            ? NULL
                            : "  the test itself failed\n");
}

static void on_timeout(struct criterion_test_stats *stats)
{
    verdict_came(stats, "  the test took longer than a minute\n");
}

static void on_crash(struct criterion_test_stats *stats)
{
    verdict_came(stats, "  the test itself crashed: a mistake in the kit\n");
}

static struct criterion_logger logger = {
    .log_post_test = on_end,
    .log_test_timeout = on_timeout,
    .log_test_crash = on_crash,
    .log_abnormal_exit = on_crash,
};

/* What make has left if a lab does not compile: the compiler's own words. */
static char *compiler_said(const char *lab)
{
    char path[PATH_MOST], relative[256], *text = NULL;
    size_t size = 0;
    snprintf(relative, sizeof relative, "tests/build/%s/does-not-compile", lab);
    FILE *file = fopen(path_of(path, relative), "re");
    if (file == NULL)
        return NULL;
    if (getdelim(&text, &size, '\0', file) == -1)
        text = strdup("");
    fclose(file);
    return text;
}

/* Criterion gets a test by this name, which it must not lose. */
static void register_test(struct criterion_test_set *set, const char *lab,
                          const char *name)
{
    struct criterion_test *t = calloc(1, sizeof *t);
    struct criterion_test_extra_data *data = calloc(1, sizeof *data);
    if (t == NULL || data == NULL)
        exit(1);
    *data = (struct criterion_test_extra_data){
        .lang_ = CR_LANG_C,
        .kind_ = CR_TEST_NORMAL,
        .identifier_ = strdup(name),
        .file_ = __FILE__,
        .timeout = SECONDS,
    };
    *t = (struct criterion_test){strdup(name), lab, test, data};
    criterion_register_test(set, t);
}

/* One test for each build of each scenario. */
static void register_all(struct criterion_test_set *set, int step)
{
    const char *said = NULL;
    for (int i = 0, start = 0; i < list.count; i++) {
        const char *lab = list.of[i].suite->lab;
        bool first = i == 0 || list.of[i - 1].suite != list.of[i].suite;
        char name[128];
        start = first ? i : start;
        said = first ? compiler_said(lab) : said;
        if (said)
            note(i, first ? FAIL : NOT_CHECKED,
                 first ? said : "it needs the lab to compile");
        results[i].builds = said ? 0 : scenario_builds(&list.of[i]);
        for (int build = 0; build < results[i].builds; build++) {
            snprintf(name, sizeof name, "%04d %s %d %d %d", i, lab, i - start,
                     step, build);
            register_test(set, lab, name);
        }
    }
}

static int run(int step)
{
    struct criterion_test_set *set = criterion_initialize();
    results = calloc((size_t)list.count, sizeof *results);
    if (results == NULL)
        exit(1);
    criterion_options.logger = &logger;
    criterion_options.jobs =
        (size_t)(JOBS_EACH * sysconf(_SC_NPROCESSORS_ONLN));
    register_all(set, step);
    criterion_run_all_tests(set);
    criterion_finalize(set);
    int bad = 0;
    for (int i = 0; i < list.count; i++) {
        while (!results[i].known)
            note(i, FAIL, "  no verdict came: the test did not run\n");
        bad += results[i].verdict == FAIL || results[i].verdict == TODO;
    }
    report_progress(1, 1);
    show_labs(true);
    report_sum(results, list.count);
    return bad == 0 ? 0 : 1; /* not checked: this system cannot, said aloud */
}

int main(int argc, char **argv)
{
    const char *lab = argc > 1 && *argv[1] ? argv[1] : NULL;
    int step = argc > 2 ? atoi(argv[2]) : 0;
    paths_init(argv[0]);
    if (!scenarios_read(&list, lab, step))
        return 2;
    if (list.count == 0) {
        fprintf(stderr, "no scenario for LAB=%s STEP=%s\n", lab ? lab : "",
                argc > 2 ? argv[2] : "");
        return 2;
    }
    return run(step);
}
