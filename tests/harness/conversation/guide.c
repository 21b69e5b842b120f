/* guide.c - see guide.h. */
#include "guide.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "markdown.h"
#include "must.h"
#include "paths.h"
#include "wrong.h"

struct reader {
    const char *path; /* for people */
    int at;           /* line */
    int step;
    int hint; /* the number of the last one; 0: none yet */
};

/* "## Step 2. Receive some bytes" */
static bool read_heading(struct reader *r, struct guide *g, const char *line)
{
    int step = 0, used = 0;
    if (sscanf(line, "## Step %d. %n", &step, &used) != 1 || used == 0)
        return wrong_at(r->path, r->at, "expected: ## Step %d. Title",
                        r->step + 1);
    if (step != r->step + 1 || step > STEPS_MOST)
        return wrong_at(r->path, r->at, "step %d comes after step %d", step,
                        r->step);
    if (r->step && g->steps[r->step].hints[HINTS - 1] == NULL)
        return wrong_at(r->path, r->at, "step %d has fewer than %d hints",
                        r->step, HINTS);
    r->step = g->count = step;
    r->hint = 0;
    g->steps[step].line = r->at;
    g->steps[step].title = must_strdup(line + used);
    return true;
}

/* "*20 minutes, 7 points, server.c*" */
static bool read_weight(struct reader *r, struct guide *g, const char *line)
{
    char program[7];
    int used = 0;
    if (sscanf(line, "*%d minutes, %d points, %6[a-z].c*%n",
               &g->steps[r->step].minutes, &g->steps[r->step].points, program,
               &used) == 3 &&
        used > 0 && line[used] == '\0') {
        g->steps[r->step].of_server = strcmp(program, "server") == 0;
        if (g->steps[r->step].of_server || strcmp(program, "client") == 0)
            return true;
    }
    return wrong_at(r->path, r->at,
                    "expected: *N minutes, N points, server.c* or client.c");
}

/* "1. Which socket ...", and the lines that go on with it, indented. */
static bool read_hint(struct reader *r, struct guide *g, const char *line)
{
    char **hint = &g->steps[r->step].hints[r->hint > 0 ? r->hint - 1 : 0];
    if (strncmp(line, "   ", 3) == 0 && r->hint > 0) {
        char *longer = must_asprintf("%s%s\n", *hint, line + 3);
        free(*hint);
        *hint = longer;
        return true;
    }
    int number = line[0] - '0';
    if (number != r->hint + 1 || number > HINTS ||
        strncmp(line + 1, ". ", 2) != 0)
        return wrong_at(r->path, r->at,
                        "expected: %d. HINT, or the end of step %d",
                        r->hint + 1, r->step);
    r->hint = number;
    g->steps[r->step].hints[number - 1] = must_asprintf("%s\n", line + 3);
    return true;
}

/* What stands above the first step is the title, and a note to editors. */
static bool read_block(struct reader *r, struct guide *g, const struct block *b)
{
    bool good = true;
    r->at = b->number;
    if (b->kind == BLOCK_HEADING && b->level == 2)
        return read_heading(r, g, b->lines[0]);
    if (r->step == 0 || b->kind == BLOCK_BLANK)
        return true;
    for (int i = 0; good && i < b->count; i++) {
        r->at = b->number + i;
        good = g->steps[r->step].points == 0 ? read_weight(r, g, b->lines[i])
                                             : read_hint(r, g, b->lines[i]);
    }
    return good;
}

static bool read_guide(struct reader *r, struct guide *g, struct page *p)
{
    struct block b;
    while (page_next(p, &b))
        if (!read_block(r, g, &b))
            return false;
    r->at = p->count + 1;
    if (g->count == 0 || g->steps[g->count].hints[HINTS - 1] == NULL)
        return wrong_at(r->path, r->at, "step %d has fewer than %d hints",
                        g->count, HINTS);
    return true;
}

bool guide_read(struct guide *g, const char *lab)
{
    char relative[128], path[PATH_MOST];
    struct page page;
    struct reader r = {.path = relative};
    *g = (struct guide){.count = 0};
    snprintf(g->lab, sizeof g->lab, "%s", lab);
    snprintf(relative, sizeof relative, "tests/%s/hints.md", lab);
    if (!page_read(&page, path_of(path, relative)))
        return false;
    bool good = read_guide(&r, g, &page);
    page_free(&page);
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
