/* play.c - see play.h. */
#include "play.h"

#include <errno.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "edit.h"
#include "gather.h"
#include "labs.h"
#include "must.h"
#include "observe.h"
#include "peer.h"
#include "program.h"
#include "text.h"
#include "wine.h"

enum { TERMINALS = 10, SETTLED = 100 }; /* terminals 1 to 9; milliseconds */

/* Everything that is alive while a conversation is played. */
struct stage {
    const struct conversation *c;
    struct cast cast;
    struct names names;
    struct program_options options;
    struct program programs[TERMINALS];
    bool started[TERMINALS], exited[TERMINALS];
    char command[TERMINALS][32]; /* "./server" */
    char typed[TERMINALS][160];  /* ...with its arguments */
    char address[80];            /* where the server said it listens */
    struct peer peers[TERMINALS];
    struct channel listener; /* `S listens` over TCP */
    struct peer stranger;
    int spare;      /* a port of ::1 at 127.0.0.1, for a later line; or -1 */
    int spare_port; /* ...and which one */
    int held[6 * PLACES_MOST]; /* what `S refuses` and `S ignores` hold */
    int held_count;
    const char *unfit; /* why this system cannot show it, NULL if it can */
    bool refused;      /* nobody listened any more when a client came */
    long told;         /* the milliseconds that a client shall wait; 0: none */
    int closed_port;   /* where `S closes` was said; 0: nowhere */
    struct program *typed_to; /* ...and who was typed to since then */
    bool server_is_ours;
    char *text[2];           /* the client's, the server's, if one is edited */
    struct edited edited[2]; /* ...and built */
    char other[PATH_MOST];   /* a program that is neither server nor client */
    struct mismatch wrong;
};

/* --- failing -------------------------------------------------------------- */

/* Say how a line failed; nothing to compare. Returns false for the caller. */
static bool fail(struct stage *s, const struct line *at, const char *format,
                 ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(s->wrong.how, sizeof s->wrong.how, format, args);
    va_end(args);
    s->wrong.at = at;
    return false;
}

static char *copy(const char *bytes, size_t len)
{
    char *new = must_malloc(len + 1);
    if (len > 0)
        memcpy(new, bytes, len);
    new[len] = '\0';
    return new;
}

static bool fail_compared(struct stage *s, const struct line *at,
                          const char *from, const char *expected, size_t len,
                          const char *received, size_t received_len)
{
    struct mismatch *m = &s->wrong;
    m->at = at;
    snprintf(m->from, sizeof m->from, "%s", from);
    m->expected = copy(expected, len);
    m->expected_len = len;
    m->received = copy(received, received_len);
    m->received_len = received_len;
    while (m->same < len && m->same < received_len &&
           expected[m->same] == received[m->same])
        m->same++;
    return false;
}

/* --- waiting -------------------------------------------------------------- */

struct want {
    struct channel *from;
    const char *bytes; /* NULL: a whole line is wanted */
    size_t len;
};

static bool differs(const struct want *w)
{
    size_t have = w->from->in_len < w->len ? w->from->in_len : w->len;
    return have > 0 && memcmp(w->from->in, w->bytes, have) != 0;
}

static bool want_is_clear(void *arg)
{
    struct want *w = arg;
    struct channel *c = w->from;
    if (c->ended || (c->in_len > 0 && c->kind == DATAGRAMS))
        return true;
    if (w->bytes == NULL)
        return c->in_len > 0 && memchr(c->in, '\n', c->in_len);
    return c->in_len >= w->len || (c->in_len > 0 && differs(w));
}

/* Where more has come than is kept: a flood is not read to its end. */
static void say_flood(struct stage *s)
{
    for (int i = 1; i < TERMINALS; i++) {
        const struct program *p = &s->programs[i];
        bool out = s->started[i] && p->out.flooded;
        if (!out && !(s->started[i] && p->err.flooded))
            continue;
        snprintf(s->wrong.how, sizeof s->wrong.how,
                 "%s has written more than %zu KiB on %s", s->command[i],
                 (out ? p->out.limit : p->err.limit) / 1024,
                 out ? "stdout" : "stderr");
        return;
    }
    snprintf(s->wrong.how, sizeof s->wrong.how,
             "more has been sent than is kept here, and none of it was asked "
             "for");
}

/* How the wait for a channel stopped, for people. */
static void say_how(struct stage *s, enum wait wait, const struct channel *c)
{
    if (wait == FLOODED) {
        say_flood(s);
        return;
    }
    snprintf(s->wrong.how, sizeof s->wrong.how, "%s",
             c->reset         ? "here the connection was reset"
             : c->ended       ? "here the stream ended"
             : wait == BUSY   ? "still open, but silent: the program uses the "
                                "processor all the time"
             : wait == SILENT ? "still open, but silent: the program sleeps"
                              : "here they differ");
}

/* The length of the first line that came, with its newline if it has one. */
static size_t first_line(const struct channel *c)
{
    const char *end = c->in_len ? memchr(c->in, '\n', c->in_len) : NULL;
    return end ? (size_t)(end - c->in) + 1 : c->in_len;
}

