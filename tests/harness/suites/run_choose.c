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

/* Leave only the scenarios that are wanted. */
static void keep(bool (*wanted)(const struct scenario *))
{
    int kept = 0;
    for (int i = 0; i < run.list.count; i++)
        if (wanted(&run.list.of[i]))
            run.list.of[kept++] = run.list.of[i];
    run.list.count = kept;
}

static bool has_title(const struct scenario *s)
{
    return strcmp(s->title, run.only_title) == 0;
}

/* A student waits for a verdict at each save. */
static bool is_quick(const struct scenario *s)
{
    return !s->row->slow;
}

static bool is_given(const char *name, int mode)
{
    char path[PATH_MOST];
    snprintf(path, sizeof path, "%s/%s", run.given, name);
    return access(path, mode) == 0;
}

static bool is_handed_in(const struct scenario *s)
{
    return is_given(s->suite->lab, F_OK);
}

/* Does it start a program of the folder, as far as its lines tell? */
static bool is_of_foreign(const struct scenario *s)
{
    return s->row->kind != ROW_EXCERPTS &&
           ((is_given("server", X_OK) && scenario_uses(s, "server")) ||
            (is_given("client", X_OK) && scenario_uses(s, "client")));
}

bool run_choose(const char *lab, const char *step)
{
    run.only_step = atoi(step);
    /* what needs a source is left out aloud: so it must be listed */
    if (!scenarios_read(&run.list, lab, run.only_step,
                        run.quick && !run.foreign))
        return false;
    if (run.foreign)
        keep(is_of_foreign);
    if (run.only_title)
        keep(has_title);
    if (run.grading)
        keep(is_handed_in);
    if (run.quick && run.soon)
        keep(is_quick);
    if (run.list.count == 0)
        tell_no_scenario(lab, step);
    return run.list.count > 0;
}
