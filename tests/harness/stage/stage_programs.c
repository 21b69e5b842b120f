/* stage_programs.c - lines about programs: they start, read, print and end. */
#include "stage.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "held.h"
#include "labs.h"
#include "localhost.h"
#include "must.h"
#include "observe.h"
#include "wine.h"

/* The path of a small program of tests/windows; NULL: there is none. */
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

/* A client may have a time limit on its command line: HOST PORT MS. On a busy
 * machine our answer may come too late, which is no mistake of the client: when
 * the conversation is played again, the limit is longer. */
static void tell_time(struct stage *s, char **words)
{
    enum { MORE = 800 }; /* less than QUIET: no program falls silent */
    char *end;
    bool has_three = words[0] && words[1] && words[2] && words[3] && !words[4];
    long ms = has_three ? strtol(words[3], &end, 10) : 0;
    if (ms <= 0 || ms >= MORE || *end != '\0')
        return;
    s->told = ms;
    if (!s->cast.slowly)
        return;
    free(words[3]);
    words[3] = must_asprintf("%d", MORE);
}

/* Write the command as it is typed: "./client 127.0.0.1 40213". */
static void join(char *text, size_t size, char **words)
{
    size_t len = 0;
    for (int i = 0; words[i] && len < size; i++)
        len += (size_t)snprintf(text + len, size - len, "%s%s", i ? " " : "",
                                *words[i] ? words[i] : "''");
}

static bool names_host(const struct line *l)
{
    for (int i = 1; l->start.words[0] && l->start.words[i]; i++)
        if (isalpha((unsigned char)*l->start.words[i]))
            return true;
    return false;
}

static bool is_at_ipv6(const struct line *l)
{
    return l->kind >= LISTENS && l->kind <= IGNORES &&
           strcmp(l->place.address, "::1") == 0;
}

/* A client of "localhost" meets a server that we play at ::1 only if localhost
 * has both addresses. */
static bool needs_both(const struct stage *s, const struct line *l)
{
    for (int i = 0; i < s->c->count && names_host(l); i++)
        if (is_at_ipv6(&s->c->lines[i]))
            return true;
    return false;
}

/* The words of a command with their [NAMES] filled in, malloc'ed. */
static void fill_in(const struct stage *s, const struct line *l,
                    char *words[WORDS_MOST + 1])
{
    size_t len;
    int count = 0;
    for (; l->start.words[count]; count++)
        words[count] =
            text_bytes(l->start.words[count], &s->names, false, &len);
    words[count] = NULL;
}

/* Does the program say where it listens? */
static bool is_to_listen(const struct stage *s, const struct line *l)
{
    const struct line *end = s->c->lines + s->c->count;
    while (++l < end)
        if (l->kind == PRINTS && strncmp(l->text, "listening on ", 13) == 0)
            return true;
    return false;
}

/* A limit of descriptors is for what a server needs beside its own. */
static struct program_options options_for(const struct stage *s,
                                          const struct line *l,
                                          const char *path, char **words)
{
    struct program_options options = s->options;
    if (options.descriptors > 0 && is_to_listen(s, l))
        options.descriptors += held_for_itself(path, words, &options);
    return options;
}

static bool start(struct stage *s, const struct line *l, char **words)
{
    struct program *p = &s->programs[l->who];
    const char *path = words[0] ? stage_path(s, words[0]) : NULL;
    if (path == NULL)
        return stage_fail(s, l, "a conversation starts ./server or ./client");
    snprintf(s->command[l->who], sizeof *s->command, "%s", words[0]);
    s->options.windows = wine_runs(path);
    bool has_both = !names_host(l) || localhost_has_both(&s->options);
    struct program_options options = options_for(s, l, path, words);
    s->started[l->who] = program_start(p, path, words, &options);
    if (!s->started[l->who])
        return stage_fail(s, l, "the harness could not start it");
    has_both = has_both && localhost_had_both(&s->options, p);
    if (!has_both && needs_both(s, l))
        s->unfit = LOCALHOST_NEEDS;
    if (s->options.faults.count > 0 && program_untraced(p))
        s->unfit = program_untraced(p);
    if (s->unfit)
        return false;
    return p->report.exec_error == 0 ||
           stage_fail(s, l, "%s: %s", path, strerror(p->report.exec_error));
}