/* Demand these very bytes, however they arrive. */
static bool demand_bytes(struct stage *s, const struct line *l,
                         struct channel *c, const char *from)
{
    size_t len;
    char *bytes = text_bytes(l->text, &s->names, true, &len);
    struct want want = {c, bytes, len};
    enum wait wait = pump_until(want_is_clear, &want, QUIET);
    bool good = c->in_len >= len && !differs(&want);
    if (good) {
        channel_take(c, len);
    } else {
        say_how(s, wait, c);
        size_t some = first_line(c) > len ? first_line(c) : len;
        fail_compared(s, l, from, bytes, len, c->in,
                      some < c->in_len ? some : c->in_len);
        if (differs(&want))
            snprintf(s->wrong.how, sizeof s->wrong.how, "here they differ");
    }
    free(bytes);
    return good;
}

/* Demand a line that the text, with its [NAMES], describes. */
static bool demand_line(struct stage *s, const struct line *l,
                        struct channel *c, const char *from)
{
    if (text_is_plain(l->text, &s->names))
        return demand_bytes(s, l, c, from);
    struct want want = {c, NULL, 0};
    enum wait wait = pump_until(want_is_clear, &want, QUIET);
    size_t len = first_line(c);
    if (len > 0 && c->in[len - 1] == '\n' &&
        text_matches(l->text, &s->names, c->in, len - 1)) {
        channel_take(c, len);
        return true;
    }
    say_how(s, wait, c);
    char *shown = text_shown(l->text, &s->names);
    fail_compared(s, l, from, shown, strlen(shown), c->in, len);
    free(shown);
    return false;
}

static bool demand_datagram(struct stage *s, const struct line *l,
                            struct channel *c, const char *from)
{
    struct want want = {c, NULL, 0};
    enum wait wait = pump_until(want_is_clear, &want, QUIET);
    const char *bytes;
    size_t len, wanted_len;
    if (!channel_datagram(c, &bytes, &len)) {
        char *shown = *l->text ? text_shown(l->text, &s->names)
                               : must_strdup("(an empty datagram)");
        say_how(s, wait, c);
        fail_compared(s, l, from, shown, strlen(shown), "", 0);
        free(shown);
        return false;
    }
    if (!text_is_plain(l->text, &s->names)) {
        bool good = text_matches(l->text, &s->names, bytes, len);
        if (!good)
            fail_compared(s, l, from, l->text, strlen(l->text), bytes, len);
        channel_take_datagram(c);
        return good;
    }
    char *wanted = text_bytes(l->text, &s->names, false, &wanted_len);
    bool good = wanted_len == len && memcmp(wanted, bytes, len) == 0;
    if (!good)
        fail_compared(s, l, from, wanted, wanted_len, bytes, len);
    if (!good)
        snprintf(s->wrong.how, sizeof s->wrong.how,
                 "here they differ (one datagram of %zu bytes)", len);
    free(wanted);
    channel_take_datagram(c);
    return good;
}

static bool channel_is_over(void *arg)
{
    struct channel *c = arg;
    return c->ended || c->in_len > 0;
}

/* Demand the end of a stream, or (reset) its violent end. */
static bool demand_end(struct stage *s, const struct line *l, struct channel *c,
                       const char *from, bool reset)
{
    enum wait wait = pump_until(channel_is_over, c, QUIET);
    if (c->ended && c->in_len == 0 && c->reset == reset)
        return true;
    const char *wanted = reset ? "(a reset)" : "(the end of the stream)";
    say_how(s, wait, c);
    fail_compared(s, l, from, wanted, strlen(wanted), c->in, c->in_len);
    s->wrong.same = 0;
    if (c->in_len > 0)
        snprintf(s->wrong.how, sizeof s->wrong.how, "here it goes on");
    return false;
}

/* --- programs ------------------------------------------------------------- */

/* Where Windows alone is concerned: a small program of tests/windows. */
static const char *windows_program(struct stage *s, const char *word)
{
    char relative[256];
    if (strncmp(word, "./", 2) != 0 || strchr(word + 2, '/'))
        return NULL;
    snprintf(relative, sizeof relative, "tests/build/windows/%.200s.exe",
             word + 2);
    path_of(s->other, relative);
    return access(s->other, R_OK) == 0 ? s->other : NULL;
}

static const char *path_in_cast(struct stage *s, const char *word)
{
    if (strcmp(word, "./server") == 0)
        return s->cast.server;
    if (strcmp(word, "./client") == 0)
        return s->cast.client;
    return s->c->windows ? windows_program(s, word) : NULL;
}

/* Split a command at its blanks; '' is an empty word. */
static int split(char *command, char **words, int most)
{
    int count = 0;
    for (char *word; (word = strsep(&command, " ")) && count < most;)
        if (*word)
            words[count++] = strcmp(word, "''") == 0 ? "" : word;
    words[count] = NULL;
    return count;
}

/* Is localhost ::1 first and 127.0.0.1 then, as in our cell? */
static bool localhost_has_both(void)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
    if (getaddrinfo("localhost", NULL, &hints, &found) != 0)
        return false;
    bool both = found->ai_family == AF_INET6 && found->ai_next &&
                found->ai_next->ai_family == AF_INET;
    freeaddrinfo(found);
    return both;
}

