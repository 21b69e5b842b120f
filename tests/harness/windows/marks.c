/* marks.c - see marks.h. */
#include "marks.h"

#include <stdio.h>
#include <string.h>

/* The reason that a mark of this kind gives; NULL: there is no mark. */
static const char *reason_of(const struct conversation *c, enum line_kind kind)
{
    const struct line *l = conversation_line(c, kind);
    return l ? l->text : NULL;
}

const char *mark_posix_alone(const struct conversation *c)
{
    if (conversation_line(c, NOT_WINDOWS))
        return reason_of(c, NOT_WINDOWS);
    return conversation_line(c, LIMIT)
               ? "there is no limit of descriptors to be set"
           : conversation_has_faults(c) ? "no spy there can make a call fail"
                                        : NULL;
}

const char *mark_beyond_wine(const struct conversation *c)
{
    if (conversation_line(c, NOT_WINE))
        return reason_of(c, NOT_WINE);
    return conversation_line(c, NO_STDIN)
               ? "where there is no stdin, it makes one of a file"
               : NULL;
}

static const char *beyond_wine_only(const struct conversation *c)
{
    return mark_posix_alone(c) ? NULL : mark_beyond_wine(c);
}

/* It is played, and passes; but the network that Wine uses is Linux's. */
static const char *as_linux(const struct conversation *c)
{
    return reason_of(c, WINE_AS_LINUX);
}

/* --- listing -------------------------------------------------------------- */

typedef const char *reason(const struct conversation *);

static bool has(const struct scenario *s, reason *why, const char *words)
{
    const char *its = why(s->talk);
    return its && strcmp(its, words) == 0;
}

/* How many scenarios before `end` have this reason. */
static int count(const struct scenario_list *list, int end, reason *why,
                 const char *words)
{
    int sum = 0;
    for (int i = 0; i < end; i++)
        sum += has(&list->of[i], why, words);
    return sum;
}

static void put_titles(const struct scenario_list *list, reason *why,
                       const char *words)
{
    for (int i = 0; i < list->count; i++)
        if (has(&list->of[i], why, words))
            printf("    %.5s: %s\n", list->of[i].suite->lab, list->of[i].title);
}

/* Each reason once, and below it the scenarios that have it. */
static void put_reasons(const struct scenario_list *list, const char *head,
                        reason *why, bool titles)
{
    bool headed = false;
    for (int i = 0; i < list->count; i++) {
        const char *words = why(list->of[i].talk);
        if (words == NULL || count(list, i, why, words) > 0)
            continue;
        if (!headed)
            printf("\n%s\n", head);
        headed = true;
        printf("  %s (%d)\n", words, count(list, list->count, why, words));
        if (titles)
            put_titles(list, why, words);
    }
}

void marks_put(const struct scenario_list *list)
{
    put_reasons(list, "Not asserted under Wine:", beyond_wine_only, true);
    put_reasons(list,
                "Played, but Wine does as Linux does, and not as Windows:",
                as_linux, true);
    put_reasons(list, "Not on Windows:", mark_posix_alone, false);
}
