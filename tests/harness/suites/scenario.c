/* scenario.c - see scenario.h. */
#include "scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disguise.h"
#include "explain.h"
#include "kept.h"
#include "labs.h"
#include "lack.h"
#include "must.h"
#include "source.h"
#include "text.h"

/* Is it about the student's program, and not about the reference's words? */
static bool is_for_students(const struct scenario *s)
{
    return s->row->kind != ROW_EXCERPTS &&
           !(s->talk && conversation_has_edits(s->talk));
}

static void add(struct scenario_list *list, struct scenario s, int step)
{
    if (s.step == 0)
        s.step = s.suite->steps; /* the whole lab: its last step */
    if (step != 0 && s.step != step)
        return;
    if (list->for_students && !is_for_students(&s))
        return;
    if (list->for_windows ? s.talk == NULL : s.talk && s.talk->windows)
        return;
    size_t size = (size_t)(list->count + 1) * sizeof s;
    list->of = must_realloc(list->of, size);
    s.number = list->count;
    list->of[list->count++] = s;
}

/* The file's path for people is the one from the root. */
static struct document *read_document(const struct row *row, const char *lab,
                                      int *found)
{
    char path[PATH_MOST];
    struct document *d = must_calloc(1, sizeof *d);
    if (!document_read(d, path_of(path, row->file)))
        return NULL;
    d->file = row->file;
    disguise(d, lab);
    for (int i = 0; i < d->conversation_count; i++)
        d->conversations[i].file = row->file;
    for (int i = 0; i < d->windows_count; i++)
        d->windows[i].file = row->file;
    *found = row->kind == ROW_TALKS     ? d->conversation_count
             : row->kind == ROW_WINDOWS ? d->windows_count
                                        : d->excerpt_count;
    return d;
}

static char *title_of(const struct row *row, const struct conversation *talk)
{
    char title[256];
    bool handout = strncmp(row->file, "handouts/", 9) == 0;
    if (row->kind == ROW_EXCERPTS)
        return must_strdup("handout: its excerpts are the code");
    snprintf(title, sizeof title, "%s%s", handout ? "handout: " : "",
             talk->title);
    return must_strdup(title);
}

/* Those for Windows alone have a row of their own, or there are none. */
static bool counts_are_right(const struct suite *suite, const struct row *row,
                             const struct document *d, int found)
{
    int windows = row->kind == ROW_EXCERPTS ? d->windows_count : 0;
    for (const struct row *r = suite->rows; r->kind != ROW_END; r++)
        if (r->kind == ROW_WINDOWS && strcmp(r->file, row->file) == 0)
            windows = r->expected;
    if (found != row->expected)
        fprintf(stderr, "%s: %d %s, but tests/%.5s.c expects %d\n", row->file,
                found, row->kind == ROW_EXCERPTS ? "excerpts" : "conversations",
                suite->lab, row->expected);
    if (d->windows_count != windows)
        fprintf(stderr,
                "%s: %d conversations for Windows, but tests/%.5s.c expects "
                "%d\n",
                row->file, d->windows_count, suite->lab, windows);
    return found == row->expected && d->windows_count == windows;
}

static bool read_row(struct scenario_list *list, const struct suite *suite,
                     const struct row *row, int step)
{
    struct scenario s = {.suite = suite, .row = row, .step = row->step};
    if (row->kind == ROW_CHECK) {
        s.title = must_strdup(row->title);
        add(list, s, step);
        return true;
    }
    if ((row->kind == ROW_EXCERPTS && list->for_students) ||
        (row->kind == ROW_WINDOWS && !list->for_windows))
        return true;
    int found = 0;
    s.document = read_document(row, suite->lab, &found);
    if (s.document == NULL)
        return false;
    if (!counts_are_right(suite, row, s.document, found))
        return false;
    if (row->kind == ROW_EXCERPTS) {
        s.title = title_of(row, NULL);
        add(list, s, step);
        return true;
    }
    for (int i = 0; i < found; i++) {
        s.talk = row->kind == ROW_WINDOWS ? &s.document->windows[i]
                                          : &s.document->conversations[i];
        s.step = s.talk->step;
        if (s.step > suite->steps) {
            fprintf(stderr, "%s:%d: step %d, but %s has %d steps\n", row->file,
                    s.talk->number, s.step, suite->lab, suite->steps);
            return false;
        }
        s.title = title_of(row, s.talk);
        add(list, s, step);
    }
    return true;
}

/* The labs stay in their order; in a lab, step by step. */
static int by_step(const void *a, const void *b)
{
    const struct scenario *x = a, *y = b;
    int labs = strcmp(x->suite->lab, y->suite->lab);
    if (labs != 0)
        return labs;
    return x->step != y->step ? x->step - y->step : x->number - y->number;
}

static const struct suite *suite_of(const char *lab)
{
    for (int i = 0; suites[i]; i++)
        if (strcmp(suites[i]->lab, lab) == 0)
            return suites[i];
    return NULL;
}

static bool read_all(struct scenario_list *list, const char *lab, int step)
{
    bool good = true;
    const char *here;
    for (int i = 0; (here = labs_here(i)) != NULL; i++) {
        const struct suite *suite = suite_of(here);
        if (lab && strncmp(here, lab, strlen(lab)) != 0)
            continue;
        if (suite == NULL) {
            fprintf(stderr, "%s: tests/suites.c has no tests of it\n", here);
            return false;
        }
        for (const struct row *row = suite->rows; row->kind != ROW_END; row++)
            good &= read_row(list, suite, row, step);
    }
    if (list->count > 0)
        qsort(list->of, (size_t)list->count, sizeof *list->of, by_step);
    return good;
}

bool scenarios_read(struct scenario_list *list, const char *lab, int step,
                    bool quick)
{
    *list =
        (struct scenario_list){.for_students = quick || labs_are_starters()};
    return read_all(list, lab, step);
}

bool scenarios_read_for_windows(struct scenario_list *list, const char *lab)
{
    *list = (struct scenario_list){.for_windows = true};
    return read_all(list, lab, 0);
}

/* --- running -------------------------------------------------------------- */

/* A page shows what its reader will see: the plain build, alone. So does a
 * conversation that changes the program, since only that build is changed. */
static bool is_for_readers(const struct scenario *s)
{
    return conversation_has_edits(s->talk) ||
           strncmp(s->row->file, "handouts/", 9) == 0;
}

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

bool scenario_uses(const struct scenario *s, const char *program)
{
    if (s->row->kind == ROW_CHECK)
        return true; /* it may start both */
    for (int i = 0; s->talk && i < s->talk->count; i++)
        if (line_starts(&s->talk->lines[i], program))
            return true;
    return false;
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

static const char *programs; /* NULL: the lab's own */
static bool of_each_lab;

void scenario_programs(const char *folder, bool each)
{
    programs = folder;
    of_each_lab = each;
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

/* A submission's words are bounded. */
static void keep(const struct scenario *s, struct evidence *e)
{
    char path[PATH_MOST];
    if (keeps && e && (!of_each_lab || kept_fits(e)))
        kept_write(keeps_of(path, s->suite->lab), s->step, s->number, s->title,
                   e);
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
    if (programs)
        cast_from(&cast, programs, of_each_lab ? s->suite->lab : "");
    lack_forget();
    struct outcome end = s->talk ? play(s->talk, &cast, NULL, NULL)
                                 : check_run(s->row->check, s->step, &cast);
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
    bool spied = s->talk && conversation_has_faults(s->talk),
         plain = !quick && !spied;
    bool sanitized = quick || spied || !(s->talk && is_for_readers(s));
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
