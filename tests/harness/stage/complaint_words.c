/* complaint_words.c - see complaint_words.h. */
#include "complaint_words.h"

#include <ctype.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"

enum { ERRORS_MOST = 140, WORDS_MOST = 8 };

/* --- calls ---------------------------------------------------------------- */

/* What names a call of the pages: beginnings of words, of calls that do the
 * same, and of English. */
static const struct call_words {
    const char *call, *words[WORDS_MOST];
} calls[] = {
    {"recv", {"recv", "read", "receiv", "fget", "getline"}},
    {"recvfrom", {"recv", "read", "receiv"}},
    {"send", {"send", "sent", "writ", "fput", "print", "flush"}},
    {"sendto", {"send", "sent", "writ"}},
    {"accept", {"accept"}},
    {"connect", {"connect", "SO_ERROR"}},
    {"socket", {"socket"}},
    {"bind", {"bind"}},
    {"listen", {"listen"}},
};

enum { CALLS = sizeof calls / sizeof *calls };

static bool has_one_of(const char *line, const char *const words[])
{
    for (int i = 0; i < WORDS_MOST && words[i]; i++)
        if (strcasestr(line, words[i]))
            return true;
    return false;
}

static bool is_ascii(const char *line)
{
    while (*line && (unsigned char)*line < 0x80)
        line++;
    return *line == '\0';
}

static bool names_call(const char *line, const char *call)
{
    if (call == NULL || !is_ascii(line) || strcasestr(line, call))
        return true;
    for (int i = 0; i < CALLS; i++)
        if (strcmp(calls[i].call, call) == 0)
            return has_one_of(line, calls[i].words);
    return false;
}

/* --- errors --------------------------------------------------------------- */

/* Is there this word, with no letter or digit before or behind it? */
static bool has_word(const char *line, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = line; (at = strstr(at, word)); at += len) {
        bool begins = at == line || !isalnum((unsigned char)at[-1]);
        if (begins && !isalnum((unsigned char)at[len]) && at[len] != '_')
            return true;
    }
    return false;
}

/* "Not now" has two names; ours is EWOULDBLOCK. */
static bool names_number(const char *line, int error)
{
    const char *name = strerrorname_np(error);
    if (error == EAGAIN && has_word(line, "EWOULDBLOCK"))
        return true;
    return name && (has_word(line, name) || strcasestr(line, strerror(error)));
}

/* A wait that was too long has as many names as there are ways to wait. */
static bool names_lateness(const char *line)
{
    static const char *const words[WORDS_MOST] = {
        "timed out", "timeout", "time out", "time is up", "no answer"};
    return names_number(line, ETIMEDOUT) || names_number(line, EAGAIN) ||
           names_number(line, EINPROGRESS) || has_one_of(line, words);
}

static bool names_lookup(const char *line)
{
    return strcasestr(line, gai_strerror(EAI_NONAME)) ||
           strcasestr(line, gai_strerror(EAI_AGAIN)) || strstr(line, "EAI_");
}

static bool names_success(const char *line)
{
    return strcasestr(line, strerror(0)) || strcasestr(line, "no error");
}

static bool names_any(const char *line)
{
    for (int error = 1; error < ERRORS_MOST; error++)
        if (names_number(line, error))
            return true;
    return names_success(line) || names_lookup(line);
}

static bool names_error(const char *line, int error)
{
    return error == ANY_ERROR   ? names_any(line)
           : error < 0          ? names_lookup(line)
           : error == 0         ? names_success(line)
           : error == ETIMEDOUT ? names_lateness(line)
                                : names_number(line, error);
}

/* --- both ----------------------------------------------------------------- */

bool line_complains(const char *line, const char *call, int error)
{
    return names_call(line, call) && names_error(line, error);
}

/* "Not now", and a signal, may be told of by who likes. */
static bool is_mild(const char *line)
{
    static const int mild[] = {EAGAIN, EINTR, EINPROGRESS, ECONNABORTED};
    for (size_t i = 0; i < sizeof mild / sizeof *mild; i++)
        if (names_number(line, mild[i]))
            return true;
    return false;
}

bool line_complains_wrongly(const char *line, const char *call, int error)
{
    return call && is_ascii(line) && line_complains(line, call, ANY_ERROR) &&
           !names_error(line, error) && !is_mild(line);
}

bool line_is_complaint(const char *line)
{
    bool names_one = false;
    for (int i = 0; i < CALLS; i++)
        names_one |= has_one_of(line, calls[i].words);
    return names_one && names_any(line);
}

bool text_complains(const char *text, const char *call, int error)
{
    bool found = false;
    while (*text && !found) {
        size_t len = strcspn(text, "\n");
        char *line = must_strndup(text, len);
        found = line_complains(line, call, error);
        free(line);
        text += len + (text[len] == '\n');
    }
    return found;
}
