/* run_choose.c - see run.h: which scenarios a run plays. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "guide.h"
#include "labs.h"
#include "paths.h"
#include "run.h"

/* Say that there is no such lab, or no such step of the first lab that fits. */
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

/* Leave only the scenarios of this title. */
static void keep_title(const char *title)
{
    int kept = 0;
    for (int i = 0; i < run.list.count; i++)
        if (strcmp(run.list.of[i].title, title) == 0)
            run.list.of[kept++] = run.list.of[i];
    run.list.count = kept;
}

/* A student who waits for a verdict at each save gets it without these. */
static void leave_out_slow(void)
{
    int kept = 0;
    for (int i = 0; i < run.list.count; i++)
        if (!run.list.of[i].row->slow)
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

static bool has_given(const char *program)
{
    char path[PATH_MOST];
    snprintf(path, sizeof path, "%s/%s", run.given, program);
    return access(path, X_OK) == 0;
}

/* Leave only the scenarios that start a program of the folder, as far as their
 * lines tell. */
static void keep_foreign(void)
{
    bool server = has_given("server"), client = has_given("client");
    int kept = 0;
    for (int i = 0; i < run.list.count; i++) {
        const struct scenario *s = &run.list.of[i];
        if (s->row->kind != ROW_EXCERPTS &&
            ((server && scenario_uses(s, "server")) ||
             (client && scenario_uses(s, "client"))))
            run.list.of[kept++] = *s;
    }
    run.list.count = kept;
}

bool run_choose(const char *lab, const char *step)
{
    run.only_step = atoi(step);
    /* what needs a source is left out aloud: so it must be listed */
    if (!scenarios_read(&run.list, lab, run.only_step,
                        run.quick && !run.foreign))
        return false;
    if (run.foreign)
        keep_foreign();
    if (run.only_title)
        keep_title(run.only_title);
    if (run.grading)
        keep_given();
    if (run.quick && run.soon)
        leave_out_slow();
    if (run.list.count == 0)
        tell_no_scenario(lab, step);
    return run.list.count > 0;
}
