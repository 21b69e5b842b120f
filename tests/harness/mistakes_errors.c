/* mistakes_errors.c - calls that failed, and what became of that. */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

static bool is_refused(const struct spy_call *c)
{
    return c->result == -1 && c->error != EINTR && c->error != EAGAIN &&
           c->error != EINPROGRESS;
}

static const struct spy_call *last_failure(const struct subject *s)
{
    const struct spy_call *last = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((failure_of(c) || (c->name == SPY_LOOKUP && c->result == -1)) &&
            c->name != SPY_CLOSE)
            last = c;
    return last;
}

/* "connect() failed (ECONNREFUSED)" */
static const char *failure_text(const struct spy_call *c)
{
    static char text[96];
    snprintf(text, sizeof text, "%s() failed (%s)", failed_name(c),
             c->name == SPY_LOOKUP ? error_of(c) : error_name(failure_of(c)));
    return text;
}

/* Did a call of this name fail like this? */
static bool has_failed(const struct subject *s, const char *name, int error)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (failure_of(c) == error && strcmp(failed_name(c), name) == 0)
            return true;
    return false;
}

/* A call that should have made a socket and did not. */
static const struct spy_call *failed_maker(const struct subject *s)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((c->name == SPY_SOCKET || c->name == SPY_ACCEPT) && c->result == -1)
            return c;
    return NULL;
}

/* Does it say "CALL: WORD" on stderr? */
static bool is_complaint_of(const struct subject *s, const char *call,
                            const char *word)
{
    char text[96];
    snprintf(text, sizeof text, "%s: %s", call, word);
    return says(s, text);
}

/* The reason was there, and another one is shown: a call has come between. */
static bool shows_later_error(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *next = is_refused(c) ? c : NULL;
        while (next && (next = next_call(s, next, SPY_NONE)) &&
               (next->result != -1 || next->error == c->error))
            continue;
        if (next && is_complaint_of(s, call_name(c), error_name(next->error)) &&
            !has_failed(s, call_name(c), next->error) &&
            !is_complaint_of(s, call_name(c), error_name(c->error)))
            return tell(f, s, next,
                        "%s() failed with %s, and %s was shown: that is from "
                        "%s(), which was called before the error was read.",
                        call_name(c), error_name(c->error),
                        error_name(next->error), call_name(next));
    }
    return false;
}

/* "Under way" was told as a failure. */
static bool complains_of_progress(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));)
        if (c->error == EINPROGRESS &&
            (says(s, "EINPROGRESS") || says(s, "in progress")))
            return tell(f, s, c,
                        "connect() said EINPROGRESS, which means that it is "
                        "under way, and the program complained of it.");
    return false;
}

/* A call that went well, and is said to have failed. */
static bool inverts_test(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const char *said = s->said;
    char word[32];
    (void)e;
    if (s->status != 1 || sscanf(said, "%31[a-z0-9]: %*s", word) != 1 ||
        strstr(said, ": END") || s->report)
        return false;
    const struct spy_call *last = NULL;
    bool other = false; /* has failed since, and may be what is meant */
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (strcmp(call_name(c), word) != 0) {
            other |= c->result == -1;
            continue;
        }
        if (c->result == -1 || c->name == SPY_SOCKET || c->name == SPY_ACCEPT)
            return false;
        last = c;
        other = false;
    }
    return last && !other && !receives(last) && last->name != SPY_CLOSE &&
           tell(f, s, last,
                "%s() returned %lld, which means that it went well, and the "
                "program complained of it.",
                call_name(last), (long long)last->result);
}

static bool uses_number_cleared(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    (void)e;
    if (failed_maker(s))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->fd == -1 && c->error == EBADF)
            return tell(f, s, c,
                        "%s() got -1 as its socket, and no call had failed: "
                        "the number was thrown away, or never set.",
                        call_name(c));
    return false;
}

