/* mistakes_messages.c - error messages and exit status. */
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include "signs.h"

static bool ends_with_zero(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct spy_call *c = last_failure(s);
    bool by_check = e->talk == NULL && s->is_server && c && *s->said != '\0';
    bool by_line = failed_at(e, s, EXITS) && atoi(m->at->text) == 1;
    if (s->status != 0 || (!by_check && !by_line))
        return false;
    if (c == NULL)
        return *s->said != '\0' &&
               tell(f, s, NULL,
                    "It has complained, and then ended with status 0, which "
                    "says that all went well.");
    return tell(f, s, c,
                "%s, and the program ended with status 0, which says "
                "that all went well.",
                failure_text(c));
}

/* EADDRINUSE of "bind: EADDRINUSE, ..."; or NULL. */
static const char *error_word(const char *line)
{
    const char *colon = line ? strstr(line, ": ") : NULL;
    return colon ? colon + 2 : NULL;
}

static bool says_another_error(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const char *said = error_word(m->received);
    if (!failed_at(e, s, COMPLAINS) || m->received_len == 0 || said == NULL)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const char *name = error_name(failure_of(c));
        bool of_it =
            strncmp(m->received, failed_name(c), strlen(failed_name(c))) == 0 ||
            (said[0] >= '0' && said[0] <= 'Z');
        if (failure_of(c) && of_it && expects(e, name) &&
            strstr(said, name) == NULL)
            return tell(f, s, c,
                        "%s() failed with %s, but another error was shown: "
                        "the calls that come between change it.",
                        failed_name(c), name);
    }
    return false;
}

static bool is_lookup(const struct spy_call *c)
{
    return c->name == SPY_LOOKUP && c->result == -1;
}

/* Does stderr tell of this failure, by its name or in the usual words? */
static bool tells_of(const struct subject *s, const struct spy_call *c)
{
    if (is_lookup(c))
        return says(s, error_of(c)) ||
               says(s, gai_strerror((int)c->lookup_error));
    return says(s, error_name(failure_of(c))) ||
           says(s, strerror(failure_of(c)));
}

/* The last failure that should have been told: one with the error that the
 * demand names, or else, if nothing came at all, any. NULL: none. */
static const struct spy_call *to_be_told(const struct evidence *e,
                                         const struct subject *s)
{
    const struct spy_call *named = NULL, *any = NULL;
    bool by_line = failed_at(e, s, COMPLAINS);
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (!is_lookup(c) && (failure_of(c) == 0 || c->name == SPY_CLOSE))
            continue;
        any = c;
        if (by_line &&
            expects(e, is_lookup(c) ? error_of(c) : error_name(failure_of(c))))
            named = c;
    }
    bool wanted = (by_line && e->wrong.received_len == 0) ||
                  demands(e, "stderr") || demands(e, "word");
    return named ? named : wanted ? any : NULL;
}

static bool says_nothing(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct spy_call *c = to_be_told(e, s);
    return c && !says_another_error(e, s, f) && !tells_of(s, c) &&
           tell(f, s, c, "%s, and nothing on stderr says so.", failure_text(c));
}

/* The same for lab 1, whose program prints errors on stdout. */
static bool prints_another_error(const struct evidence *e,
                                 const struct subject *s, struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!failed_at(e, s, PRINTS) || m->expected == NULL || m->received_len == 0)
        return false;
    const struct spy_call *at = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->result == -1 && strstr(m->expected, error_name(c->error)) &&
            strstr(m->received, error_name(c->error)) == NULL)
            at = c;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));)
        if (c->result == -1 && strstr(m->received, error_name(c->error)))
            return false; /* another call did fail with this error */
    if (at == NULL || !is_lab(e, "lab01"))
        return false;
    bool unread = strstr(m->received, "no error") || strstr(m->received, " ok");
    return tell(f, s, at,
                unread ? "%s() failed with %s, and the line does not say so."
                       : "%s() failed with %s, and something else was shown: "
                         "the error must be read at once, before another call.",
                call_name(at), error_name(at->error));
}