/* A client that is told to wait for so many milliseconds: HOST PORT MS. On a
 * machine that has no time for us our answer may come later than that, which is
 * not the client's fault: then it is told to wait for longer. */
static void tell_time(struct stage *s, char **words, int count)
{
    enum { MORE = 800 }; /* less than QUIET: nobody falls silent */
    static char more[8];
    char *end;
    long ms = count == 4 ? strtol(words[3], &end, 10) : 0;
    if (ms <= 0 || ms >= MORE || *end != '\0')
        return;
    s->told = ms;
    snprintf(more, sizeof more, "%d", MORE);
    if (s->cast.slowly)
        words[3] = more;
}

/* "./client 127.0.0.1 40213", as it was typed. */
static void join(char *text, size_t size, char **words)
{
    size_t len = 0;
    for (int i = 0; words[i] && len < size; i++)
        len += (size_t)snprintf(text + len, size - len, "%s%s", i ? " " : "",
                                *words[i] ? words[i] : "''");
}

/* A conversation that plays a server at ::1 may speak of localhost. */
static bool is_fit(struct stage *s, const struct line *l)
{
    bool names_it = strstr(l->text, " localhost ") != NULL;
    for (int i = 0; i < s->c->count && names_it; i++)
        if (strstr(s->c->lines[i].raw, " at ::1") && !localhost_has_both())
            s->unfit = "needs a sandbox, where localhost is ::1 and 127.0.0.1: "
                       "install bubblewrap, or see that it may make one";
    return s->unfit == NULL;
}

static bool start(struct stage *s, const struct line *l)
{
    size_t len;
    char *words[32];
    if (!is_fit(s, l))
        return false;
    if (!text_is_plain(l->text, &s->names))
        return fail(s, l, "a [NAME] in this command is not known yet");
    char *command = text_bytes(l->text, &s->names, false, &len);
    tell_time(s, words, split(command, words, 31));
    join(s->typed[l->who], sizeof *s->typed, words);
    const char *path = words[0] ? path_in_cast(s, words[0]) : NULL;
    bool good = path != NULL;
    if (!good) {
        fail(s, l, "a conversation starts ./server or ./client");
    } else {
        snprintf(s->command[l->who], sizeof *s->command, "%s", words[0]);
        struct program *p = &s->programs[l->who];
        s->options.windows = wine_runs(path);
        good = program_start(p, path, words, &s->options);
        s->started[l->who] = good;
        if (good && p->report.exec_error)
            good = fail(s, l, "%s: %s", path, strerror(p->report.exec_error));
        else if (!good)
            fail(s, l, "the harness could not start it");
    }
    free(command);
    return good;
}

/* The same text with two bytes at the end of each line; frees the old one. */
static char *windows_text(char *bytes, size_t *len)
{
    char *text = must_malloc(2 * *len + 1);
    size_t to = 0;
    for (size_t i = 0; i < *len; i++) {
        if (bytes[i] == '\n')
            text[to++] = '\r';
        text[to++] = bytes[i];
    }
    free(bytes);
    *len = to;
    return text;
}

/* Has it read what was typed before, so that no read() gets two lines? And sent
 * it, if a server that has closed will answer with a reset? */
struct typist {
    struct program *to;
    int port; /* of that server; 0: none has closed */
};

static bool is_done_with_it(void *arg)
{
    struct typist *t = arg;
    struct channel *in = &t->to->in;
    int unread = 0;
    if (in->fd == -1 || program_ended(t->to))
        return true;
    if (in->out_len > 0 || (ioctl(in->fd, FIONREAD, &unread) == 0 && unread))
        return false;
    return t->port == 0 || !observe_hung_up(t->to->pid, t->port);
}

/* A line is typed once the one before has gone its way: else the machine would
 * decide whether there is one send() for both. Who does not read is not waited
 * for. */
static bool type(struct stage *s, const struct line *l)
{
    size_t len;
    if (!text_is_plain(l->text, &s->names))
        return fail(s, l, "only known [NAMES] can be typed");
    char *bytes = text_bytes(l->text, &s->names, true, &len);
    struct program *p = &s->programs[l->who];
    struct typist typist = {p, s->typed_to == p ? s->closed_port : 0};
    if (p->out.crlf)
        bytes = windows_text(bytes, &len);
    pump_until(is_done_with_it, &typist, SETTLED);
    channel_send(&p->in, bytes, len);
    s->typed_to = s->closed_port ? p : NULL;
    free(bytes);
    return true;
}

/* The server tells where it listens; from there on clients find it. */
static void note_address(struct stage *s, const struct line *l)
{
    char *shown = text_shown(l->text, &s->names);
    if (s->address[0] == '\0')
        sscanf(shown, "listening on %79s", s->address);
    for (char *at = s->address, *to = at;; at++) { /* "\[::1]" was escaped */
        if (*at != '\\')
            *to++ = *at;
        if (*at == '\0')
            break;
    }
    free(shown);
}

/* The error that a line such as "bind: EADDRINUSE, address already in use"
 * names; 0 if it names none. */
