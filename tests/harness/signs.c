/* signs.c - see signs.h. */
#include "signs.h"

#include <errno.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source.h"

/* --- answering ------------------------------------------------------------ */

bool tell(struct finding *f, const struct subject *s,
          const struct spy_call *call, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(f->sentence, sizeof f->sentence, format, args);
    va_end(args);
    const struct place *at = call ? call_place(&s->calls, call) : NULL;
    if (at) {
        snprintf(f->file, sizeof f->file, "%s", at->file);
        f->line = at->line;
        f->step = at->step;
    }
    return true;
}

const char *at_line(const struct subject *s, const struct spy_call *call)
{
    static char text[2][80];
    static int turn;
    const struct place *at = call_place(&s->calls, call);
    turn = !turn;
    if (at == NULL)
        return "";
    snprintf(text[turn], sizeof *text, " at %s:%d", at->file, at->line);
    return text[turn];
}

/* --- asking --------------------------------------------------------------- */

bool is_lab(const struct evidence *e, const char *lab)
{
    return strncmp(e->lab, lab, strlen(lab)) == 0;
}

bool has_fault(const struct evidence *e, const char *words)
{
    return strstr(e->faults, words) != NULL;
}

int asked_port(const struct subject *s)
{
    const char *word = strchr(s->command, ' ');
    if (word && !s->is_server) /* HOST PORT */
        word = strchr(word + 1, ' ');
    return word && word[1] ? atoi(word + 1) : -1;
}

bool says(const struct subject *s, const char *words)
{
    return strstr(s->said, words) != NULL ||
           strstr(s->said_before, words) != NULL;
}

bool failed_at(const struct evidence *e, const struct subject *s,
               enum line_kind kind)
{
    const struct line *l = e->wrong.at;
    bool of_terminal = kind == PRINTS || kind == COMPLAINS || kind == EXITS;
    return l && l->kind == kind && (!of_terminal || l->who == s->terminal);
}

bool demands(const struct evidence *e, const char *words)
{
    return e->demand && strstr(e->demand, words);
}

bool expects(const struct evidence *e, const char *words)
{
    return e->wrong.expected && strstr(e->wrong.expected, words);
}

bool receives_words(const struct evidence *e, const char *words)
{
    return e->wrong.received && strstr(e->wrong.received, words);
}

bool failed_at_its_bytes(const struct evidence *e, const struct subject *s)
{
    return failed_at(e, s, s->is_server ? SERVER_SAYS : CLIENT_SAYS);
}

const struct spy_call *next_call(const struct subject *s,
                                 const struct spy_call *after,
                                 enum spy_name name)
{
    return calls_next(&s->calls, after, name);
}

const struct spy_call *last_call(const struct subject *s, enum spy_name name)
{
    return calls_last(&s->calls, name);
}

const struct spy_call *next_on(const struct subject *s,
                               const struct spy_call *after)
{
    const struct spy_call *c = after;
    while ((c = calls_next(&s->calls, c, SPY_NONE)))
        if (c->fd == after->fd && c->pid == after->pid)
            return c;
    return NULL;
}

static bool makes(const struct spy_call *c, int fd)
{
    return (c->name == SPY_SOCKET || c->name == SPY_ACCEPT ||
            c->name == SPY_DUP) &&
           c->result == fd;
}

const struct spy_call *end_before(const struct subject *s,
                                  const struct spy_call *c)
{
    return c == &s->calls.now ? s->calls.of + s->calls.count : c;
}

const struct spy_call *maker_of(const struct subject *s,
                                const struct spy_call *c)
{
    const struct spy_call *maker = NULL;
    const struct spy_call *end = end_before(s, c);
    for (const struct spy_call *at = s->calls.of; at && at < end; at++) {
        if (makes(at, c->fd))
            maker = at;
        if (at->name == SPY_CLOSE && at->fd == c->fd && at->result == 0 &&
            at->pid == c->pid)
            maker = NULL;
    }
    return maker;
}

bool receives(const struct spy_call *c)
{
    return c->name == SPY_RECV || c->name == SPY_RECVFROM;
}

bool sends(const struct spy_call *c)
{
    return c->name == SPY_SEND || c->name == SPY_SENDTO;
}

const struct spy_call *waits_in(const struct subject *s)
{
    enum { A_WHILE = 20000000 }; /* nanoseconds: others return at once */
    const struct spy_call *c = &s->calls.now;
    return c->times > 0 && s->status == -1 && s->looked - c->began > A_WHILE
               ? c
               : NULL;
}

const char *error_name(int error)
{
    const char *name = strerrorname_np(error);
    return name ? name : "an unknown error";
}

const char *error_of(const struct spy_call *c)
{
    if (c->name != SPY_LOOKUP)
        return error_name(c->error);
    return c->lookup_error == EAI_NONAME    ? "EAI_NONAME"
           : c->lookup_error == EAI_AGAIN   ? "EAI_AGAIN"
           : c->lookup_error == EAI_SERVICE ? "EAI_SERVICE"
                                            : "its own code";
}

int failure_of(const struct spy_call *c)
{
    if (c->name == SPY_GETSOCKOPT && c->result == 0 && c->option == SO_ERROR &&
        c->level == SOL_SOCKET)
        return (int)c->value;
    bool later =
        c->error == EINTR || c->error == EAGAIN || c->error == EINPROGRESS;
    return c->result == -1 && !later ? c->error : 0;
}

const char *failed_name(const struct spy_call *c)
{
    return c->name == SPY_GETSOCKOPT ? "connect" : call_name(c);
}

long took_ms(const struct spy_call *c)
{
    return (long)((c->ended - c->began) / 1000000);
}

long last_number(const char *text, size_t len)
{
    long value = -1;
    for (size_t i = 0; i < len;) {
        char *end;
        if (text[i] < '0' || text[i] > '9') {
            i++;
            continue;
        }
        value = strtol(text + i, &end, 10);
        i = (size_t)(end - text);
    }
    return value;
}

int swapped(int port)
{
    return (port & 255) << 8 | (port >> 8 & 255);
}
