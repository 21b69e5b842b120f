/* source.c - see source.h. */
#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "wrong.h"

bool source_read_from(struct source *s, FILE *file, const char *path)
{
    char *line = NULL;
    size_t size = 0;
    *s = (struct source){.path = path};
    while (must_getline(&line, &size, file) != -1) {
        size_t slots = (size_t)s->count + 2;
        s->lines = must_realloc(s->lines, slots * sizeof *s->lines);
        line[strcspn(line, "\n")] = '\0';
        s->lines[++s->count] = must_asprintf("%s\n", line);
    }
    free(line);
    return !ferror(file);
}

bool source_read(struct source *s, const char *path)
{
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return false;
    }
    bool good = source_read_from(s, file, path);
    fclose(file);
    return good;
}

void source_free(struct source *s)
{
    for (int line = 1; line <= s->count; line++)
        free(s->lines[line]);
    for (int k = 1; k <= STEPS_MOST; k++)
        free(s->steps[k].stub);
    free(s->lines);
    *s = (struct source){0};
}

/* --- marks ---------------------------------------------------------------- */

static const char *text_of(const char *line)
{
    return line + strspn(line, " \t");
}

/* The N of "WORD N" with what follows at *rest; -1 if it is another line, 0 if
 * there is no number from 1 to 9. */
static int number_of(const char *line, const char *word, const char **rest)
{
    const char *text = text_of(line);
    size_t len = strlen(word);
    if (strncmp(text, word, len) != 0)
        return -1;
    int digit = text[len] - '0';
    *rest = text + len + 1;
    return digit >= 1 && digit <= STEPS_MOST ? digit : 0;
}

static int comment_of(const char *line)
{
    const char *rest;
    int step = number_of(line, "/* Step ", &rest);
    return step > 0 && strncmp(rest, ". ", 2) == 0 ? step : 0;
}

static int end_of(const char *line)
{
    const char *rest;
    int step = number_of(line, "/* END ", &rest);
    if (step < 1 || strncmp(rest, " */", 3) != 0)
        return 0;
    return rest[3 + strspn(rest + 3, " \t\r")] == '\n' ? step : 0;
}

/* What stands in the mark SOLUTION N: STUB, malloc'ed; NULL if it is not a
 * whole mark. */
static char *stub_of(const char *line, int *step)
{
    const char *rest;
    *step = number_of(line, "/* SOLUTION ", &rest);
    if (*step < 1 || strncmp(rest, ": ", 2) != 0)
        return NULL;
    const char *end = strstr(rest, " */\n");
    return end ? must_strndup(rest + 2, (size_t)(end - rest) - 2) : NULL;
}

static bool holds_todo(const char *stub, int step)
{
    char todo[32];
    snprintf(todo, sizeof todo, "todo(\"step %d: ", step);
    return strstr(stub, todo) != NULL && stub[strlen(stub) - 1] == ';';
}

static bool may_open(const struct source *s, int line, int number,
                     const char *stub, int inside, int comment)
{
    if (inside)
        return wrong_at(s->path, line, "step %d begins inside step %d", number,
                        inside);
    if (s->steps[number].open)
        return wrong_at(s->path, line, "step %d was in line %d already", number,
                        s->steps[number].open);
    if (comment != number)
        return wrong_at(s->path, line,
                        "the comment above does not begin with Step %d.",
                        number);
    if (strstr(stub, "SOLUTION"))
        return wrong_at(s->path, line, "a mark in the stub of step %d", number);
    if (!holds_todo(stub, number))
        return wrong_at(s->path, line,
                        "the stub holds no todo(\"step %d: ...\");", number);
    return true;
}

static bool open_mark(struct source *s, int line, int *inside, int comment)
{
    int number;
    char *stub = stub_of(s->lines[line], &number);
    if (stub == NULL)
        return wrong_at(s->path, line,
                        "a mark stands alone on its line, with a number from 1 "
                        "to 9: /* SOLUTION 4: STUB; */");
    if (!may_open(s, line, number, stub, *inside, comment)) {
        free(stub);
        return false;
    }
    s->steps[number].open = line;
    s->steps[number].stub = stub;
    *inside = number;
    return true;
}

static bool close_mark(struct source *s, int line, int *inside)
{
    int number = end_of(s->lines[line]);
    if (number == 0)
        return wrong_at(s->path, line,
                        "a mark stands alone on its line, with a number from 1 "
                        "to 9: /* END 4 */");
    if (number != *inside)
        return wrong_at(s->path, line, "END %d, but no SOLUTION %d is open",
                        number, number);
    s->steps[number].last = line;
    *inside = 0;
    return true;
}

bool source_marks(struct source *s)
{
    int inside = 0, comment = 0;
    for (int i = 1; i <= s->count; i++) {
        const char *text = text_of(s->lines[i]);
        bool good = true;
        if (i < s->count && strchr(text, '\n') == NULL)
            return wrong_at(s->path, i, "this line has a NUL byte");
        if (comment_of(s->lines[i])) {
            comment = comment_of(s->lines[i]);
            s->steps[comment].first = i;
        }
        if (strstr(text, "SOLUTION"))
            good = open_mark(s, i, &inside, comment);
        else if (strstr(text, "/* END"))
            good = close_mark(s, i, &inside);
        else if (*text == '\n')
            comment = 0; /* a step is one paragraph */
        if (!good)
            return false;
    }
    if (inside)
        return wrong_at(s->path, s->steps[inside].open, "step %d has no END %d",
                        inside, inside);
    return true;
}

void source_steps(struct source *s)
{
    for (int i = 1; i <= s->count; i++) {
        int begins = comment_of(s->lines[i]), ends = end_of(s->lines[i]);
        if (begins && s->steps[begins].first == 0)
            s->steps[begins].first = i;
        if (ends && s->steps[ends].last == 0)
            s->steps[ends].last = i;
    }
}

int source_first_todo(const struct source *s)
{
    static const char words[] = "todo(\"step ";
    int first = 0;
    for (int i = 1; i <= s->count; i++) {
        const char *at = strstr(s->lines[i], words);
        int step = at && !strstr(s->lines[i], "SOLUTION")
                       ? atoi(at + sizeof words - 1)
                       : 0;
        if (step > 0 && (first == 0 || step < first))
            first = step;
    }
    return first;
}

/* --- printing ------------------------------------------------------------- */

void source_put(const struct source *s, int first, int last, FILE *out)
{
    for (int i = first; i <= last; i++)
        fputs(s->lines[i], out);
}

void source_put_solution(const struct source *s, int step, FILE *out)
{
    const struct step *it = &s->steps[step];
    source_put(s, it->first, it->open - 1, out);
    source_put(s, it->open + 1, it->last, out);
}

static void put_stub(const struct source *s, const struct step *it, FILE *out)
{
    const char *mark = s->lines[it->open];
    fprintf(out, "%.*s%s\n", (int)strspn(mark, " "), mark, it->stub);
}

void source_put_starter(const struct source *s, int filled, FILE *out)
{
    int from = 1;
    for (int number = 0; from <= s->count; number = 0) {
        const struct step *next = NULL;
        for (int k = 1; k <= STEPS_MOST; k++)
            if (s->steps[k].open >= from &&
                (next == NULL || s->steps[k].open < next->open))
                next = &s->steps[number = k];
        if (next == NULL)
            break;
        source_put(s, from, next->open - 1, out);
        if (number <= filled)
            source_put(s, next->open + 1, next->last, out);
        else
            put_stub(s, next, out);
        from = number <= filled ? next->last + 1 : next->last;
    }
    source_put(s, from, s->count, out);
}
