/* run.c - see run.h. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "jail.h"
#include "lack.h"
#include "scenario_run.h"
#include "text.h"

struct run run;

/* --- options -------------------------------------------------------------- */

static const char usage[] =
    "suites [--quick] [--touched server|client|both] [LAB [STEP]]\n"
    "       suites --programs FOLDER [--untraced] [--only TITLE] [--keep "
    "FOLDER] LAB [STEP]\n"
    "       suites --foreign FOLDER LAB [STEP]\n"
    "       suites --grade FOLDER [--jail] [--keep FOLDER]\n"
    "       suites --list [LAB [STEP]]";

static void take_programs(const char *folder, bool of_each_lab)
{
    run.quick = true;
    run.given = folder;
    run.grading = of_each_lab;
    scenario_programs(folder, of_each_lab);
}

static void take_foreign(const char *folder)
{
    run.quick = run.foreign = true;
    run.given = folder;
    scenario_foreign(folder);
}

/* Take an option of one word; false if it is not one of these. */
static bool take_word(const char *option)
{
    if (strcmp(option, "--quick") == 0)
        run.quick = run.soon = true;
    else if (strcmp(option, "--list") == 0)
        run.quick = run.only_list = true;
    else if (strcmp(option, "--untraced") == 0)
        scenario_trace_nothing();
    else if (strcmp(option, "--jail") == 0)
        jail_close();
    else
        return false;
    return true;
}

/* Take an option with a value; false if it is not one of these. */
static bool take_pair(const char *option, const char *word)
{
    if (strcmp(option, "--touched") == 0)
        run.touched = strcmp(word, "both") == 0 ? NULL : word;
    else if (strcmp(option, "--only") == 0)
        run.only_title = word;
    else if (strcmp(option, "--keep") == 0)
        run.keep_in = word;
    else if (strcmp(option, "--programs") == 0)
        take_programs(word, false);
    else if (strcmp(option, "--foreign") == 0)
        take_foreign(word);
    else if (strcmp(option, "--grade") == 0)
        take_programs(word, true);
    else
        return false;
    return true;
}

void run_options(int *argc, char ***argv)
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
    run.soon |= run.given == NULL;
    /* grading waits as long as `make test`, and so do other languages */
    if (run.quick && !run.grading && !run.foreign)
        pump_hurry();
}

/* --- results -------------------------------------------------------------- */

void run_refuse_to_grade(const struct outcome *o)
{
    if (!run.grading || o->verdict != NOT_CHECKED || o->why != HARNESS_LACKS)
        return;
    text_put_folded(stderr, "suites: not checked: ", o->story);
    exit(LACKING);
}

void run_begin_result(int row)
{
    const struct scenario *s = &run.list.of[row];
    free(run.results[row].story);
    scenario_forget(s);
    run.results[row] = (struct result){
        .lab = s->suite->lab, .title = s->title, .step = s->step};
}

void run_note(int row, struct outcome o)
{
    run_refuse_to_grade(&o);
    if (run.results[row].known)
        return;
    run.results[row].known = true;
    run.results[row].verdict = o.verdict;
    run.results[row].why = o.why;
    run.results[row].shown = o.shown;
    run.results[row].finding = o.shown.of[0];
    run.results[row].story = o.story;
    run.known++;
}