/* A descriptor that no call has made. */
static bool uses_unmade(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *made = NULL, *at = NULL,
                              *failed = failed_maker(s);
        if (c->result != -1 || (c->error != ENOTSOCK && c->error != EBADF) ||
            c->fd < 0 || maker_of(s, c) ||
            (failed && failed->error == EMFILE) || c->name == SPY_CLOSE ||
            c->name == SPY_FCNTL)
            continue;
        while ((at = next_call(s, at, SPY_NONE)) && at < c)
            if ((at->name == SPY_SOCKET || at->name == SPY_ACCEPT) &&
                at->result >= 0)
                made = at;
        if (made == NULL)
            return tell(f, s, c,
                        "%s() was called on descriptor %d, and no socket had "
                        "been made before.",
                        call_name(c), c->fd);
        if (c->fd <= 1 && next_on(s, made) == NULL)
            return tell(f, s, made,
                        "%s() returned %lld, and then %d was used in its "
                        "place: that is what a comparison is worth, or a call "
                        "that went well.",
                        call_name(made), (long long)made->result, c->fd);
    }
    return false;
}

static bool compares_before_assigning(const struct evidence *e,
                                      const struct subject *s,
                                      struct finding *f)
{
    return uses_unmade(e, s, f) && strstr(f->sentence, "a comparison");
}

static bool ends_at_expected_error(const struct evidence *e,
                                   const struct subject *s, struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_SOCKET);
    const char *wanted = e->wrong.expected;
    return is_lab(e, "lab01") && failed_at(e, s, PRINTS) && s->status == 1 &&
           e->wrong.received_len == 0 && c && c->result == -1 &&
           says(s, "socket: ") && wanted &&
           (strncmp(wanted, "AF_", 3) == 0 ||
            strncmp(wanted, "made ", 5) == 0) &&
           tell(f, s, c,
                "socket() failed (%s), and the program ended: here a failure "
                "is what the line is to tell.",
                error_name(c->error));
}

/* Out of descriptors, because earlier ones were kept. */
static bool runs_out(const struct evidence *e, const struct subject *s,
                     struct finding *f)
{
    int open = 0;
    if (expects(e, "oo many") || is_lab(e, "lab06"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool makes = c->name == SPY_SOCKET || c->name == SPY_ACCEPT;
        open += makes && c->result >= 0 ? (int)c->times : 0;
        open -= c->name == SPY_CLOSE && c->result == 0 ? (int)c->times : 0;
        if (makes && c->error == EMFILE && !has_fault(e, "EMFILE") &&
            open > (is_lab(e, "lab01") ? 0 : 2))
            return tell(f, s, c,
                        "%s() failed with EMFILE: %d sockets that were made "
                        "before are still open.",
                        call_name(c), open);
    }
    return false;
}

/* The lookup failed, and nobody has looked. */
static bool ignores_lookup(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_LOOKUP);
    (void)e;
    bool told = says(s, "getaddrinfo") || says(s, "EAI_") ||
                (c && says(s, gai_strerror((int)c->lookup_error)));
    return c && c->result == -1 && !told &&
           tell(f, s, c,
                "getaddrinfo() failed (%s), and the program did not notice: "
                "every result but 0 is an error.",
                error_of(c));
}

/* On one connection an error, and on with the same connection. */
static bool goes_on_with_broken(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));) {
        const struct spy_call *next = next_on(s, c);
        if (next == NULL && waits_in(s) && waits_in(s)->fd == c->fd)
            next = waits_in(s);
        if (is_refused(c) && !c->is_datagram && s->is_server && next &&
            receives(next) && c->error != ENOTCONN && c->error != EBADF)
            return tell(f, s, c,
                        "recv() failed (%s), and it was called again on the "
                        "same socket: that connection is gone.",
                        error_name(c->error));
    }
    return false;
}

/* 0 is an end; the program complained of it. */
static bool complains_of_end(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct spy_call *end = NULL;
    bool clean = !failed_at(e, s, COMPLAINS) || receives_words(e, "recv: ");
    bool empty = says(s, "recv: no error") || says(s, "recv: Success");
    if ((!says(s, "recv: ") && !says(s, "read: ")) || !clean)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));) {
        if ((c->result == -1 && c->error != EINTR && !empty) || c->is_datagram)
            return false;
        end = c->result == 0 ? c : end;
    }
    return end && !says(s, "recv: END") &&
           tell(f, s, end,
                "recv() returned 0, and the program complained of it. An end "
                "is no error: the other side has said it all.");
}

