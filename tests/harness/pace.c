/* pace.c - see pace.h. A line of the file is "TITLE\tMILLISECONDS". */
#include "pace.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "paths.h"

static char *file_of(char *path, const char *lab)
{
    char relative[128];
    snprintf(relative, sizeof relative, "tests/build/progress/%s.pace", lab);
    return path_of(path, relative);
}

/* The line of this title in a file's text, behind its tab; NULL: none. */
static const char *line_of(const char *text, const char *title)
{
    size_t len = strlen(title);
    for (const char *at = text; at && *at; at += *at == '\n') {
        if (strncmp(at, title, len) == 0 && at[len] == '\t')
            return at + len + 1;
        at = strchrnul(at, '\n');
    }
    return NULL;
}

struct turn {
    int index, ms;
};

static int longest_first(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;
    return x->ms != y->ms ? (x->ms < y->ms) - (x->ms > y->ms)
                          : x->index - y->index;
}

void pace_order(const struct scenario *rows, int count, int *order)
{
    char path[PATH_MOST];
    char *text = path_read(file_of(path, rows->suite->lab));
    struct turn *turns = calloc((size_t)count, sizeof *turns);
    if (turns == NULL)
        exit(1);
    for (int i = 0; i < count; i++) {
        const char *ms = line_of(text, rows[i].title);
        turns[i] = (struct turn){i, ms ? atoi(ms) : INT_MAX};
    }
    qsort(turns, (size_t)count, sizeof *turns, longest_first);
    for (int i = 0; i < count; i++)
        order[i] = turns[i].index;
    free(turns);
    free(text);
}

/* Those of the lab that were not asked for this time, as they were. */
static void copy_others(FILE *to, char *text, const struct scenario *rows,
                        int count)
{
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        const char *tab = strchr(line, '\t');
        size_t len = tab ? (size_t)(tab - line) : 0;
        bool here = tab == NULL;
        for (int i = 0; i < count && !here; i++)
            here = strlen(rows[i].title) == len &&
                   strncmp(line, rows[i].title, len) == 0;
        if (!here)
            fprintf(to, "%s\n", line);
    }
}

void pace_save(const struct scenario *rows, const int *ms, int count)
{
    char path[PATH_MOST], new[PATH_MOST + 16];
    char *text = path_read(file_of(path, rows->suite->lab));
    snprintf(new, sizeof new, "%s.%d", path, (int)getpid());
    FILE *file = fopen(new, "we");
    for (int i = 0; file && i < count; i++) {
        const char *before = line_of(text, rows[i].title);
        int now = ms[i] > 0 ? ms[i] : before ? atoi(before) : 0;
        if (now > 0)
            fprintf(file, "%s\t%d\n", rows[i].title, now);
    }
    if (file && text)
        copy_others(file, text, rows, count);
    if (file && fclose(file) == 0)
        rename(new, path);
    free(text);
}
