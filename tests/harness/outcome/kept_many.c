/* kept_many.c - many failures in one file: kept.h.
 *
 * The file may be damaged anywhere. A line that begins with "failure" always
 * begins a new failure: no other line that kept_write() writes has this key. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "kept.h"
#include "must.h"

static const char head[] = "failure";

struct many {
    const char *path;
    struct kept *all;
    int count, broken;
    char *text; /* the lines of the current failure... */
    size_t len;
    FILE *part; /* ...are written there; NULL: no failure has begun */
    int first;  /* the number of its line "failure ..." */
    int step, number;
};

static void refuse(struct many *m, const char *what, int line)
{
    struct archive a = {.name = m->path, .line = line};
    archive_refuse(&a, what, head);
    m->broken++;
}

/* The current failure ends here: read its lines. */
static void end_part(struct many *m)
{
    if (m->part == NULL)
        return;
    must_fclose(m->part);
    m->part = NULL;
    struct kept k = {.step = m->step, .number = m->number};
    FILE *in = m->len ? fmemopen(m->text, m->len, "r") : NULL;
    if (in == NULL)
        refuse(m, "nothing behind", m->first);
    else if (!kept_read_from(&k, in, m->path, m->first))
        m->broken++;
    else
        m->all[m->count++] = k;
    if (in)
        fclose(in);
    free(m->text);
}

static void begin_part(struct many *m, const char *line, int number)
{
    int end = 0;
    end_part(m);
    m->first = number;
    if (sscanf(line + strlen(head), " %1d-%4d%n", &m->step, &m->number, &end) !=
            2 ||
        strcmp(line + strlen(head) + end, "\n") != 0)
        refuse(m, "no step and number behind", number);
    else if (m->count < KEPT_MOST)
        m->part = must_open_memstream(&m->text, &m->len);
}

static void take_line(struct many *m, const char *line, size_t len, int number)
{
    if (strncmp(line, head, strlen(head)) == 0)
        begin_part(m, line, number);
    else if (m->part)
        fwrite(line, 1, len, m->part);
    else if (number == 1)
        refuse(m, "expected", number);
}

int kept_read_many(const char *path, struct kept **all, int *broken)
{
    struct many m = {.path = path};
    FILE *file = fopen(path, "re");
    char *line = NULL;
    size_t size = 0;
    ssize_t len;
    if (file == NULL) {
        perror(path);
        return -1;
    }
    m.all = must_calloc(KEPT_MOST, sizeof *m.all);
    for (int n = 1; (len = must_getline(&line, &size, file)) > 0; n++)
        take_line(&m, line, (size_t)len, n);
    end_part(&m);
    free(line);
    fclose(file);
    *all = m.all;
    *broken = m.broken;
    return m.count;
}