/* Not an error of the program's own making. */
static bool is_of_the_net(int error)
{
    return error != EAGAIN && error != EBADF && error != ENOTSOCK &&
           error != EINVAL && error != ENOTCONN && error != EADDRINUSE &&
           error != EDESTADDRREQ;
}

/* A call that fails, and fails, and fails. */
static bool spins_at_failure(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->result == -1 && c->times > 50 && is_of_the_net(c->error) &&
            !c->is_datagram && c->name != SPY_ACCEPT && c->name != SPY_CONNECT)
            return tell(f, s, c,
                        "%s() failed %u times with the same error (%s), and "
                        "was tried again at once each time.",
                        call_name(c), c->times, error_name(c->error));
    return false;
}

static bool uses_minus_one(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    const struct spy_call *failed = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool wrong = (c->fd == -1 && c->error == EBADF) ||
                     (failed && failed->error == EMFILE &&
                      c->error == ENOTSOCK && !maker_of(s, c));
        if (failed && c->result == -1 && wrong)
            return tell(f, s, failed,
                        "%s() failed (%s), and still there was something that "
                        "was used as its socket: %s() on %d%s.",
                        call_name(failed), error_name(failed->error),
                        call_name(c), c->fd, at_line(s, c));
        if ((c->name == SPY_SOCKET || c->name == SPY_ACCEPT) && c->result == -1)
            failed = c;
    }
    return false;
}

/* "Under way" is no outcome: was it ever asked for? */
static bool never_asks(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_CONNECT);
    if (c == NULL || c->error != EINPROGRESS || s->is_server ||
        !is_lab(e, "lab04") ||
        (!failed_at(e, s, COMPLAINS) && !failed_at(e, s, EXITS)))
        return false;
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
        if ((at->name == SPY_GETSOCKOPT && at->option == SO_ERROR) ||
            at->name == SPY_CONNECT || at->name == SPY_POLL ||
            at->name == SPY_SELECT)
            return false;
    const struct spy_call *now = waits_in(s);
    bool waits = now && (now->name == SPY_SELECT || now->name == SPY_POLL);
    return !waits && tell(f, s, c,
                          "connect() said EINPROGRESS, and nothing has asked "
                          "what became of it.");
}

static bool ignores_connect(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));) {
        const struct spy_call *next = next_on(s, c);
        while (next &&
               (next->name == SPY_FCNTL || next->name == SPY_SETSOCKOPT))
            next = next_on(s, next);
        if (is_refused(c) && next &&
            (sends(next) || receives(next) || next->name == SPY_SHUTDOWN))
            return tell(f, s, c,
                        "connect() failed (%s), and the program went on with "
                        "%s()%s.",
                        error_name(c->error), call_name(next),
                        at_line(s, next));
    }
    if (never_asks(e, s, f))
        return true;
    const struct spy_call *c = last_call(s, SPY_GETSOCKOPT);
    const struct spy_call *last = last_call(s, SPY_CONNECT);
    if (c && last && c->option == SO_ERROR && c->fd == last->fd &&
        last->error == EINPROGRESS) {
        const struct spy_call *next = next_on(s, c);
        while (next &&
               (next->name == SPY_FCNTL || next->name == SPY_SETSOCKOPT))
            next = next_on(s, next);
        if (next && next->result == -1 &&
            (next->error == ENOTCONN || next->error == EPIPE ||
             next->error == ECONNREFUSED))
            return tell(f, s, last,
                        "The connection has not come about, and the program "
                        "went on with %s()%s.",
                        call_name(next), at_line(s, next));
    }
    return false;
}

/* --- a failure, and the end of the program -------------------------------- */

/* Has it ended by itself behind this call, and not made it again? */
static bool ends_after(const struct subject *s, const struct spy_call *c)
{
    if (s->status == -1 && s->signal == 0)
        return false;
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
        if (at->name == c->name && at->fd == c->fd)
            return false;
    return true;
}

static bool is_transient(int error)
{
    return error == ECONNABORTED || error == EINTR || error == EAGAIN ||
           error == EPROTO;
}

static bool ends_at_one_accept(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        if (c->result == -1 && is_transient(c->error) && ends_after(s, c) &&
            (c->error != EAGAIN || next_call(s, c, SPY_NONE) == NULL))
            return tell(f, s, c,
                        "accept() failed (%s), and the server ended. The "
                        "listener is as good as before: only that one client "
                        "has gone, or a signal came.",
                        error_name(c->error));
    return false;
}

