/* report.c - see report.h. */
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TITLE = 58 }; /* columns, so that a row has 80 */

static bool in_colour(void)
{
    const char *no = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && (no == NULL || *no == '\0');
}

static const char *colour(enum verdict v)
{
    static const char *const codes[] = {"\033[32m", "\033[1;31m", "\033[33m",
                                        "\033[33m"};
    return in_colour() ? codes[v] : "";
}

static const char *plain(void)
{
    return in_colour() ? "\033[0m" : "";
}

/* A long title goes on in further lines, broken at blanks. */
static void put_row(const struct scenario *s, const struct result *r)
{
    const char *title = s->title;
    printf("  step %-2d  ", s->step);
    while (strlen(title) > TITLE) {
        int cut = TITLE;
        while (cut > 0 && title[cut] != ' ')
            cut--;
        cut = cut ? cut : TITLE;
        printf("%.*s\n           ", cut, title);
        title += cut + (title[cut] == ' ');
    }
    printf("%-*s %s%s%s\n", TITLE, title, colour(r->verdict),
           verdict_word(r->verdict), plain());
}

static void put_story(const struct scenario *s, const struct result *r)
{
    if (r->verdict == PASS || r->story == NULL)
        return;
    printf("\n%s%s%s  %s\n%s%s\n", colour(r->verdict), verdict_word(r->verdict),
           plain(), s->title, r->verdict == FAIL ? "" : "  ", r->story);
}

void report_lab(const struct scenario *rows, const struct result *results,
                int count)
{
    printf("\n%s\n", rows[0].suite->lab);
    for (int i = 0; i < count; i++)
        put_row(&rows[i], &results[i]);
    for (int i = 0; i < count; i++)
        put_story(&rows[i], &results[i]);
    fflush(stdout);
}

void report_progress(int done, int of)
{
    if (!isatty(STDERR_FILENO))
        return;
    if (done < of)
        fprintf(stderr, "\r  %d of %d ", done, of);
    else
        fprintf(stderr, "\r                    \r");
}

void report_sum(const struct result *results, int count)
{
    int passed = 0, failed = 0, todo = 0, unchecked = 0;
    for (int i = 0; i < count; i++) {
        passed += results[i].verdict == PASS;
        failed += results[i].verdict == FAIL;
        todo += results[i].verdict == TODO;
        unchecked += results[i].verdict == NOT_CHECKED;
    }
    printf("\n");
    if (todo + unchecked > 0)
        printf("%d todo, %d not checked\n", todo, unchecked);
    printf("%d passed, %d failed\n", passed, failed);
}
