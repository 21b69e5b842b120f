/* mistakes_memory.c - sanitizer reports, and programs ended by a signal. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

/* Does the sanitizer's report contain these words? */
static bool reports(const struct subject *s, const char *words)
{
    return s->report && strstr(s->report, words) != NULL;
}

static bool overruns(const struct subject *s)
{
    return reports(s, "buffer-overflow") || reports(s, "out of bounds") ||
           reports(s, "stack smashing") || says(s, "stack smashing");
}

/* The last call that put bytes into a buffer. */
static const struct spy_call *last_filling(const struct subject *s)
{
    const struct spy_call *last = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((receives(c) || c->name == SPY_READ) && c->result > 0)
            last = c;
    return last;
}

static bool fills_to_the_last_byte(const struct evidence *e,
                                   const struct subject *s, struct finding *f)
{
    (void)e;
    const struct spy_call *c = last_filling(s);
    if (!overruns(s) || c == NULL || c->result != c->length ||
        (!reports(s, "WRITE of size 1 ") && !reports(s, "out of bounds")))
        return false;
    return tell(f, s, c,
                "%s() filled all %lld bytes of the buffer, and then one more "
                "byte was written behind them.",
                call_name(c), (long long)c->result);
}

static bool reads_as_string(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    static const char *const readers[] = {
        "in strlen",   "in __interceptor_strlen", "printf_common",
        "in strcmp",   "in __interceptor_strcmp", "in strchr",
        "in puts",     "in __interceptor_puts",   "in strstr",
        "in strnlen",  "in __interceptor_strchr", "in __interceptor_strstr",
        "in strncmp",  "in __interceptor_strcpy", "in __interceptor_strcat",
        "in strdup",   "in __interceptor_strdup", "in __interceptor_fputs",
        "in vfprintf", "in __interceptor_index",  "in __interceptor_atoi"};
    (void)e;
    if (!overruns(s) || !reports(s, "READ of size"))
        return false;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (reports(s, readers[i]))
            return tell(f, s, last_filling(s),
                        "A function for strings read past the end of a "
                        "buffer: what came from the network has no NUL "
                        "behind it.");
    return false;
}

static bool takes_any_length(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    static const char *const writers[] = {
        "scanf",        "in gets",         "interceptor_strcpy", "in strcpy",
        "sprintf",      "in strcat",       "interceptor_strcat", "in stpcpy",
        "in read_line", "interceptor_gets"};
    (void)e;
    if (says(s, "stack smashing detected") ||
        says(s, "buffer overflow detected"))
        return tell(f, s, NULL,
                    "Something was written past the end of a buffer on the "
                    "stack, and the program was stopped for it.");
    if (!overruns(s) || !reports(s, "WRITE of size"))
        return false;
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (reports(s, writers[i]))
            return tell(f, s, NULL,
                        "The input was longer than the buffer that it was "
                        "written into, and nothing said how long that is.");
    return false;
}

static bool exceeds_set(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    (void)e;
    const struct spy_call *high = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        if (c->result >= 1024)
            high = c;
    if (high == NULL || (s->report == NULL && s->signal == 0))
        return false;
    return tell(f, s, high,
                "accept() gave you socket %lld, and an fd_set has no place "
                "for numbers from %d on.",
                (long long)high->result, 1024);
}

static bool copies_over_itself(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    (void)e;
    return reports(s, "param-overlap") &&
           tell(f, s, NULL,
                "memcpy() or strcpy() was asked to copy within one buffer, to "
                "a place that overlaps the one it reads.");
}

static bool uses_freed(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    (void)e;
    return (reports(s, "heap-use-after-free") || reports(s, "double-free") ||
            reports(s, "attempting free on")) &&
           tell(f, s, NULL,
                "Memory was used after it had been given back with free().");
}

static bool leaves_memory(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    (void)e;
    return reports(s, "LeakSanitizer") &&
           tell(f, s, NULL, "Memory was never given back: %s.",
                reports(s, "getaddrinfo") ? "the list that getaddrinfo() made"
                                          : "what malloc() made");
}

static bool has_negative_length(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    (void)e;
    const struct spy_call *failed = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->result == -1 && (receives(c) || c->name == SPY_READ))
            failed = c;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (sends(c) && c->length == -1)
            return tell(f, s, c,
                        "%s() was told to send -1 bytes, which is the longest "
                        "length there is: the result of a call that had "
                        "failed.",
                        call_name(c));
    if (!reports(s, "negative-size-param") || failed == NULL)
        return false;
    return tell(f, s, failed,
                "%s() failed (%s), and its -1 was used as a length.",
                call_name(failed), error_name(failed->error));
}