static bool ends_at_one_client(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    (void)e;
    const struct spy_call *last = NULL;
    if (!s->is_server || is_lab(e, "lab01"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((receives(c) || sends(c)) && c->result == -1 && c->error != EBADF &&
            c->error != ENOTCONN && c->error != EAGAIN)
            last = c;
    return last && ends_after(s, last) && s->status != 0 && !s->report &&
           last_call(s, SPY_ACCEPT) &&
           tell(f, s, last,
                "%s() failed for one client (%s), and the whole server ended.",
                call_name(last), error_name(last->error));
}

/* One request was refused or could not be sent, and the others never came. */
static bool ends_at_one_request(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    if (!is_lab(e, "lab05") || s->is_server || s->status == -1 ||
        calls_sum(&s->calls, SPY_SEND) >= 3)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((sends(c) || receives(c)) && is_refused(c) && ends_after(s, c))
            return tell(f, s, c,
                        "%s() failed (%s), and the whole client ended: the "
                        "next try, or the next line, may do better.",
                        call_name(c), error_name(c->error));
    return false;
}

static bool ends_at_one_datagram(const struct evidence *e,
                                 const struct subject *s, struct finding *f)
{
    for (const struct spy_call *c = NULL;
         s->is_server && is_lab(e, "lab05") && (c = next_call(s, c, SPY_NONE));)
        if ((c->name == SPY_RECVFROM || c->name == SPY_SENDTO) &&
            c->result == -1 && ends_after(s, c) && c->error != EBADF &&
            c->error != EINVAL && c->error != EINTR)
            return tell(f, s, c,
                        "%s() failed once (%s), and the whole server ended.",
                        call_name(c), error_name(c->error));
    return false;
}

/* Was it called again behind c, on the same descriptor? */
static bool is_retried(const struct subject *s, const struct spy_call *c)
{
    const struct spy_call *now = &s->calls.now;
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
        if (at->name == SPY_CLOSE && at->fd == c->fd)
            return false;
        else if (at->name == c->name && at->fd == c->fd)
            return true;
    return now->times > 0 && now->name == c->name && now->fd == c->fd;
}

static bool gives_up_at_signal(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *next = next_on(s, c);
        bool over =
            s->status != -1 || waits_in(s) || (next && next->name == SPY_CLOSE);
        bool told = is_complaint_of(s, call_name(c), "EINTR") ||
                    is_complaint_of(s, call_name(c), "Interrupted");
        if (c->result == -1 && c->error == EINTR && c->name != SPY_ACCEPT &&
            s->report == NULL && (told || (over && !is_retried(s, c))))
            return tell(f, s, c,
                        "%s() was interrupted by a signal (EINTR), and %s. It "
                        "had done nothing yet: nothing is wrong.",
                        call_name(c),
                        told ? "that was told as an error"
                             : "was not called again");
    }
    return false;
}

static bool spins_at_accept(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        if (c->result == -1 && c->times > 20 && c->error != EAGAIN)
            return tell(f, s, c,
                        "accept() failed %u times (%s) with no rest between: "
                        "the connection still waits, so the listener stays "
                        "ready.",
                        c->times, error_name(c->error));
    return false;
}

/* --- what is said of a failure -------------------------------------------- */

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

/* "bind: EADDRINUSE, ..." : the second word, or NULL. */
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

static bool says_nothing(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct spy_call *c = last_failure(s);
    bool wanted =
        failed_at(e, s, COMPLAINS) &&
        (e->wrong.received_len == 0 ||
         (c && failure_of(c) && expects(e, error_name(failure_of(c)))));
    wanted |= demands(e, "stderr") || demands(e, "word");
    if (!wanted || c == NULL || says_another_error(e, s, f) ||
        (failure_of(c) && says(s, error_name(failure_of(c)))))
        return false;
    return tell(f, s, c, "%s, and nothing on stderr says so.", failure_text(c));
}

/* The same, where the program prints what it found: lab 1. */
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
            return false; /* what is shown is true: of another moment */
    if (at == NULL || !is_lab(e, "lab01"))
        return false;
    bool unread = strstr(m->received, "no error") || strstr(m->received, " ok");
    return tell(f, s, at,
                unread ? "%s() failed with %s, and the line does not say so."
                       : "%s() failed with %s, and something else was shown: "
                         "the error must be read at once, before another call.",
                call_name(at), error_name(at->error));
}

