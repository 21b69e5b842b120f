/* excerpt.c - see excerpt.h.
 *
 * A step of a program is one paragraph: from the comment "Step N. " to the next
 * blank line, or to a line that is indented less. The marks of a solution are
 * not part of it. */
#include "excerpt.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"

static bool is_mark(const char *line)
{
    const char *text = line + strspn(line, " ");
    return strncmp(text, "/* SOLUTION ", 12) == 0 ||
           strncmp(text, "/* END ", 7) == 0;
}

char *excerpt_of(FILE *file, int step)
{
    char start[32], *line = NULL, *text = NULL;
    size_t size = 0, len = 0, indent = 0;
    bool inside = false;
    FILE *out = must_open_memstream(&text, &len);
    snprintf(start, sizeof start, "/* Step %d. ", step);
    while (must_getline(&line, &size, file) != -1) {
        size_t blanks = strspn(line, " ");
        if (!inside && strncmp(line + blanks, start, strlen(start)) == 0) {
            inside = true;
            indent = blanks;
        }
        if (inside && (line[blanks] == '\n' || blanks < indent))
            break;
        if (inside && !is_mark(line))
            fputs(line + indent, out);
    }
    must_fclose(out);
    free(line);
    return text;
}

/* Number of lines that two texts have in common at the beginning. */
static int common_lines(const char *a, const char *b)
{
    int lines = 0;
    for (; *a && *a == *b; a++, b++)
        lines += *a == '\n';
    return lines;
}

static int line_length(const char *text, int line)
{
    while (line-- > 0 && strchr(text, '\n'))
        text = strchr(text, '\n') + 1;
    return (int)strcspn(text, "\n");
}

static const char *line_of(const char *text, int line)
{
    while (line-- > 0 && strchr(text, '\n'))
        text = strchr(text, '\n') + 1;
    return text;
}

char *excerpt_problem(const char *page, const struct excerpt *e,
                      const char *root)
{
    char *path = must_asprintf("%s/%s", root, e->source), *message = NULL;
    FILE *file = fopen(path, "re");
    free(path);
    char *text = file ? excerpt_of(file, e->step) : must_strdup("");
    if (file)
        fclose(file);
    int same = common_lines(text, e->text);
    if (*text == '\0')
        message = must_asprintf("%s:%d: %s has no step %d", page, e->number,
                                e->source, e->step);
    else if (strcmp(text, e->text) != 0)
        message =
            must_asprintf("%s:%d: the excerpt is stale\n  %s has  %.*s\n"
                          "  the handout has  %.*s",
                          page, e->number + same + 1, e->source,
                          line_length(text, same), line_of(text, same),
                          line_length(e->text, same), line_of(e->text, same));
    free(text);
    return message;
}
