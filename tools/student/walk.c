/* walk.c - walk through handouts: the prose, and the pairs live.
 *
 * usage: walk LAB...
 *
 * Every transcript is played with the real programs while you look on: the
 * first terminal on the left; the other terminals, and what goes over the
 * wire, on the right. */
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "conversation.h"
#include "explain.h"
#include "lack.h"
#include "must.h"
#include "paths.h"
#include "play.h"
#include "prose.h"
#include "screen.h"
#include "tell.h"

static int failures;

/* --- prose --------------------------------------------------------------- */

static void put_whole(enum style style, const char *text)
{
    screen_style(style);
    fputs(text, stdout);
    screen_style(PLAIN);
    screen_newline();
}

static void put_heading(const char *line)
{
    const char *text = line + strspn(line, "#");
    put_whole(line[1] == '#' ? BOLD : TITLE, text + strspn(text, " "));
}

/* --- live ---------------------------------------------------------------- */

static bool is_right(const struct line *l)
{
    return l->who > 1 || l->kind >= CLIENT_SAYS;
}

static void show_line(void *arg, const struct line *l, const char *shown)
{
    char text[512];
    (void)arg;
    bool right = is_right(l);
    switch (l->kind) {
    case WHY:
        snprintf(text, sizeof text, "  # %s", shown);
        put_whole(DIM, text);
        break;
    case WINE_AS_LINUX:
    case NOT_WINE: /* whoever walks here is on neither */
    case NOT_WINDOWS:
        break;
    case LIMIT:
    case NO_STDIN:
    case FAULT:
    case EDIT_SERVER:
    case EDIT_CLIENT:
        put_whole(NOTE, l->raw);
        break;
    case START:
        snprintf(text, sizeof text, "$ %s", shown);
        screen_column(right, BOLD, text, true);
        break;
    case TYPES:
        screen_column(right, BOLD, shown, true);
        break;
    case TYPES_END:
        screen_column(right, DIM, "(end of input)", false);
        break;
    case PRINTS:
        screen_column(right, GOOD, shown, false);
        break;
    case COMPLAINS:
        screen_column(right, BAD, shown, false);
        break;
    case EXITS:
        snprintf(text, sizeof text, "(exit %s)", shown);
        screen_column(right, DIM, text, false);
        break;
    default:
        snprintf(text, sizeof text, "%.*s%s%s", (int)strcspn(l->raw, " >"),
                 l->raw, strchr(l->raw, '>') ? "> " : " ", shown);
        if (strchr(l->raw, '>') == NULL)
            snprintf(text, sizeof text, "%s", l->raw);
        screen_column(true, CODE, text, false);
        break;
    }
}

static void run(const struct conversation *c, const char *lab)
{
    struct cast cast;
    int sides = 1;
    for (int i = 0; i < c->count; i++)
        sides = is_right(&c->lines[i]) ? 2 : sides;
    screen_columns(sides);
    cast_plain(&cast, lab);
    screen_wait("any key: run it");
    struct outcome end = play(c, &cast, show_line, NULL);
    lack_excuses(&end);
    explain(&end);
    if (end.verdict == TODO) {
        put_whole(NOTE, "Here your program is still to be written:");
        prose_paragraph(end.story);
    } else if (end.verdict == NOT_CHECKED) {
        for (int i = 0; i < c->count; i++)
            if (strncmp(c->lines[i].raw, "! ", 2) == 0)
                put_whole(NOTE, c->lines[i].raw);
        put_whole(NOTE, "This cannot be shown here:");
        prose_paragraph(end.story);
    } else if (end.verdict != PASS) {
        put_whole(BAD, "This did not go as the handout says:");
        tell_failure(stdout, lab, &end);
        putchar('\n');
        failures++;
    }
    outcome_free(&end);
}

/* --- pages --------------------------------------------------------------- */

struct page {
    FILE *file;
    char *line;
    size_t size;
    int number;
    char *paragraph; /* lines gathered so far, NULL if none */
    bool in_comment;
};

static bool next_line(struct page *p)
{
    ssize_t len = must_getline(&p->line, &p->size, p->file);
    if (len == -1)
        return false;
    p->number++;
    p->line[strcspn(p->line, "\r\n")] = '\0';
    return true;
}

static void gather(struct page *p)
{
    size_t old = p->paragraph ? strlen(p->paragraph) : 0;
    p->paragraph = must_realloc(p->paragraph, old + strlen(p->line) + 2);
    sprintf(p->paragraph + old, "%s%s", old ? " " : "",
            p->line + strspn(p->line, " "));
}

static void end_paragraph(struct page *p)
{
    if (p->paragraph)
        prose_paragraph(p->paragraph);
    free(p->paragraph);
    p->paragraph = NULL;
}

static const struct conversation *talk_at(const struct document *d, int number)
{
    for (int i = 0; i < d->conversation_count; i++)
        if (d->conversations[i].number == number)
            return &d->conversations[i];
    return NULL;
}

/* A block: a conversation is played, all else is shown as it stands. */
static void put_block(struct page *p, const struct document *d, const char *lab)
{
    const struct conversation *talk = talk_at(d, p->number);
    char caption[256];
    if (strncmp(p->line, "```c ", 5) == 0) {
        snprintf(caption, sizeof caption, "    %s", p->line + 5);
        *strrchr(caption, ' ') = '\0';
        put_whole(DIM, caption);
    }
    if (strstr(p->line, "transcript") && strstr(p->line, " windows"))
        put_whole(DIM, "    on Windows:");
    while (next_line(p) && strncmp(p->line, "```", 3) != 0) {
        if (talk)
            continue;
        printf("    ");
        put_whole(CODE, p->line);
    }
    if (talk)
        run(talk, lab);
}

static bool is_item(const char *line)
{
    const char *at = line + strspn(line, " ");
    return (strchr("-*", *at) && *at && at[1] == ' ') ||
           (isdigit((unsigned char)*at) && strchr(".)", at[1]));
}

static void put_line(struct page *p, const struct document *d, const char *lab)
{
    if (strncmp(p->line, "<!--", 4) == 0)
        return;
    if (*p->line != '|')
        prose_end_table();
    if (strncmp(p->line, "```", 3) == 0 || *p->line == '\0' ||
        strchr("#|", *p->line) || is_item(p->line))
        end_paragraph(p);
    if (strncmp(p->line, "```", 3) == 0)
        put_block(p, d, lab);
    else if (*p->line == '#')
        put_heading(p->line);
    else if (*p->line == '\0')
        screen_newline();
    else if (*p->line == '|')
        prose_row(p->line);
    else
        gather(p);
}

static void walk(const char *lab)
{
    char relative[256], path[PATH_MOST];
    struct document d;
    snprintf(relative, sizeof relative, "handouts/%s.md", lab);
    if (!document_read(&d, path_of(path, relative))) {
        failures++;
        return;
    }
    struct page p = {.file = fopen(path, "re")};
    while (next_line(&p))
        put_line(&p, &d, lab);
    end_paragraph(&p);
    prose_end_table();
    screen_newline();
    fclose(p.file);
    free(p.line);
}

int main(int argc, char **argv)
{
    paths_init(argv[0]);
    arguments_check(argc, argv, 1, INT_MAX, "walk LAB...");
    if (lack_look())
        lack_end();
    screen_init();
    for (int i = 1; i < argc; i++) {
        walk(argv[i]);
        if (i + 1 < argc)
            screen_wait("any key: the next lab");
    }
    return failures ? 1 : 0;
}