/* An error is shown where none was: errno keeps the old one. */
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
    return !s->is_server && asked < 3 && strstr(m->expected, "recv") &&
           strstr(m->received, "recv") && s->ended &&
           tell(f, s, last_call(s, SPY_RECV),
                "Three lines tell of recv(), and it was called %u time%s: one "
                "of them shows an old error, or none.",
                asked, asked == 1 ? "" : "s");
}

static bool looks_up_wrong_code(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    return failed_at(e, s, COMPLAINS) && m->expected &&
           strstr(m->expected, "EAI_") &&
           (m->received_len == 0 || strstr(m->received, "EAI_") == NULL) &&
           *s->said != '\0' &&
           tell(f, s, NULL,
                "getaddrinfo() failed, and its error was looked for in errno. "
                "It does not use errno: the error is what it returns.");
}

/* A socket with the number 0 that nothing was done with. */
static bool ignores_zero(const struct subject *s, bool gave_up,
                         struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if ((c->name != SPY_SOCKET && c->name != SPY_ACCEPT) || c->result != 0)
            continue;
        bool used = false;
        for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
            used |= at->fd == 0;
        if (!used && (s->status > 0) == gave_up)
            return tell(f, s, c,
                        "%s() returned 0, and the program took that for a "
                        "failure. 0 is a descriptor like any other.",
                        call_name(c));
    }
    return false;
}

static bool refuses_zero(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    (void)e;
    return ignores_zero(s, true, f);
}

static bool skips_zero(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    return is_lab(e, "lab01") && failed_at(e, s, PRINTS) &&
           e->wrong.received_len > 0 && !expects(e, "socket 0") &&
           ignores_zero(s, false, f);
}

static bool goes_on_after_failure(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    const struct spy_call *c = last_failure(s);
    bool wanted_end = failed_at(e, s, EXITS) || failed_at(e, s, COMPLAINS);
    bool counts = c && (c->name == SPY_BIND || c->name == SPY_LISTEN ||
                        c->name == SPY_CONNECT);
    return wanted_end && counts && s->status == -1 && s->signal == 0 &&
           (!s->is_server || c->name == SPY_BIND || c->name == SPY_LISTEN) &&
           tell(f, s, c, "%s, and the program goes on as if it had not.",
                failure_text(c));
}

