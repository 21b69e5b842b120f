/* scenario.c - see scenario.h. */
#include "scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disguise.h"
#include "labs.h"
#include "must.h"

/* Is it about the student's program, and not about the reference's words? */
static bool is_for_students(const struct scenario *s)
{
    return s->row->kind != ROW_EXCERPTS &&
           !(s->talk && conversation_has_edits(s->talk));
}

/* A page shows what its reader will see: the plain build. So does a
 * conversation that changes the program, since only that build is changed. */
static bool is_for_readers(const struct scenario *s)
{
    return s->talk && (conversation_has_edits(s->talk) ||
                       strncmp(s->row->file, "handouts/", 9) == 0);
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
    s.for_readers = is_for_readers(&s);
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

/* Add the conversations of a row, which are so many; s has all else. */
static bool add_talks(struct scenario_list *list, struct scenario s, int count,
                      int step)
{
    for (int i = 0; i < count; i++) {
        s.talk = s.row->kind == ROW_WINDOWS ? &s.document->windows[i]
                                            : &s.document->conversations[i];
        s.step = s.talk->step;
        if (s.step > s.suite->steps) {
            fprintf(stderr, "%s:%d: step %d, but %s has %d steps\n",
                    s.row->file, s.talk->number, s.step, s.suite->lab,
                    s.suite->steps);
            return false;
        }
        s.title = title_of(s.row, s.talk);
        add(list, s, step);
    }
    return true;
}

/* Add what a row reads from a file. */
static bool add_document(struct scenario_list *list, struct scenario s,
                         int step)
{
    int found = 0;
    s.document = read_document(s.row, s.suite->lab, &found);
    if (s.document == NULL ||
        !counts_are_right(s.suite, s.row, s.document, found))
        return false;
    if (s.row->kind != ROW_EXCERPTS)
        return add_talks(list, s, found, step);
    s.title = title_of(s.row, NULL);
    add(list, s, step);
    return true;
}

static bool read_row(struct scenario_list *list, const struct suite *suite,
                     const struct row *row, int step)
{
    struct scenario s = {.suite = suite, .row = row, .step = row->step};
    if ((row->kind == ROW_EXCERPTS && list->for_students) ||
        (row->kind == ROW_WINDOWS && !list->for_windows))
        return true;
    if (row->kind != ROW_CHECK)
        return add_document(list, s, step);
    s.title = must_strdup(row->title);
    add(list, s, step);
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

/* In the plain build it is enough to see that each step works at all: the
 * sanitized one sees all that it sees, and more. */
static void mark_first(struct scenario_list *list)
{
    const struct scenario *last = NULL;
    for (int i = 0; i < list->count; i++) {
        struct scenario *s = &list->of[i];
        if (s->for_readers || s->row->kind == ROW_EXCERPTS)
            continue;
        s->first =
            last == NULL || last->step != s->step || last->suite != s->suite;
        last = s;
    }
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
    mark_first(list);
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

bool scenario_uses(const struct scenario *s, const char *program)
{
    if (s->row->kind == ROW_CHECK)
        return true; /* it may start both */
    for (int i = 0; s->talk && i < s->talk->count; i++)
        if (line_starts(&s->talk->lines[i], program))
            return true;
    return false;
}