static int error_in(const char *text)
{
    char name[32];
    const char *at = strstr(text, ": E");
    if (at == NULL || sscanf(at + 2, "%31[A-Z0-9_]", name) != 1)
        return 0;
    for (int error = 1; error < 140; error++)
        if (strerrorname_np(error) && strcmp(strerrorname_np(error), name) == 0)
            return error;
    return strncmp(name, "EAI_", 4) == 0 ? EAI_NONAME : 0;
}

/* A program need not have our words on stderr. It must name the same error, or
 * say what the system says of it. Pages show ours, so for them that counts. */
static bool says_the_same(struct stage *s, const struct line *l,
                          struct channel *c)
{
    int error = error_in(l->text);
    bool ours = !labs_are_starters() && strcmp(s->cast.build, "given") != 0;
    if (error == 0 || ours)
        return false;
    struct want want = {c, NULL, 0};
    pump_until(want_is_clear, &want, QUIET);
    size_t len = first_line(c);
    char *line = copy(c->in, len);
    bool same = error > 0 ? strcasestr(line, strerror(error)) ||
                                strstr(line, strerrorname_np(error))
                          : strcasestr(line, gai_strerror(EAI_NONAME)) ||
                                strcasestr(line, gai_strerror(EAI_AGAIN)) ||
                                strstr(line, "EAI_");
    free(line);
    if (same && len > 0)
        channel_take(c, len);
    return same && len > 0;
}

static bool prints(struct stage *s, const struct line *l)
{
    struct program *p = &s->programs[l->who];
    char from[64];
    snprintf(from, sizeof from, "from %s on %s", s->command[l->who],
             l->kind == PRINTS ? "stdout" : "stderr");
    if (l->kind == COMPLAINS && says_the_same(s, l, &p->err))
        return true;
    if (!demand_line(s, l, l->kind == PRINTS ? &p->out : &p->err, from))
        return false;
    if (l->kind == PRINTS)
        note_address(s, l);
    return true;
}

static bool has_ended(void *arg)
{
    struct program *p = arg;
    return program_ended(p) || p->out.in_len > 0;
}

/* It was to end, and that was not seen. */
static bool goes_on(struct stage *s, const struct line *l, enum wait wait)
{
    s->wrong.at = l;
    if (wait == DONE || wait == FLOODED)
        say_flood(s);
    else
        snprintf(s->wrong.how, sizeof s->wrong.how, "%s still runs, and %s",
                 s->command[l->who],
                 wait == BUSY ? "uses the processor all the time"
                              : "does nothing");
    return false;
}

static bool exits(struct stage *s, const struct line *l)
{
    struct program *p = &s->programs[l->who];
    char ending[64];
    s->exited[l->who] = true;
    enum wait wait = pump_until(has_ended, p, QUIET);
    if (wait != DONE || p->err.flooded)
        return goes_on(s, l, wait);
    if (p->out.in_len > 0) {
        snprintf(s->wrong.how, sizeof s->wrong.how, "it has printed more");
        return fail_compared(s, l, "from its stdout", "(nothing more)", 14,
                             p->out.in, first_line(&p->out));
    }
    /* "exit 2" or "signal SIGPIPE": the words of the line, or their end */
    const char *words = program_ending(p, ending, sizeof ending);
    if (strcmp(strchr(words, ' ') + 1, l->text) == 0)
        return true;
    return fail(s, l, "%s ended, but not like this", s->command[l->who]);
}

/* --- the wire ------------------------------------------------------------- */

static struct peer *connected(struct stage *s, const struct line *l)
{
    struct peer *p = &s->peers[l->who];
    if (p->open)
        return p;
    if (s->address[0] == '\0') {
        fail(s, l, "no server has said yet where it listens");
        return NULL;
    }
    if (!peer_connect(p, s->address, s->c->udp, 5 * QUIET)) {
        s->refused = errno == ECONNREFUSED;
        fail(s, l, "cannot connect to %s: %s", s->address, strerror(errno));
        return NULL;
    }
    char name[8], port[8];
    snprintf(name, sizeof name, "C%d", l->who);
    snprintf(port, sizeof port, "%d", peer_port(p));
    names_set(&s->names, name, port);
    return p;
}

static bool somebody_came(void *arg)
{
    return ((struct channel *)arg)->in_len > 0;
}

/* The connection that the client under test has made to us. */
static struct peer *accepted(struct stage *s, const struct line *l)
{
    struct peer *p = &s->peers[l->who];
    if (p->open)
        return p;
    if (s->c->udp || pump_until(somebody_came, &s->listener, QUIET) != DONE) {
        fail(s, l, "the client does not connect");
        return NULL;
    }
    peer_adopt(p, channel_take_connection(&s->listener), false);
    return p;
}

static struct peer *peer_of(struct stage *s, const struct line *l)
{
    return s->server_is_ours ? accepted(s, l) : connected(s, l);
}