const struct mistake mistakes_errors[] = {
    {
        .name = "error-hidden",
        .weight = CERTAIN,
        .sign = shows_later_error,
        .question = "When must the error be read?",
        .where = "1.1 2.2",
    },
    {
        .name = "not-closed",
        .weight = CERTAIN,
        .sign = runs_out,
        .question = "Who closes them, and when?",
        .where = "1.4 1.5 3.1",
    },
    {
        .name = "result-ignored",
        .weight = CERTAIN,
        .sign = ignores_lookup,
        .question = "What does getaddrinfo() return when it fails?",
        .where = "4.1",
    },
    {
        .name = "result-ignored",
        .weight = CERTAIN,
        .sign = goes_on_with_broken,
        .question = "What is left to be heard there?",
        .where = "3.2",
    },
    {
        .name = "end-called-error",
        .weight = CERTAIN,
        .sign = complains_of_end,
        .question = "What are the three outcomes of recv()?",
        .where = "3.2 4.5",
    },
    {
        .name = "busy-loop",
        .weight = CERTAIN,
        .sign = spins_at_failure,
        .question = "What will have changed by then?",
        .where = "3.3 4.5",
    },
    {
        .name = "would-block-is-error",
        .weight = CERTAIN,
        .sign = complains_of_progress,
        .question = "What does net_would_block() tell you?",
        .where = "4.2",
    },
    {
        .name = "number-cleared",
        .weight = CERTAIN,
        .sign = uses_number_cleared,
        .question = "Which number do you want to show?",
        .where = "1.8",
    },
    {
        .name = "comparison-assigned",
        .weight = CERTAIN,
        .sign = compares_before_assigning,
        .question = "Which comes first, the assignment or the comparison?",
        .where = "1.1 3.1",
    },
    {
        .name = "socket-missing",
        .weight = CERTAIN,
        .sign = uses_unmade,
        .question = "Which call makes one?",
        .where = "1.1",
    },
    {
        .name = "expected-error-ends",
        .weight = CERTAIN,
        .sign = ends_at_expected_error,
        .question = "What is to become of the error?",
        .where = "1.4 1.5",
    },
    {
        .name = "failure-not-seen",
        .weight = CERTAIN,
        .sign = uses_minus_one,
        .question = "What must be asked of each result before it is used?",
        .where = "3.1 1.1 4.2",
    },
    {
        .name = "connect-ignored",
        .weight = CERTAIN,
        .sign = ignores_connect,
        .question = "What does its result say?",
        .where = "4.2 5.4",
    },
    {
        .name = "transient-ends-server",
        .weight = CERTAIN,
        .sign = ends_at_one_accept,
        .question = "Which errors of accept() are your own? See "
                    "net_transient().",
        .where = "3.1 6.2",
    },
    {
        .name = "eintr-not-retried",
        .weight = CERTAIN,
        .sign = gives_up_at_signal,
        .question = "What is to be done about a call that has done nothing?",
        .where = "3.2 3.3 4.5 5.2 5.3 6.1 6.3",
    },
    {
        .name = "one-client-ends-server",
        .weight = CERTAIN,
        .sign = ends_at_one_client,
        .question = "Whose trouble is it, and who else is waiting?",
        .where = "3.2 3.3 6.3 6.4",
    },
    {
        .name = "one-client-ends-server",
        .weight = CERTAIN,
        .sign = ends_at_one_datagram,
        .question = "Whose trouble is it, and who else is waiting?",
        .where = "5.2 5.3",
    },
    {
        .name = "one-error-ends-client",
        .weight = CERTAIN,
        .sign = ends_at_one_request,
        .question = "Which of them is lost for good?",
        .where = "5.5 5.6",
    },
    {
        .name = "accept-error-spins",
        .weight = CERTAIN,
        .sign = spins_at_accept,
        .question = "What could you wait for, until there is room again?",
        .where = "3.1 6.2",
    },
    {
        .name = "zero-descriptor-refused",
        .weight = CERTAIN,
        .sign = refuses_zero,
        .question = "Which one value means failure?",
        .where = "1.1",
    },
    {
        .name = "zero-descriptor-refused",
        .weight = LIKELY,
        .sign = skips_zero,
        .question = "Which one value means failure?",
        .where = "1.1",
    },
    {
        .name = "exit-zero",
        .weight = CERTAIN,
        .sign = ends_with_zero,
        .question = "Who would notice the failure, in a script?",
        .where = "4.2",
    },
    {
        .name = "gai-errno",
        .weight = CERTAIN,
        .sign = looks_up_wrong_code,
        .question = "Which words belong to that code?",
        .where = "4.1",
    },
    {
        .name = "error-hidden",
        .weight = CLEAR,
        .sign = says_another_error,
        .question = "When must the error be read?",
        .where = "4.2 2.2",
    },
    {
        .name = "error-hidden",
        .weight = CLEAR,
        .sign = prints_another_error,
        .question = "When must the error be read, and which calls come first?",
        .where = "1.4 1.6 1.7 1.8",
    },
    {
        .name = "stale-errno",
        .weight = CLEAR,
        .sign = shows_old_error,
        .question = "When is errno set, and when is it not?",
        .where = "1.4 1.5 1.7",
    },
    {
        .name = "test-inverted",
        .weight = CERTAIN,
        .sign = inverts_test,
        .question = "What does the call return when it goes well?",
        .where = "2.2 4.2",
    },
    {
        .name = "error-not-shown",
        .weight = CLEAR,
        .sign = says_nothing,
        .question = "How would somebody find out what went wrong?",
        .where = "4.2 2.2",
    },
    {
        .name = "result-ignored",
        .weight = CLEAR,
        .sign = goes_on_after_failure,
        .question = "What does its result say?",
        .where = "2.2 4.2",
    },
    {0},
};