/* SIGPIPE has ended the program. */
static bool dies_in_send(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    (void)e;
    const struct spy_call *c = &s->calls.now;
    if (s->signal != SIGPIPE)
        return false;
    if (c->times == 0 || !sends(c))
        return tell(f, s, NULL,
                    "It wrote to a connection that the other side had closed, "
                    "and the signal SIGPIPE ended it.");
    return tell(f, s, c,
                "send() on a connection that the other side has closed raises "
                "the signal SIGPIPE, and that ended the program.");
}

static bool writes_past(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    (void)e;
    return overruns(s) &&
           tell(f, s, last_filling(s),
                "The program %s a place that is behind the end "
                "of a buffer.",
                reports(s, "WRITE of size") ? "wrote to" : "reached");
}

static bool crashes_in_format(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    bool crashed = reports(s, "SEGV on unknown address") || overruns(s);
    bool wanted = e->wrong.expected &&
                  memchr(e->wrong.expected, '%', e->wrong.expected_len);
    return crashed && reports(s, "printf") && wanted &&
           tell(f, s, NULL,
                "printf() crashed over a '%%' that came from the network: what "
                "was received was used as its format.");
}

static bool crashes(const struct evidence *e, const struct subject *s,
                    struct finding *f)
{
    (void)e;
    bool crashed = reports(s, "SEGV on unknown address") ||
                   reports(s, "null pointer") || s->signal == SIGSEGV;
    return crashed && tell(f, s, calls_last(&s->calls, SPY_NONE),
                           "The program used a pointer that points nowhere.");
}

const struct mistake mistakes_memory[] = {
    {
        .name = "sigpipe",
        .weight = CERTAIN,
        .sign = dies_in_send,
        .question = "Which flag of send() makes it an error of the call?",
        .where = {{3, 3}, {4, 3}, {6, 4}},
    },
    {
        .name = "fdsetsize",
        .weight = CERTAIN,
        .sign = exceeds_set,
        .question = "What does net_selectable() tell you before you add it?",
        .where = {{6, 2}},
    },
    {
        .name = "failure-not-seen",
        .weight = CERTAIN,
        .sign = has_negative_length,
        .reported = true,
        .question = "What is the result of a call that fails, and where is it "
                    "tested?",
        .where = {{3, 2}, {5, 2}},
    },
    {
        .name = "format-string",
        .weight = CERTAIN,
        .sign = crashes_in_format,
        .reported = true,
        .question = "What prints bytes as they are?",
        .where = {{3, 3}, {4, 5}, {5, 6}, {6, 6}},
    },
    {
        .name = "filled-to-the-last-byte",
        .weight = CERTAIN,
        .sign = fills_to_the_last_byte,
        .reported = true,
        .question = "If a NUL is to follow, how many bytes may you ask for?",
        .where = {{3, 2}, {4, 5}, {5, 2}, {6, 3}},
    },
    {
        .name = "not-terminated",
        .weight = CERTAIN,
        .sign = reads_as_string,
        .reported = true,
        .question = "What tells you how many bytes there are?",
        .where = {{3, 2}, {3, 3}, {4, 5}, {5, 2}, {6, 3}},
    },
    {
        .name = "unbounded-input",
        .weight = CERTAIN,
        .sign = takes_any_length,
        .reported = true,
        .question = "Which function for reading takes the size of the buffer?",
        .where = {{4, 3}, {5, 5}},
    },
    {
        .name = "overlapping-copy",
        .weight = CERTAIN,
        .sign = copies_over_itself,
        .reported = true,
        .question = "Which function may copy like that?",
        .where = {{5, 6}, {6, 3}},
    },
    {
        .name = "used-after-free",
        .weight = CERTAIN,
        .sign = uses_freed,
        .reported = true,
        .question = "Who still holds a pointer to it?",
        .where = {{6, 3}, {4, 1}},
    },
    {
        .name = "not-freed",
        .weight = CLEAR,
        .sign = leaves_memory,
        .reported = true,
        .question = "Which function gives it back, on every way out?",
        .where = {{4, 1}},
    },
    {
        .name = "buffer-overrun",
        .weight = CLEAR,
        .sign = writes_past,
        .reported = true,
        .question = "Where does the buffer end, and what was the length?",
    },
    {
        .name = "bad-pointer",
        .weight = CLEAR,
        .sign = crashes,
        .reported = true,
        .question = "Which pointer was never set, or came from a call that "
                    "failed?",
    },
    {0},
};
