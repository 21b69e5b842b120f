/* play.c - see play.h. */
#include "play.h"

#include <stdlib.h>
#include <sys/wait.h>

#include "observe.h"
#include "stage.h"

static bool do_line(struct stage *s, const struct line *l)
{
    switch (l->kind) {
    case LIMIT:
    case NO_STDIN:
        return stage_limit(s, l);
    case FAULT:
        return stage_plan_fault(s, l);
    case WHY:
    case WINE_AS_LINUX:
    case NOT_WINE: /* what is marked so was left out by windows/jobs.c */
    case NOT_WINDOWS:
        return true;
    case EDIT_SERVER:
    case EDIT_CLIENT:
        return stage_edit(s, l);
    case START:
        return stage_start(s, l);
    case TYPES:
        return stage_type(s, l);
    case TYPES_END:
        channel_end(&s->programs[l->who].in);
        return true;
    case PRINTS:
    case COMPLAINS:
        return stage_prints(s, l);
    case EXITS:
        return stage_exits(s, l);
    case CLIENT_SAYS:
    case SERVER_SAYS:
        return stage_says(s, l);
    case CLIENT_CONNECTS:
        return stage_peer(s, l) != NULL;
    case CLIENT_ENDS:
    case CLIENT_CLOSES:
    case CLIENT_RESETS:
    case SERVER_ENDS:
    case SERVER_CLOSES:
    case SERVER_RESETS:
        return stage_ends(s, l);
    case CLIENT_DEAF:
        return stage_stop_reading(s, l);
    case LISTENS:
    case REFUSES:
    case IGNORES:
        return stage_open_server(s, l);
    case STRANGER_SAYS:
        return stage_stranger_says(s, l);
    }
    return false;
}

/* --- the whole ------------------------------------------------------------ */

/* Without htons() a program binds the port whose two bytes are swapped. Is that
 * another port, which is free and needs no privilege? */
static bool swaps(int port, bool udp)
{
    int other = (port & 255) << 8 | port >> 8;
    int fd = other > 1023 && other != port ? peer_bind("127.0.0.1", &other, udp)
                                           : -1;
    if (fd != -1)
        close(fd);
    return fd != -1;
}

/* Choose the port [FREE] below the range of ephemeral ports: then the kernel
 * can not give it to another test meanwhile. */
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
    stage_hold(s, s->spare);
    while (s->held_count > 0)
        close(s->held[--s->held_count]);
    for (int i = 0; i < 2; i++) {
        edit_forget(&s->edited[i]);
        free(s->text[i]);
    }
    free(s->wrong.expected);
    free(s->wrong.received);
}

/* Once in some thousand starts Wine fails to start a program: it exits at once
 * with 1 or 66, and without output. Or it fails to end one: its server waits
 * for a second, and kills the program. */
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

/* Did this process wait for the processor for more than a quarter of the
 * client's time limit? If the kernel does not tell: yes, it may have. */
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

/* Decide whether to play it again, and with more time or with a look for
 * leaks. */
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
        good = !s->started[i] || stage_left_in_order(s, i);
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
    s.options.untraced = cast->untraced;
    s.options.leaks = cast->leaks || cast->untraced || !cast->watches_heap;
    choose_free_port(&s);
    bool good = play_lines(&s, show, arg);
    *again = !good && wine_has_failed(&s);
    struct outcome outcome = good ? (struct outcome){0} : stage_judge(&s);
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