bool stage_start(struct stage *s, const struct line *l)
{
    char *words[WORDS_MOST + 1];
    if (!text_is_plain(l->text, &s->names))
        return stage_fail(s, l, "a [NAME] in this command is not known yet");
    fill_in(s, l, words);
    tell_time(s, words);
    join(s->typed[l->who], sizeof *s->typed, words);
    bool good = start(s, l, words);
    for (int i = 0; words[i]; i++)
        free(words[i]);
    return good;
}

/* The same text with \r\n for each \n. Frees the old one. */
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

/* A program that reads lines from us. */
struct typist {
    struct program *to;
    int port; /* of a server that has closed its connection; 0: none has */
};

/* Has it read all lines before? Then no read() gets two of them. And if a
 * server has closed: has the program sent the line, and been answered by a
 * reset? */
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

/* Type a line, once the program has read the line before: else it would depend
 * on the machine whether both lines are sent by one send(). A program that
 * sleeps and does not read gets the line as well. */
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

/* Note the address that the server prints: our clients connect to it. */
static void note_address(struct stage *s, const struct line *l)
{
    char *shown = text_shown(l->text, &s->names);
    if (s->address[0] == '\0')
        sscanf(shown, "listening on %79s", s->address);
    /* without the escape in "\[::1]" */
    for (char *at = s->address, *to = at;; at++) {
        if (*at != '\\')
            *to++ = *at;
        if (*at == '\0')
            break;
    }
    free(shown);
}

bool stage_prints(struct stage *s, const struct line *l)
{
    struct program *p = &s->programs[l->who];
    char from[64];
    snprintf(from, sizeof from, "from %s on %s", s->command[l->who],
             l->kind == PRINTS ? "stdout" : "stderr");
    if (l->kind == COMPLAINS && stage_complains(s, l, &p->err))
        return true;
    if (!stage_demand_line(s, l, l->kind == PRINTS ? &p->out : &p->err, from)) {
        if (s->cast.foreign_server && s->options.descriptors > 0 &&
            !s->server_is_ours && s->address[0] == '\0')
            s->unfit = CAST_NEEDS_DESCRIPTORS;
        return false;
    }
    if (l->kind == PRINTS)
        note_address(s, l);
    return true;
}

static bool has_ended(void *arg)
{
    struct program *p = arg;
    return program_ended(p) || p->out.in_len > 0;
}

/* Say why a program that should have ended was not seen to end. */
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

/* Has the program ended as the line says? Not if the harness has killed it. */
static bool is_its_end(const struct program *p, const struct line *l)
{
    const struct box_report *r = &p->report;
    if (r->exec_error || p->orphaned || r->overuse)
        return false;
    if (l->exit.signal)
        return WIFSIGNALED(r->status) && WTERMSIG(r->status) == l->exit.signal;
    return WIFEXITED(r->status) && WEXITSTATUS(r->status) == l->exit.status;
}

bool stage_exits(struct stage *s, const struct line *l)
{
    struct program *p = &s->programs[l->who];
    s->exited[l->who] = true;
    enum wait wait = pump_until(has_ended, p, QUIET);
    if (wait != DONE || p->err.flooded)
        return goes_on(s, l, wait);
    if (p->out.in_len > 0) {
        snprintf(s->wrong.how, sizeof s->wrong.how, "it has printed more");
        return stage_fail_compared(s, l, "from its stdout", "(nothing more)",
                                   14, p->out.in, stage_first_line(&p->out));
    }
    return is_its_end(p, l) ||
           stage_fail(s, l, "%s ended, but not like this", s->command[l->who]);
}
