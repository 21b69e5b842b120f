/* stage_programs.c - lines about programs: they start, read, print and end. */
#include "stage.h"

#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "labs.h"
#include "must.h"
#include "observe.h"
#include "wine.h"

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

const char *stage_path(struct stage *s, const char *word)
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

bool stage_start(struct stage *s, const struct line *l)
{
    size_t len;
    char *words[32];
    if (!is_fit(s, l))
        return false;
    if (!text_is_plain(l->text, &s->names))
        return stage_fail(s, l, "a [NAME] in this command is not known yet");
    char *command = text_bytes(l->text, &s->names, false, &len);
    tell_time(s, words, split(command, words, 31));
    join(s->typed[l->who], sizeof *s->typed, words);
    const char *path = words[0] ? stage_path(s, words[0]) : NULL;
    bool good = path != NULL;
    if (!good) {
        stage_fail(s, l, "a conversation starts ./server or ./client");
    } else {
        snprintf(s->command[l->who], sizeof *s->command, "%s", words[0]);
        struct program *p = &s->programs[l->who];
        s->options.windows = wine_runs(path);
        good = program_start(p, path, words, &s->options);
        s->started[l->who] = good;
        if (good && p->report.exec_error)
            good = stage_fail(s, l, "%s: %s", path,
                              strerror(p->report.exec_error));
        else if (!good)
            stage_fail(s, l, "the harness could not start it");
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
bool stage_type(struct stage *s, const struct line *l)
{
    size_t len;
    if (!text_is_plain(l->text, &s->names))
        return stage_fail(s, l, "only known [NAMES] can be typed");
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
    pump_until(stage_has_line, &want, QUIET);
    size_t len = stage_first_line(c);
    char *line = stage_copy(c->in, len);
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

bool stage_prints(struct stage *s, const struct line *l)
{
    struct program *p = &s->programs[l->who];
    char from[64];
    snprintf(from, sizeof from, "from %s on %s", s->command[l->who],
             l->kind == PRINTS ? "stdout" : "stderr");
    if (l->kind == COMPLAINS && says_the_same(s, l, &p->err))
        return true;
    if (!stage_demand_line(s, l, l->kind == PRINTS ? &p->out : &p->err, from))
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
        stage_say_flood(s);
    else
        snprintf(s->wrong.how, sizeof s->wrong.how, "%s still runs, and %s",
                 s->command[l->who],
                 wait == BUSY ? "uses the processor all the time"
                              : "does nothing");
    return false;
}

bool stage_exits(struct stage *s, const struct line *l)
{
    struct program *p = &s->programs[l->who];
    char ending[64];
    s->exited[l->who] = true;
    enum wait wait = pump_until(has_ended, p, QUIET);
    if (wait != DONE || p->err.flooded)
        return goes_on(s, l, wait);
    if (p->out.in_len > 0) {
        snprintf(s->wrong.how, sizeof s->wrong.how, "it has printed more");
        return stage_fail_compared(s, l, "from its stdout", "(nothing more)",
                                   14, p->out.in, stage_first_line(&p->out));
    }
    /* "exit 2" or "signal SIGPIPE": the words of the line, or their end */
    const char *words = program_ending(p, ending, sizeof ending);
    if (strcmp(strchr(words, ' ') + 1, l->text) == 0)
        return true;
    return stage_fail(s, l, "%s ended, but not like this", s->command[l->who]);
}
