/* mutant_main.c - read a page of wrong programs (mutants), and write one.
 *
 * usage: mutant PAGE               list them: NAME, and the page's words on it
 *        mutant PAGE NAME FOLDER   write its server.c or client.c there
 *
 * The notation is told in tests/selftest/mutants/README.md. Exit status 2,
 * with file and line, if a page is not understood or a change does not fit
 * its program. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "markdown.h"
#include "must.h"
#include "paths.h"

enum { SAID = 3 };
static const char *const said_names[SAID] = {"fails", "named", "equivalent"};

struct mutant {
    int line; /* of its heading */
    char *name, *said[SAID];
    int fence_line;
    char *program; /* "server.c" */
    char *body;    /* the text in the fence: a change, or a whole program */
    bool whole;
};

static const char *page;

__attribute__((format(printf, 2, 3))) static _Noreturn void
refuse(int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: ", page, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(2);
}

/* --- the page ------------------------------------------------------------- */

/* "diff server.c" and "c server.c" are the fences of a mutant. */
static void take_fence(struct mutant *m, const struct block *b)
{
    bool whole = strncmp(b->text, "c ", 2) == 0;
    if (!whole && strncmp(b->text, "diff ", 5) != 0)
        return;
    if (!b->closed)
        refuse(b->number, "this block has no end");
    m->fence_line = b->number;
    m->program = must_strdup(b->text + (whole ? 2 : 5));
    m->body = block_body_text(b);
    m->whole = whole;
}

/* "- fails: ..." */
static void take_said(struct mutant *m, const struct block *b)
{
    const char *line = b->lines[0];
    if (strncmp(line, "- ", 2) != 0)
        return;
    line += 2;
    for (int i = 0; i < SAID; i++) {
        size_t len = strlen(said_names[i]);
        if (strncmp(line, said_names[i], len) == 0 && line[len] == ':')
            m->said[i] = must_strdup(line + len + 1 + (line[len + 1] == ' '));
    }
}

static void check_whole(const struct mutant *m)
{
    if (m->body == NULL)
        refuse(m->line, "%s: no block ```diff PROGRAM or ```c PROGRAM",
               m->name);
    if (m->said[0] == NULL && m->said[2] == NULL)
        refuse(m->line, "%s: neither 'fails:' nor 'equivalent:'", m->name);
}

/* The next mutant; false at the end of the page. */
static bool next_mutant(struct mutant *m, struct page *p)
{
    struct block b;
    *m = (struct mutant){0};
    while (m->body == NULL && page_next(p, &b))
        if (b.kind == BLOCK_HEADING && b.level == 2) {
            if (m->name)
                break; /* and the one before has no block */
            m->name = must_strdup(b.text);
            m->line = b.number;
        } else if (m->name && b.kind == BLOCK_ITEM) {
            take_said(m, &b);
        } else if (m->name && b.kind == BLOCK_FENCE) {
            take_fence(m, &b);
        }
    if (m->name)
        check_whole(m);
    return m->name != NULL;
}

/* --- a change ------------------------------------------------------------- */

/* The next line of a text, malloc'ed, without its newline; NULL at the end. */
static char *next_line(const char **text)
{
    if (**text == '\0')
        return NULL;
    size_t len = strcspn(*text, "\n");
    char *line = must_strndup(*text, len);
    *text += len + ((*text)[len] == '\n');
    return line;
}

/* Read a hunk, up to "@@" or the end: the text to remove, the text to put. */
static void read_hunk(const struct mutant *m, const char **body, int *number,
                      char **old, char **new)
{
    size_t old_len, new_len;
    FILE *olds = must_open_memstream(old, &old_len);
    FILE *news = must_open_memstream(new, &new_len);
    int bad = 0; /* the last line that is not understood */
    for (char *line; (line = next_line(body)); free(line)) {
        ++*number;
        if (strcmp(line, "@@") == 0)
            break;
        if (*line != '\0' && strchr(" -+", *line) == NULL)
            bad = *number;
        const char *rest = *line ? line + 1 : line;
        if (*line != '+')
            fprintf(olds, "%s\n", rest);
        if (*line != '-')
            fprintf(news, "%s\n", rest);
    }
    must_fclose(olds);
    must_fclose(news);
    if (bad)
        refuse(bad, "%s: a line begins with ' ', '-' or '+'", m->name);
}

static char *replaced(const struct mutant *m, int number, char *source,
                      const char *old, const char *new)
{
    char *at = strstr(source, old), *result;
    if (*old == '\0' || at == NULL)
        refuse(number, "%s: this is not in %s:\n%s", m->name, m->program, old);
    if (strstr(at + 1, old))
        refuse(number, "%s: this is more than once in %s:\n%s", m->name,
               m->program, old);
    result = must_asprintf("%.*s%s%s", (int)(at - source), source, new,
                           at + strlen(old));
    free(source);
    return result;
}

/* Apply all hunks to this source, and free it. */
static char *apply(const struct mutant *m, char *source)
{
    char *old, *new;
    int number = m->fence_line;
    for (const char *body = m->body; *body;) {
        int first = number + 1;
        read_hunk(m, &body, &number, &old, &new);
        source = replaced(m, first, source, old, new);
        free(old);
        free(new);
    }
    return source;
}

static char *changed(const struct mutant *m, const char *lab)
{
    char path[PATH_MOST], relative[256];
    snprintf(relative, sizeof relative, "%s/%s", lab, m->program);
    char *source = path_read(path_of(path, relative));
    if (source == NULL)
        refuse(m->fence_line, "%s: cannot read it", relative);
    return apply(m, source);
}

/* --- the whole ------------------------------------------------------------ */

/* "lab03-accept-recv" of ".../lab03-accept-recv.md" */
static const char *lab_of(const char *path, char *lab, size_t size)
{
    const char *slash = strrchr(path, '/');
    snprintf(lab, size, "%s", slash ? slash + 1 : path);
    lab[strcspn(lab, ".")] = '\0';
    return lab;
}

static void write_program(const struct mutant *m, const char *folder)
{
    char lab[64], path[PATH_MOST];
    char *text = m->whole ? m->body : changed(m, lab_of(page, lab, sizeof lab));
    snprintf(path, sizeof path, "%s/%s", folder, m->program);
    FILE *out = fopen(path, "we");
    if (out == NULL || fputs(text, out) == EOF || fclose(out) == EOF) {
        perror(path);
        exit(2);
    }
}

int main(int argc, char **argv)
{
    static const char usage[] = "mutant PAGE [NAME FOLDER]";
    paths_init(argv[0]);
    arguments_check(argc, argv, 1, 3, usage);
    if (argc == 3)
        arguments_refuse(usage);
    page = argv[1];
    struct page whole;
    if (!page_read(&whole, page))
        return 2;
    for (struct mutant m; next_mutant(&m, &whole);) {
        if (argc == 2)
            printf("%s\t%s\t%s\t%s\n", m.name, m.said[0] ? m.said[0] : "",
                   m.said[1] ? m.said[1] : "", m.said[2] ? m.said[2] : "");
        else if (strcmp(m.name, argv[2]) == 0)
            return write_program(&m, argv[3]), 0;
    }
    if (argc == 4)
        fprintf(stderr, "%s: no mutant named %s\n", page, argv[2]);
    return argc == 4 ? 2 : 0;
}
