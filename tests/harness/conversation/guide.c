/* guide.c - see guide.h. */
#include "guide.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "paths.h"

struct reader {
    struct source text;
    int at; /* line */
    int step;
    int hint; /* the one that further lines belong to; 0: none yet */
};

__attribute__((format(printf, 2, 3))) static bool wrong(struct reader *r,
                                                        const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: ", r->text.path, r->at);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return false;
}

/* "## Step 2. Receive some bytes" */
static bool read_heading(struct reader *r, struct guide *g, const char *line)
{
    int step = 0, used = 0;
    if (sscanf(line, "## Step %d. %n", &step, &used) != 1 || used == 0)
        return wrong(r, "expected: ## Step %d. Title", r->step + 1);
    if (step != r->step + 1 || step > STEPS_MOST)
        return wrong(r, "step %d comes after step %d", step, r->step);
    if (r->step && g->steps[r->step].hints[HINTS - 1] == NULL)
        return wrong(r, "step %d has fewer than %d hints", r->step, HINTS);
    r->step = g->count = step;
    r->hint = 0;
    g->steps[step].line = r->at;
    g->steps[step].title = must_strndup(line + used, strlen(line + used) - 1);
    return true;
}

/* "*20 minutes, 7 points*" */
static bool read_weight(struct reader *r, struct guide *g, const char *line)
{
    int used = 0;
    if (sscanf(line, "*%d minutes, %d points*%n", &g->steps[r->step].minutes,
               &g->steps[r->step].points, &used) == 2 &&
        used > 0 && strcmp(line + used, "\n") == 0)
        return true;
    return wrong(r, "expected: *N minutes, N points*");
}

/* "1. Which socket ...", and the lines that go on with it, indented. */
static bool read_hint(struct reader *r, struct guide *g, const char *line)
{
    char **hint = &g->steps[r->step].hints[r->hint > 0 ? r->hint - 1 : 0];
    if (strncmp(line, "   ", 3) == 0 && r->hint > 0) {
        char *longer = must_asprintf("%s%s", *hint, line + 3);
        free(*hint);
        *hint = longer;
        return true;
    }
    int number = line[0] - '0';
    if (number != r->hint + 1 || number > HINTS ||
        strncmp(line + 1, ". ", 2) != 0)
        return wrong(r, "expected: %d. HINT, or the end of step %d",
                     r->hint + 1, r->step);
    r->hint = number;
    g->steps[r->step].hints[number - 1] = must_strdup(line + 3);
    return true;
}

static bool read_guide_line(struct reader *r, struct guide *g)
{
    const char *line = r->text.lines[r->at];
    if (strncmp(line, "## ", 3) == 0)
        return read_heading(r, g, line);
    if (r->step == 0 || *line == '\n')
        return true; /* the title, and a word to who edits it */
    if (g->steps[r->step].points == 0)
        return read_weight(r, g, line);
    return read_hint(r, g, line);
}

static bool read_guide(struct reader *r, struct guide *g)
{
    for (r->at = 1; r->at <= r->text.count; r->at++)
        if (!read_guide_line(r, g))
            return false;
    if (g->count == 0 || g->steps[g->count].hints[HINTS - 1] == NULL)
        return wrong(r, "step %d has fewer than %d hints", g->count, HINTS);
    return true;
}

bool guide_read(struct guide *g, const char *lab)
{
    char relative[128], path[PATH_MOST];
    struct reader r = {.at = 0};
    *g = (struct guide){.count = 0};
    snprintf(g->lab, sizeof g->lab, "%s", lab);
    snprintf(relative, sizeof relative, "tests/%s/hints.md", lab);
    if (!source_read(&r.text, path_of(path, relative)))
        return false;
    r.text.path = relative;
    bool good = read_guide(&r, g);
    source_free(&r.text);
    return good;
}

void guide_free(struct guide *g)
{
    for (int k = 1; k <= STEPS_MOST; k++) {
        free(g->steps[k].title);
        for (int i = 0; i < HINTS; i++)
            free(g->steps[k].hints[i]);
    }
    *g = (struct guide){.count = 0};
}
