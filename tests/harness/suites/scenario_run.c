/* scenario_run.c - see scenario_run.h. */
#include "scenario_run.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "explain.h"
#include "kept.h"
#include "lack.h"
#include "must.h"
#include "pump.h"
#include "source.h"

static struct outcome compare_excerpts(const struct scenario *s)
{
    size_t len;
    struct outcome end = {0};
    FILE *out = must_open_memstream(&end.story, &len);
    for (int i = 0; i < s->document->excerpt_count; i++) {
        char *problem = excerpt_problem(s->document->file,
                                        &s->document->excerpts[i], path_root());
        if (problem)
            fprintf(out, "  %s\n", problem);
        free(problem);
    }
    must_fclose(out);
    end.verdict = len > 0 ? FAIL : PASS;
    return end;
}

/* The last step that is to be written in a program; 0: it is complete. */
static int last_step_in(const char *lab, const char *program)
{
    char path[PATH_MOST], relative[256];
    struct source source;
    int last = 0;
    snprintf(relative, sizeof relative, "%s/%s.c", lab, program);
    if (!source_read(&source, path_of(path, relative)))
        return 0;
    source_steps(&source);
    for (int k = 1; k <= STEPS_MOST; k++)
        if (source.steps[k].first > 0)
            last = k;
    source_free(&source);
    return last;
}

/* --- which programs, and what is kept of their failures ------------------- */

static const char *programs; /* NULL: the lab's own */
static bool of_each_lab;

void scenario_programs(const char *folder, bool each)
{
    programs = folder;
    of_each_lab = each;
}

static bool untraced;

void scenario_trace_nothing(void)
{
    untraced = true;
}

static const char *foreign; /* NULL: none */

void scenario_foreign(const char *folder)
{
    foreign = folder;
}

static void cast_from(struct cast *c, const char *folder, const char *lab)
{
    c->build = of_each_lab ? "sanitized" : "given";
    snprintf(c->server, sizeof c->server, "%s/%s/server", folder, lab);
    snprintf(c->client, sizeof c->client, "%s/%s/client", folder, lab);
}

static bool keeps;
static const char *keeps_in; /* NULL: where a lab's last run is */

void scenarios_keep(const char *folder)
{
    keeps = true;
    keeps_in = folder;
}

static const char *keeps_of(char *path, const char *lab)
{
    if (keeps_in == NULL)
        return kept_folder(path, lab);
    snprintf(path, PATH_MOST, "%s/%s", keeps_in, lab);
    return of_each_lab ? path : keeps_in;
}

void scenario_forget(const struct scenario *s)
{
    char path[PATH_MOST];
    if (keeps_in)
        kept_forget_one(keeps_of(path, s->suite->lab), s->step, s->number);
}

/* Save the evidence of a failure; that of a submission only if it is not too
 * large. */
static void keep(const struct scenario *s, struct evidence *e)
{
    char path[PATH_MOST];
    if (keeps && e && (!of_each_lab || kept_fits(e)))
        kept_write(keeps_of(path, s->suite->lab), s->step, s->number, s->title,
                   e);
}

/* --- running -------------------------------------------------------------- */

static struct outcome run_once(const struct scenario *s,
                               const struct cast *cast)
{
    return s->talk ? play(s->talk, cast, NULL, NULL)
                   : check_run(s->row->check, s->step, cast);
}

/* LeakSanitizer stops all threads of a program at its end, and sometimes cannot
 * if one of them ends just then. That is no fault of the program's. */
static bool leak_check_broke(const struct outcome *o)
{
    static const char words[] = "LeakSanitizer has encountered a fatal error";
    for (int i = 0; o->evidence && i < o->evidence->count; i++) {
        const char *said = o->evidence->of[i].said;
        if (said && strstr(said, words))
            return true;
    }
    return false;
}

/* Once, and again if only the look for leaks has failed. */
static struct outcome run_whole(const struct scenario *s,
                                const struct cast *cast)
{
    enum { TRIES = 4 };
    struct outcome end = run_once(s, cast);
    for (int tries = 1; tries < TRIES && leak_check_broke(&end); tries++) {
        outcome_free(&end);
        end = run_once(s, cast);
    }
    return end;
}

/* A program that takes its bytes one by one makes more calls than can be traced
 * in time: if it has failed, it is tried once more without. Should it fail
 * again, the first failure has more to say. */
static struct outcome run_traced(const struct scenario *s, struct cast *cast)
{
    pump_forget_slowness();
    struct outcome end = run_whole(s, cast);
    if (end.verdict != FAIL || !pump_is_slowed())
        return end;
    pump_forget_slowness();
    cast->untraced = true;
    struct outcome other = run_once(s, cast);
    bool better = other.verdict == PASS;
    outcome_free(better ? &end : &other);
    return better ? other : end;
}

/* In a process of its own: a check that fails leaves its peers behind. */
static bool passes_untraced(const struct scenario *s, struct cast cast)
{
    int status = 0;
    pid_t own = getpid(), child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != own)
            _exit(1);
        cast.untraced = true;
        _exit(run_once(s, &cast).verdict != PASS);
    }
    return child != -1 && waitpid(child, &status, 0) == child && status == 0;
}

/* What many clients or bytes make a program do is not traced: that takes half
 * of the time, and is needed only to tell of a failure. */
static struct outcome run_many(const struct scenario *s, struct cast *cast)
{
    if (passes_untraced(s, *cast))
        return (struct outcome){.verdict = PASS};
    return run_traced(s, cast);
}

static struct outcome run_build(const struct scenario *s, bool sanitized)
{
    struct cast cast;
    if (sanitized)
        cast_sanitized(&cast, s->suite->lab);
    else
        cast_kept(&cast, s->suite->lab);
    cast.last_of_server = last_step_in(s->suite->lab, "server");
    cast.last_of_client = last_step_in(s->suite->lab, "client");
    if (foreign)
        cast_foreign(&cast, s->suite->lab, foreign);
    if (programs)
        cast_from(&cast, programs, of_each_lab ? s->suite->lab : "");
    cast.untraced = untraced;
    lack_forget();
    struct outcome end =
        s->row->many ? run_many(s, &cast) : run_traced(s, &cast);
    lack_excuses(&end);
    keep(s, end.evidence);
    explain(&end);
    return end;
}

static bool may_go_on(const struct outcome *o)
{
    return o->verdict == PASS ||
           (o->verdict == NOT_CHECKED && o->why == CANNOT_SHOW);
}

/* The sanitized build comes first: it has more to say of a failure. */
struct outcome scenario_run(const struct scenario *s, bool quick)
{
    if (s->row->kind == ROW_EXCERPTS)
        return compare_excerpts(s);
    bool plain = !quick && (s->for_readers || s->first);
    bool sanitized = quick || !s->for_readers;
    struct outcome end = {0};
    if (sanitized)
        end = run_build(s, true);
    if (!plain || !may_go_on(&end))
        return end;
    struct outcome other = run_build(s, false);
    if (other.verdict == PASS)
        return end;
    outcome_free(&end);
    return other;
}