static bool send_text(struct stage *s, const struct line *l, struct peer *p)
{
    size_t len;
    if (!text_is_plain(l->text, &s->names))
        return fail(s, l, "only known [NAMES] can be sent");
    char *bytes = text_bytes(l->text, &s->names, !s->c->udp, &len);
    bool good = true;
    if (s->c->udp)
        good = peer_send_datagram(p, bytes, len) ||
               fail(s, l, "cannot send: %s", strerror(errno));
    else
        channel_send(&p->wire, bytes, len);
    free(bytes);
    return good;
}

/* A line on the wire is ours to say or the program's, by who plays whom. */
static bool says(struct stage *s, const struct line *l)
{
    bool ours = (l->kind == SERVER_SAYS) == s->server_is_ours;
    struct peer *p = peer_of(s, l);
    if (p == NULL)
        return false;
    if (ours)
        return send_text(s, l, p);
    char from[64];
    snprintf(from, sizeof from, "from the %s %s %d",
             s->server_is_ours ? "client," : "server, to",
             s->server_is_ours ? "connection" : "client", l->who);
    if (s->c->udp)
        return demand_datagram(s, l, &p->wire, from);
    return demand_line(s, l, &p->wire, from);
}

static bool is_out(void *arg)
{
    return ((struct channel *)arg)->out_len == 0;
}

static bool is_of_server(enum line_kind kind)
{
    return kind == SERVER_SAYS || kind == SERVER_ENDS ||
           kind == SERVER_CLOSES || kind == SERVER_RESETS ||
           kind == STRANGER_SAYS;
}

static bool is_end(enum line_kind kind)
{
    return kind == CLIENT_ENDS || kind == CLIENT_CLOSES ||
           kind == CLIENT_RESETS || kind == SERVER_ENDS ||
           kind == SERVER_CLOSES || kind == SERVER_RESETS;
}

static bool is_of_the_wire(enum line_kind kind)
{
    return is_of_server(kind) || is_end(kind) || kind == CLIENT_SAYS ||
           kind == CLIENT_CONNECTS || kind == CLIENT_DEAF;
}

static void close_peer(struct stage *s, struct peer *p)
{
    s->closed_port = s->server_is_ours ? peer_port(p) : 0;
    s->typed_to = NULL;
    peer_close(p);
}

static bool ends(struct stage *s, const struct line *l)
{
    bool of_server = is_of_server(l->kind);
    bool reset = l->kind == SERVER_RESETS || l->kind == CLIENT_RESETS;
    struct peer *p = peer_of(s, l);
    if (p == NULL)
        return false;
    if (of_server != s->server_is_ours)
        return demand_end(s, l, &p->wire,
                          of_server ? "from the server" : "from the client",
                          reset);
    pump_until(is_out, &p->wire, QUIET); /* what was said before goes before */
    if (reset)
        peer_reset(p);
    else if (l->kind == SERVER_CLOSES || l->kind == CLIENT_CLOSES)
        close_peer(s, p);
    else
        channel_end(&p->wire);
    return true;
}

static void hold(struct stage *s, int fd)
{
    if (fd != -1 && s->held_count < (int)(sizeof s->held / sizeof *s->held))
        s->held[s->held_count++] = fd;
}

/* Take a port. One of ::1 is taken at 127.0.0.1 as well: a later line may want
 * it there, and by then it might be somebody else's. */
static int take_port(struct stage *s, const char *address, int *port)
{
    int fd = s->spare;
    bool known = *port != 0;
    if (fd != -1 && *port == s->spare_port && strcmp(address, "::1") != 0) {
        s->spare = -1;
        return fd;
    }
    for (int tries = 0; tries < 100; tries++) {
        fd = peer_bind(address, port, s->c->udp);
        if (fd == -1 || known || strcmp(address, "::1") != 0)
            return fd;
        hold(s, s->spare); /* that of another name */
        s->spare = peer_bind("127.0.0.1", port, s->c->udp);
        s->spare_port = *port;
        if (s->spare != -1)
            return fd;
        close(fd);
        *port = 0;
    }
    return -1;
}

/* `S listens [PORT] at ADDRESS`: the name is known already if another address
 * of the same port was taken before. */
static bool open_server(struct stage *s, const struct line *l)
{
    char name[NAME_MOST], address[32] = "127.0.0.1", word[8];
    bool udp = s->c->udp;
    sscanf(l->text, "[%23[A-Z0-9]] at %31s", name, address);
    const char *known = names_get(&s->names, name);
    int port = known ? atoi(known) : 0;
    int fd = take_port(s, address, &port);
    int filler = -1;
    int done = fd == -1             ? -1
               : l->kind == LISTENS ? peer_listen(fd, udp)
               : l->kind == REFUSES ? peer_refuse(fd, udp)
                                    : peer_ignore(fd, udp, &filler);
    if (fd == -1 && (errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT))
        s->unfit = "needs a machine with the address ::1";
    if (done == -1)
        return fail(s, l, "the harness cannot take %s: %s", address,
                    strerror(errno));
    snprintf(word, sizeof word, "%d", port);
    names_set(&s->names, name, word);
    if (l->kind == LISTENS && udp)
        peer_adopt(&s->peers[1], fd, true);
    else if (l->kind == LISTENS)
        channel_open(&s->listener, fd, LISTENER, 4096);
    else
        hold(s, fd);
    hold(s, filler);
    return true;
}

