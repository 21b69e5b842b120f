/* mistakes_output.c - words on stdout that nobody has asked for. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "signs.h"

enum { SHOWN = 48 }; /* so much of the words stands in a sentence */

/* The text without blanks and newlines around it, malloc'ed. */
static char *trimmed(const char *bytes, size_t len)
{
    while (len > 0 && isspace((unsigned char)*bytes))
        bytes++, len--;
    while (len > 0 && isspace((unsigned char)bytes[len - 1]))
        len--;
    return must_strndup(bytes, len);
}

/* How many bytes a character of UTF-8 has that begins with this one; 0: none
 * does. */
static size_t utf8_length(unsigned char first)
{
    return first < 0x80                     ? first >= ' ' || first == '\t'
           : first >= 0xc2 && first <= 0xdf ? 2
           : first >= 0xe0 && first <= 0xef ? 3
           : first >= 0xf0 && first <= 0xf4 ? 4
                                            : 0;
}

/* Is it text that a person could have written, in any language? */
static bool is_text(const char *words)
{
    if (*words == '\0')
        return false;
    while (*words) {
        size_t len = utf8_length((unsigned char)*words);
        for (size_t i = 1; i < len; i++)
            if (((unsigned char)words[i] & 0xc0) != 0x80)
                return false;
        if (len == 0)
            return false;
        words += len;
    }
    return true;
}

/* ...with a word in it? */
static bool is_wording(const char *words)
{
    const unsigned char *at = (const unsigned char *)words;
    while (*at && !isalpha(*at) && *at < 0xc2)
        at++;
    return is_text(words) && *at != '\0';
}

static bool has_text(const struct line *l)
{
    return l->kind == PRINTS || l->kind == COMPLAINS || l->kind == TYPES ||
           l->kind == CLIENT_SAYS || l->kind == SERVER_SAYS ||
           l->kind == STRANGER_SAYS;
}

/* Do the words stand in this line, or are they what it demands? */
static bool is_in_line(const struct line *l, const struct names *known,
                       const char *words)
{
    struct names names = *known;
    char *shown = text_shown(l->text, &names);
    bool found = strstr(shown, words) != NULL;
    free(shown);
    return found || (l->kind == PRINTS &&
                     text_matches(l->text, &names, words, strlen(words)));
}

static bool is_in_talk(const struct evidence *e, const char *words)
{
    for (const struct line *l = e->talk->lines;
         l < e->talk->lines + e->talk->count; l++)
        if (has_text(l) && is_in_line(l, &e->names, words))
            return true;
    return false;
}

/* Do they tell of a call that failed? Then they are a complaint. */
static bool tells_of_failure(const struct subject *s, const char *words)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->result == -1 && (strcasestr(words, call_name(c)) ||
                                strstr(words, error_name(c->error)) ||
                                strstr(words, strerror(c->error))))
            return true;
    return strcasestr(words, "error") || strcasestr(words, "fail");
}

/* Do both have four bytes in a row in common? Then one may be made of the
 * other. */
static bool is_akin(const char *a, const char *b)
{
    enum { RUN = 4 };
    char run[RUN + 1] = "";
    for (; strlen(a) >= RUN; a++) {
        memcpy(run, a, RUN);
        if (strcasestr(b, run))
            return true;
    }
    return false;
}

/* May the words be the line that was demanded, spoilt or said otherwise? What
 * servers print begins with fixed words; clients print what they receive. */
static bool may_be_demanded(const struct evidence *e, const struct subject *s,
                            const char *words)
{
    if (failed_at(e, s, EXITS))
        return false;
    if (is_akin(words, "abcdefghijklmnopqrstuvwxyz")) /* "[4096 bytes]" */
        return true;
    size_t first = strcspn(words, " \n");
    if (s->is_server)
        return strncasecmp(words, e->wrong.expected, first) == 0;
    for (const struct line *l = e->talk->lines;
         l < e->talk->lines + e->talk->count; l++)
        if (has_text(l) && is_akin(words, l->text))
            return true;
    return false;
}

static bool tell_words(struct finding *f, const struct subject *s,
                       const char *words)
{
    return tell(f, s, NULL,
                "\"%.*s\" was printed on stdout, and no such words are asked "
                "for there.",
                SHOWN, words);
}

/* A whole line, or at the program's end whatever is left. */
static bool prints_own_line(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    bool at_end = failed_at(e, s, EXITS);
    if (!compares(e) || !(at_end || failed_at(e, s, PRINTS)) || s->report ||
        s->signal || s->status > (at_end ? 255 : 0))
        return false;
    const char *end = memchr(m->received, '\n', m->received_len);
    size_t len = end ? (size_t)(end - m->received) : m->received_len;
    char *words = trimmed(m->received, len);
    bool own = (end || at_end) && is_wording(words) && !is_in_talk(e, words) &&
               !tells_of_failure(s, words) && !may_be_demanded(e, s, words) &&
               tell_words(f, s, words);
    free(words);
    return own;
}

/* What was demanded is there, and on the same line words of the program's
 * own. */
static bool prints_label(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!compares(e) || !failed_at(e, s, PRINTS) || s->report)
        return false;
    char *line = must_strndup(m->received, strcspn(m->received, "\n"));
    char *wanted = must_strndup(m->expected, strcspn(m->expected, "[\n"));
    const char *at = *wanted ? strstr(line, wanted) : NULL;
    bool whole = m->expected[strlen(wanted)] != '['; /* its end is known */
    const char *behind = at ? at + strlen(wanted) : "";
    char *words = at > line          ? trimmed(line, (size_t)(at - line))
                  : whole && *behind ? trimmed(behind, strlen(behind))
                                     : must_strdup("");
    bool own =
        is_text(words) && !is_in_talk(e, words) && tell_words(f, s, words);
    free(line);
    free(wanted);
    free(words);
    return own;
}

#define ITS_QUESTION                                                           \
    "What does the page want on stdout, and where can your own words go?"

const struct mistake mistakes_output[] = {
    {
        .name = "extra-output",
        .weight = CERTAIN,
        .sign = prints_label,
        .question = ITS_QUESTION,
    },
    {
        .name = "extra-output",
        .weight = CLEAR,
        .sign = prints_own_line,
        .question = ITS_QUESTION,
    },
    {0},
};
