/* walk.c - walk through handouts: the prose, and the pairs live.
 *
 * usage: walk LAB...
 *
 * Every transcript is played with the real programs while you look on: the
 * first terminal on the left; the other terminals, and what goes over the
 * wire, on the right. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "document.h"
#include "explain.h"
#include "lack.h"
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

static void put_prose(const struct block *b)
{
    char *prose = block_prose(b);
    prose_paragraph(prose);
    free(prose);
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

static const struct conversation *talk_at(const struct document *d, int number)
{
    for (int i = 0; i < d->conversation_count; i++)
        if (d->conversations[i].number == number)
            return &d->conversations[i];
    return NULL;
}

/* A conversation is played, all else is shown as it stands. */
static void put_fence(const struct block *b, const struct document *d,
                      const char *lab)
{
    const struct conversation *talk = talk_at(d, b->number);
    char caption[256];
    int count;
    char *const *lines = block_body(b, &count);
    if (strncmp(b->text, "c ", 2) == 0) {
        snprintf(caption, sizeof caption, "    %s", b->text + 2);
        *strrchr(caption, ' ') = '\0';
        put_whole(DIM, caption);
    }
    if (strstr(b->text, "transcript") && strstr(b->text, " windows"))
        put_whole(DIM, "    on Windows:");
    for (int i = 0; i < count && talk == NULL; i++) {
        printf("    ");
        put_whole(CODE, lines[i]);
    }
    if (talk)
        run(talk, lab);
}

static void put_block(const struct block *b, const struct document *d,
                      const char *lab)
{
    switch (b->kind) {
    case BLOCK_BLANK:
        screen_newline();
        break;
    case BLOCK_COMMENT:
        break;
    case BLOCK_HEADING:
        put_whole(b->level > 1 ? BOLD : TITLE, b->text);
        break;
    case BLOCK_FENCE:
        put_fence(b, d, lab);
        break;
    case BLOCK_TABLE:
        prose_table(b->lines, b->count);
        break;
    case BLOCK_ITEM:
    case BLOCK_PARAGRAPH:
        put_prose(b);
        break;
    }
}

static void walk(const char *lab)
{
    char relative[256], path[PATH_MOST];
    struct document d;
    struct page page;
    struct block b;
    snprintf(relative, sizeof relative, "handouts/%s.md", lab);
    if (!document_read(&d, path_of(path, relative)) ||
        !page_read(&page, path)) {
        failures++;
        return;
    }
    while (page_next(&page, &b))
        put_block(&b, &d, lab);
    screen_newline();
    page_free(&page);
    document_free(&d);
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