/* A datagram from a socket that the client does not know. */
static bool stranger_says(struct stage *s, const struct line *l)
{
    struct peer *known = &s->peers[1];
    int port = 0;
    if (!known->open || known->wire.from_len == 0)
        return fail(s, l, "the client has sent nothing yet");
    if (!s->stranger.open) {
        int fd = peer_bind("127.0.0.1", &port, true);
        if (fd == -1)
            return fail(s, l, "cannot make a socket: %s", strerror(errno));
        peer_adopt(&s->stranger, fd, true);
    }
    s->stranger.wire.from = known->wire.from;
    s->stranger.wire.from_len = known->wire.from_len;
    return send_text(s, l, &s->stranger);
}

/* --- conditions ----------------------------------------------------------- */

/* Have the text of the program, as the changes so far have left it, in s->text.
 * False: it cannot be read. */
static bool read_text(struct stage *s, bool server)
{
    char path[PATH_MOST], relative[256];
    snprintf(relative, sizeof relative, "%s/%s.c", s->cast.lab,
             server ? "server" : "client");
    if (s->text[server] == NULL)
        s->text[server] = path_read(path_of(path, relative));
    return s->text[server] != NULL;
}

/* The last change of a program builds it. */
static bool is_last_change(const struct stage *s, const struct line *l)
{
    const struct line *end = s->c->lines + s->c->count;
    return l + 1 == end || l[1].kind != l->kind;
}

static bool edit(struct stage *s, const struct line *l)
{
    bool server = l->kind == EDIT_SERVER;
    char *to = server ? s->cast.server : s->cast.client, name[16];
    const char *word = server ? "server" : "client";
    if (!read_text(s, server))
        return fail(s, l, "%s/%s.c: %s", s->cast.lab, word, strerror(errno));
    char *edited = edit_text(s->text[server], l->text);
    if (edited == NULL) {
        if (labs_are_starters())
            s->unfit = "it changes a line that your program does not have";
        return fail(s, l, "not exactly once in %s/%s.c: '%.*s'", s->cast.lab,
                    word, (int)(strstr(l->text, " -> ") - l->text), l->text);
    }
    free(s->text[server]);
    s->text[server] = edited;
    if (!is_last_change(s, l))
        return true;
    snprintf(name, sizeof name, "%s%s", word, wine_runs(to) ? ".exe" : "");
    edit_forget(&s->edited[server]);
    if (!edit_build(&s->edited[server], edited, name))
        return fail(s, l, "does not compile after the edit");
    snprintf(to, PATH_MOST, "%s", s->edited[server].program);
    return true;
}

/* For the spy in the sanitized build, if the linker could put it there. */
static bool plan_fault(struct stage *s, const struct line *l)
{
    size_t len = strlen(s->options.faults);
    if (!s->cast.sanitized)
        s->unfit = "it needs the sanitized build, which can make calls fail";
    else if (!s->cast.spied)
        s->unfit = "it needs a linker that knows --wrap";
    snprintf(s->options.faults + len, sizeof s->options.faults - len, "%s;",
             l->text);
    return s->unfit == NULL;
}

static bool stop_reading(struct stage *s, const struct line *l)
{
    struct peer *p = peer_of(s, l);
    if (p)
        p->wire.deaf = true;
    return p != NULL;
}

/* What the programs below get less of. */
static bool limit(struct stage *s, const struct line *l)
{
    if (l->kind == LIMIT)
        s->options.descriptors = atoi(l->text);
    else
        s->options.stdin_closed = true;
    return true;
}

static bool do_line(struct stage *s, const struct line *l)
{
    switch (l->kind) {
    case LIMIT:
    case NO_STDIN:
        return limit(s, l);
    case FAULT:
        return plan_fault(s, l);
    case WHY:
    case WINE_AS_LINUX:
    case NOT_WINE: /* whoever plays has chosen already: windows_main.c */
    case NOT_WINDOWS:
        return true;
    case EDIT_SERVER:
    case EDIT_CLIENT:
        return edit(s, l);
    case START:
        return start(s, l);
    case TYPES:
        return type(s, l);
    case TYPES_END:
        channel_end(&s->programs[l->who].in);
        return true;
    case PRINTS:
    case COMPLAINS:
        return prints(s, l);
    case EXITS:
        return exits(s, l);
    case CLIENT_SAYS:
    case SERVER_SAYS:
        return says(s, l);
    case CLIENT_CONNECTS:
        return peer_of(s, l) != NULL;
    case CLIENT_ENDS:
    case CLIENT_CLOSES:
    case CLIENT_RESETS:
    case SERVER_ENDS:
    case SERVER_CLOSES:
    case SERVER_RESETS:
        return ends(s, l);
    case CLIENT_DEAF:
        return stop_reading(s, l);
    case LISTENS:
    case REFUSES:
    case IGNORES:
        return open_server(s, l);
    case STRANGER_SAYS:
        return stranger_says(s, l);
    }
    return false;
}

/* --- the whole ------------------------------------------------------------ */

static bool no_child(void *arg)
{
    return observe_children(((struct program *)arg)->pid, false) <= 0;
}

