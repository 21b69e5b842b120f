/* starter.c - turn a program, or a handout, into the student's version.
 *
 * usage: starter [--filled K] FILE.c      print it, todo() for each solution;
 *                                         those of the steps 1 to K stay
 *        starter LAB/FILE.c... HANDOUT.md print it, with the programs' excerpts
 *                                         as they stand in the starters, and
 *                                         without the old lines of its changes
 *        starter --solution FILE.c        print the lines that no copy may have
 *
 * Exit status 2, after FILE:LINE: MESSAGE, if a program's marks are wrong. */
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "excerpt.h"
#include "markdown.h"
#include "must.h"
#include "source.h"

static bool read_marked(struct source *s, const char *path)
{
    return source_read(s, path) && source_marks(s);
}

/* Does this line call a function that the student has to find? Other lines,
 * such as a comparison with NET_INVALID or a message, give nothing away. */
static bool is_telling(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";
    static const char *const harmless[] = {"die", "complain", "net_error", "if",
                                           "while"};
    while (*(text += strcspn(text, letters))) {
        size_t len = strspn(text, letters), i = 0;
        while (i < sizeof harmless / sizeof *harmless &&
               (strlen(harmless[i]) != len ||
                strncmp(text, harmless[i], len) != 0))
            i++;
        text += len;
        if (*text == '(' && i == sizeof harmless / sizeof *harmless)
            return true;
    }
    return false;
}

/* --- handouts ------------------------------------------------------------ */

/* The paragraph of a step in this program's starter; NULL if it has none. */
static char *paragraph(const struct source *program, int step)
{
    char *text = NULL;
    size_t len = 0;
    FILE *starter = must_open_memstream(&text, &len);
    source_put_starter(program, 0, starter);
    must_fclose(starter);
    starter = fmemopen(text, len, "r");
    char *found = starter ? excerpt_of(starter, step) : NULL;
    if (starter)
        fclose(starter);
    free(text);
    return found;
}

/* If this block is an excerpt: its program and step; NULL otherwise. */
static const struct source *excerpt_in(const struct block *b,
                                       const struct source *programs, int count,
                                       int *step)
{
    char path[256];
    if (sscanf(b->text, "c %255s %d", path, step) == 2)
        for (int i = 0; i < count; i++)
            if (strcmp(programs[i].path, path) == 0)
                return &programs[i];
    return NULL;
}

/* Does this text contain a line of a solution? */
static bool gives_away(const char *text, const struct source *programs,
                       int count)
{
    for (int i = 0; i < count; i++)
        for (int k = 1; k <= STEPS_MOST; k++)
            for (int at = programs[i].steps[k].open + 1;
                 at < programs[i].steps[k].last; at++) {
                char *line = must_strdup(programs[i].lines[at]);
                line[strcspn(line, "\n")] = '\0';
                bool found = is_telling(line) &&
                             strstr(text, line + strspn(line, " ")) != NULL;
                free(line);
                if (found)
                    return true;
            }
    return false;
}

/* In "! server.c: OLD -> NEW", OLD may be a line of a solution: then it becomes
 * "...". Comments of the page are left out: they are for its author. */
static void put_page_line(const char *line, const struct source *programs,
                          int count)
{
    const char *colon = strstr(line, ".c: "), *arrow = strstr(line, " -> ");
    if (line_is_comment(line))
        return;
    if (strncmp(line, "! ", 2) == 0 && colon && arrow &&
        gives_away(line, programs, count))
        printf("%.*s.c: ...%s\n", (int)(colon - line), line, arrow);
    else
        puts(line);
}

/* Excerpts of programs that are not in the copy are left out. */
static void put_excerpt(const struct block *b, const struct source *programs,
                        int count)
{
    int step;
    const struct source *program = excerpt_in(b, programs, count, &step);
    if (program)
        printf("%s\n%s```\n", b->lines[0], paragraph(program, step));
}

static bool put_handout(const char *file, const struct source *programs,
                        int count)
{
    struct page page;
    struct block b;
    if (!page_read(&page, file))
        return false;
    while (page_next(&page, &b))
        if (b.kind == BLOCK_FENCE && strncmp(b.text, "c ", 2) == 0)
            put_excerpt(&b, programs, count);
        else
            for (int i = 0; i < b.count; i++)
                put_page_line(b.lines[i], programs, count);
    page_free(&page);
    return true;
}

/* --- what a copy must not have ------------------------------------------- */

/* Print the lines of the solutions, without blanks around them. */
static void put_solutions(const struct source *s)
{
    for (int k = 1; k <= STEPS_MOST; k++)
        for (int i = s->steps[k].open + 1; i < s->steps[k].last; i++) {
            const char *text = s->lines[i] + strspn(s->lines[i], " ");
            if (is_telling(text))
                fputs(text, stdout);
        }
}

static const char usage[] = "starter [--filled K | --solution] FILE.c\n"
                            "       starter LAB/FILE.c... HANDOUT.md";

int main(int argc, char **argv)
{
    enum { FILES = 8 };
    static struct source files[FILES];
    bool filled = argc > 3 && strcmp(argv[1], "--filled") == 0;
    bool solution = argc > 2 && strcmp(argv[1], "--solution") == 0;
    int first = filled ? 3 : solution ? 2 : 1, count = argc - first;
    if (solution || filled) /* these take one program */
        arguments_check(count + 1, argv + first - 1, 1, 1, usage);
    arguments_check(count + 1, argv + first - 1, 1, FILES, usage);
    if (filled && strspn(argv[2], "0123456789") != strlen(argv[2]))
        arguments_refuse(usage);
    int programs = count > 1 ? count - 1 : 1;
    for (int i = 0; i < programs; i++)
        if (!read_marked(&files[i], argv[first + i]))
            return 2;
    bool good = true;
    if (count > 1)
        good = put_handout(argv[argc - 1], files, programs);
    else if (solution)
        put_solutions(&files[0]);
    else
        source_put_starter(&files[0], filled ? atoi(argv[2]) : 0, stdout);
    return !good || ferror(stdout) ? 2 : 0;
}