/* The program shows an error although no call failed: errno kept an old one. */
static bool shows_old_error(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_lab(e, "lab01") || !failed_at(e, s, PRINTS) ||
        m->expected == NULL || m->received_len == 0)
        return false;
    bool shows = strstr(m->received, " E") || strstr(m->received, "ERROR") ||
                 strstr(m->received, "more: ");
    bool wants =
        strstr(m->expected, " ok") || strstr(m->expected, "not run out");
    const struct spy_call *failed = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->result == -1 && m->same < m->received_len)
            failed = c;
    if (shows && wants && strstr(m->received, "not run out") == NULL)
        return tell(f, s, failed,
                    "An error was shown, and no call had failed there: errno "
                    "keeps the error of an earlier call.");
    unsigned asked = calls_sum(&s->calls, SPY_RECV);
    return !s->is_server && s->calls.of && asked < 3 &&
           strstr(m->expected, "recv") && strstr(m->received, "recv") &&
           s->ended &&
           tell(f, s, last_call(s, SPY_RECV),
                "Three lines tell of recv(), and it was called %u time%s: one "
                "of them shows an old error, or none.",
                asked, asked == 1 ? "" : "s");
}

/* Is this the name of an errno, or the system's words for one? */
static bool tells_an_errno(const char *said)
{
    for (int error = 0; error < 134; error++) {
        const char *name = strerrorname_np(error);
        if (name && (strstr(said, strerror(error)) ||
                     (error > 0 && strlen(name) > 4 && strstr(said, name))))
            return true;
    }
    return strstr(said, "no error") != NULL;
}

/* Is the code of getaddrinfo() shown, in the lab's words or in the system's? */
static bool tells_a_code(const char *said)
{
    for (int code = -1; code > -13; code--)
        if (strstr(said, gai_strerror(code)))
            return true;
    return strstr(said, "EAI_") != NULL;
}

static bool looks_up_wrong_code(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    return failed_at(e, s, COMPLAINS) && m->expected &&
           strstr(m->expected, "EAI_") && tells_an_errno(s->said) &&
           !tells_a_code(s->said) &&
           tell(f, s, NULL,
                "getaddrinfo() failed, and its error was looked for in errno. "
                "It does not use errno: the error is what it returns.");
}

/* Does the program use the socket of c after that call? */
static const struct spy_call *used_after(const struct subject *s,
                                         const struct spy_call *c)
{
    const struct spy_call *next = next_on(s, c), *now = waits_in(s);
    if (next == NULL && now && now->fd == c->fd)
        next = now;
    return next && next->name != SPY_CLOSE && next->name != c->name ? next
                                                                    : NULL;
}

static bool goes_on_after_failure(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    const struct spy_call *c = last_failure(s);
    bool wanted_end = failed_at(e, s, EXITS) || failed_at(e, s, COMPLAINS);
    bool counts = c && (c->name == SPY_BIND || c->name == SPY_LISTEN ||
                        (c->name == SPY_CONNECT && !s->is_server));
    const struct spy_call *next = counts ? used_after(s, c) : NULL;
    return wanted_end && next && s->status == -1 && s->signal == 0 &&
           tell(f, s, c,
                "%s, and %s() came next on that socket, as if it had "
                "not.",
                failure_text(c), call_name(next));
}

const struct mistake mistakes_messages[] = {
    {
        .name = "exit-zero",
        .weight = CERTAIN,
        .sign = ends_with_zero,
        .question = "Who would notice the failure, in a script?",
        .where = {{4, 2}, {6, 6}},
    },
    {
        .name = "gai-errno",
        .weight = CERTAIN,
        .sign = looks_up_wrong_code,
        .question = "Which words belong to that code?",
        .where = {{4, 1}},
    },
    {
        .name = "error-hidden",
        .weight = CLEAR,
        .sign = says_another_error,
        .question = "When must the error be read?",
        .where = {{4, 2}, {2, 2}, {6, 2}, {6, 6}},
    },
    {
        .name = "error-hidden",
        .weight = CLEAR,
        .sign = prints_another_error,
        .question = "When must the error be read, and which calls come first?",
        .where = {{1, 4}, {1, 6}, {1, 7}, {1, 8}},
    },
    {
        .name = "stale-errno",
        .weight = CLEAR,
        .sign = shows_old_error,
        .question = "When is errno set, and when is it not?",
        .where = {{1, 4}, {1, 5}, {1, 7}},
    },
    {
        .name = "error-not-shown",
        .weight = CLEAR,
        .sign = says_nothing,
        .question = "How would somebody find out what went wrong?",
        .where = {{4, 2}, {2, 2}, {6, 2}, {6, 6}},
        .undone = true,
    },
    {
        .name = "result-ignored",
        .weight = CLEAR,
        .sign = goes_on_after_failure,
        .question = "What does its result say?",
        .where = {{2, 2}, {4, 2}},
    },
    {0},
};