static bool no_zombie(void *arg)
{
    return observe_children(((struct program *)arg)->pid, true) <= 0;
}

/* All lines went well, and the program stopped at a step that comes later. */
static bool waits_for_later(const struct stage *s, struct program *p)
{
    const char *what;
    return s->c->step > 0 && program_todo(p, &what) > s->c->step;
}

/* All lines went well, and what follows them is a later step's business: but
 * for a program that says itself that this step is to be written. */
static bool is_early(const struct stage *s, struct program *p)
{
    const char *what;
    int todo = program_todo(p, &what);
    bool is_server = strcmp(s->command[p - s->programs], "./server") == 0;
    int last = is_server ? s->cast.last_of_server : s->cast.last_of_client;
    return s->c->step > 0 && s->c->step < last &&
           (todo == 0 || todo > s->c->step);
}

/* What no line demands, and every program owes. */
static bool left_in_order(struct stage *s, int terminal)
{
    struct program *p = &s->programs[terminal];
    char ending[64];
    const char *name = s->command[terminal];
    if (!program_ended(p))
        pump_until(no_child, p, SETTLED); /* who is dying is dead by then */
    if (!program_ended(p) && pump_until(no_zombie, p, QUIET) == SILENT)
        return fail(s, NULL, "%s leaves its dead children unreaped: wait(2)",
                    name);
    program_stop(p);
    const char *report = program_sanitizer(p);
    if (report && !is_early(s, p))
        return fail(s, NULL, "%s: the sanitizer has found a mistake", name);
    if (p->orphaned)
        return fail(s, NULL, "%s ended by itself: %s", name,
                    program_ending(p, ending, sizeof ending));
    if (!p->report.by_itself)
        return true;
    if (p->report.greed)
        return fail(s, NULL, "%s was %s", name,
                    program_ending(p, ending, sizeof ending));
    if (p->report.status != 0 && !s->exited[terminal] &&
        !waits_for_later(s, p) && !is_early(s, p))
        return fail(s, NULL, "%s ended by itself: %s", name,
                    program_ending(p, ending, sizeof ending));
    if (p->report.stragglers > 0)
        return fail(s, NULL, "%s ended and left %d of its processes running",
                    name, p->report.stragglers);
    return true;
}

/* A port whose bytes can be swapped, as a forgotten htons() does: into another
 * port, which needs no privilege and is free too. */
static bool swaps(int port, bool udp)
{
    int other = (port & 255) << 8 | port >> 8;
    int fd = other > 1023 && other != port ? peer_bind("127.0.0.1", &other, udp)
                                           : -1;
    if (fd != -1)
        close(fd);
    return fd != -1;
}

/* Below the ports that the kernel gives away by itself: no other test can be
 * given this one meanwhile. */
static void choose_free_port(struct stage *s)
{
    enum { LEAST = 10000, RANGE = 22000 };
    int port = 0;
    char word[8];
    for (int tries = 0; tries < 100; tries++) {
        port = LEAST + (getpid() % RANGE * 97 + tries * 7919) % RANGE;
        int fd = peer_bind("127.0.0.1", &port, s->c->udp);
        if (fd == -1)
            continue;
        close(fd);
        if (swaps(port, s->c->udp))
            break;
    }
    snprintf(word, sizeof word, "%d", port);
    names_set(&s->names, "FREE", word);
}

static void clear(struct stage *s)
{
    for (int i = 1; i < TERMINALS; i++) {
        if (s->started[i])
            program_free(&s->programs[i]);
        peer_close(&s->peers[i]);
    }
    peer_close(&s->stranger);
    for (int fd; (fd = channel_take_connection(&s->listener)) != -1;)
        close(fd);
    if (s->listener.fd != -1)
        channel_close(&s->listener);
    hold(s, s->spare);
    while (s->held_count > 0)
        close(s->held[--s->held_count]);
    for (int i = 0; i < 2; i++) {
        edit_forget(&s->edited[i]);
        free(s->text[i]);
    }
    free(s->wrong.expected);
    free(s->wrong.received);
}

/* The first step that a program has stopped at, still to be written, with its
 * words; 0: none has. Its end may still be on its way: a connection that breaks
 * can be the first sign. */
static int todo_of(struct stage *s, const char **what)
{
    int first = 0;
    for (int i = 1; i < TERMINALS; i++) {
        const char *words;
        if (!s->started[i])
            continue;
        program_await_end(&s->programs[i]);
        int step = program_todo(&s->programs[i], &words);
        if (step == 0 || (first > 0 && first <= step))
            continue;
        first = step;
        *what = words;
    }
    return first;
}

static bool knew_a_client(const struct stage *s)
{
    for (int i = 1; i < TERMINALS; i++)
        if (s->peers[i].open)
            return true;
    return false;
}

/* Did the line that failed meet nothing but the end of a program: a connection
 * or a datagram that it did not take, an end that came in another way? One that
 * has ended before anybody came has not waited for it. */
static bool met_an_end(const struct stage *s)
{
    const struct line *l = s->wrong.at;
    if (l == NULL || !is_of_the_wire(l->kind))
        return false;
    const struct peer *p = &s->peers[l->who];
    if (!p->open)
        return !s->server_is_ours && (!s->refused || knew_a_client(s));
    if (is_of_server(l->kind) == s->server_is_ours)
        return s->c->udp;
    return is_end(l->kind) && p->wire.ended && p->wire.in_len == 0;
}

/* All that was observed of a failure; the mismatch is the evidence's now. */
static struct outcome failure(struct stage *s)
{
    struct evidence *e = evidence_new(&s->cast, s->c->step, &s->options);
    e->talk = s->c;
    e->names = s->names;
    e->wrong = s->wrong;
    s->wrong = (struct mismatch){0};
    for (int i = 1; i < TERMINALS; i++)
        if (s->started[i])
            evidence_add(e, i, &s->programs[i], s->typed[i],
                         path_in_cast(s, s->command[i]));
    evidence_close(e);
    return (struct outcome){.verdict = FAIL, .evidence = e};
}

/* It did not go well: is that a failure? A program that has come to a step that
 * is still to be written has not failed, unless that step comes later than what
 * is demanded, and the demand was not met before. */
static struct outcome judge(struct stage *s)
{
    const char *what = "";
    int todo = todo_of(s, &what);
    bool later = s->c->step > 0 && todo > s->c->step;
    if (s->unfit)
        return (struct outcome){.verdict = NOT_CHECKED,
                                .why = CANNOT_SHOW,
                                .story = must_strdup(s->unfit)};
    if (todo > 0 && !later)
        return (struct outcome){
            .verdict = TODO, .story = must_strndup(what, strcspn(what, "\n"))};
    if (later && met_an_end(s))
        return (struct outcome){.verdict = PASS};
    return failure(s);
}

/* Once in some thousand times Wine itself cannot start a program: it ends at
 * once, with a status of its own, and without a word. Or it cannot end one: its
 * server waits a second, and kills it. */
static bool wine_spoilt(struct program *p)
{
    int status = p->report.status;
    if (!p->ended || !p->report.by_itself)
        return false;
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGKILL;
    return (WEXITSTATUS(status) == 1 || WEXITSTATUS(status) == 66) &&
           p->out.in_len + p->out.past_len == 0 && *program_stderr(p) == '\0' &&
           *program_stderr_before(p) == '\0';
}

static bool wine_has_failed(struct stage *s)
{
    for (int i = 1; i < TERMINALS; i++) {
        struct program *p = &s->programs[i];
        if (!s->started[i] || !p->out.crlf)
            continue;
        program_await_end(p);
        if (wine_spoilt(p))
            return true;
    }
    return false;
}

/* Did we have to wait for the processor as long as a good part of the time that
 * a client was told? Not known: perhaps. */
static bool was_late(const struct stage *s, long delayed)
{
    long now = observe_delay_ms(getpid());
    return s->told > 0 && (now == -1 || now - delayed > s->told / 4);
}

static bool may_have_leaked(const struct stage *s)
{
    for (int i = 1; i < TERMINALS; i++)
        if (s->started[i] && program_may_leak(&s->programs[i]))
            return true;
    return false;
}

/* What there is to be careful of when it is played once more. */
static void learn(struct stage *s, enum verdict v, long delayed,
                  struct cast *careful, bool *again)
{
    bool leaks = !s->options.leaks && may_have_leaked(s);
    bool late = v == FAIL && was_late(s, delayed);
    *again |= leaks || late;
    careful->leaks |= *again;
    careful->slowly |= late;
}

static bool play_lines(struct stage *s, play_show *show, void *arg)
{
    bool good = true;
    for (int i = 0; i < s->c->count && good; i++) {
        const struct line *l = &s->c->lines[i];
        good = do_line(s, l);
        if (good && show) {
            char *shown = text_shown(l->text, &s->names);
            show(arg, l, shown);
            free(shown);
        }
    }
    for (int i = 1; i < TERMINALS && good; i++)
        good = !s->started[i] || left_in_order(s, i);
    return good;
}

static struct outcome play_once(const struct conversation *c, struct cast *cast,
                                play_show *show, void *arg, bool *again)
{
    struct stage s = {
        .c = c,
        .cast = *cast,
        .server_is_ours = conversation_tests_client(c),
    };
    long delayed = observe_delay_ms(getpid());
    s.listener.fd = s.spare = -1;
    s.options.spied = cast->spied;
    s.options.leaks = cast->leaks || !cast->spied;
    choose_free_port(&s);
    bool good = play_lines(&s, show, arg);
    *again = !good && wine_has_failed(&s);
    struct outcome outcome = good ? (struct outcome){0} : judge(&s);
    learn(&s, outcome.verdict, delayed, cast, again);
    clear(&s);
    return outcome;
}

struct outcome play(const struct conversation *c, const struct cast *cast,
                    play_show *show, void *arg)
{
    enum { PLAYS = 3 };
    bool again;
    struct cast careful = *cast;
    struct outcome outcome = play_once(c, &careful, show, arg, &again);
    for (int plays = 1; again && plays < PLAYS; plays++) {
        outcome_free(&outcome);
        outcome = play_once(c, &careful, show, arg, &again);
    }
    return outcome;
}
