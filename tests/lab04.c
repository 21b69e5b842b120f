/* lab04.c - what lab 4 demands. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/base/must.h"
#include "harness/stage/localhost.h"
#include "harness/stage/observe.h"
#include "harness/stage/waiting.h"
#include "harness/suites/suite.h"
#include "servers.h"

/* A stand-in server of the harness, for the client under test. */
struct stand {
    int port;
    char text[8];
    struct channel listener;
    struct peer client;
};

static bool stand_up(struct check *k, struct stand *s)
{
    *s = (struct stand){0};
    int fd = peer_bind("127.0.0.1", &s->port, false);
    if (fd == -1 || peer_listen(fd, false) == -1) {
        check_fail(k, "the harness cannot listen: %s", strerror(errno));
        return false;
    }
    channel_open(&s->listener, fd, LISTENER, 4096);
    snprintf(s->text, sizeof s->text, "%d", s->port);
    return true;
}

static bool somebody_came(void *arg)
{
    return ((struct stand *)arg)->listener.in_len > 0;
}

static bool stand_accepts(struct check *k, struct stand *s)
{
    if (!check_until(somebody_came, s)) {
        check_fail(k, "the client does not connect");
        return false;
    }
    peer_adopt(&s->client, channel_take_connection(&s->listener), false);
    return true;
}

static void stand_down(struct stand *s)
{
    peer_close(&s->client);
    channel_close(&s->listener);
}

static bool client_ended(void *arg)
{
    return program_ended(&((struct check *)arg)->client);
}

/* The client's exit status, -1 if it does not end by itself. */
static int status_of_client(struct check *k)
{
    if (!check_until(client_ended, k) || !WIFEXITED(k->client.report.status))
        return -1;
    int status = WEXITSTATUS(k->client.report.status);
    if (status != 3)                 /* a step is still to be written */
        k->client.report.status = 0; /* the check has seen it */
    return status;
}

static bool status_is_todo(struct check *k)
{
    const char *what;
    return program_todo(&k->client, &what) > 0;
}

enum { LINE = 1024 }; /* a send() for each: it is seen, and takes its time */

/* Lines of `len` bytes together: more than the kernel's buffers hold. */
static char *flood(size_t len)
{
    char *bytes = must_malloc(len);
    for (size_t i = 0; i < len; i++)
        bytes[i] = i % LINE == LINE - 1 ? '\n' : 'x';
    return bytes;
}

static void sends_a_mebibyte(struct check *k)
{
    enum { LEN = 1 << 20 };
    static struct stand s;
    if (!stand_up(k, &s) || !check_client(k, "127.0.0.1", s.text, "2000"))
        return;
    char *bytes = flood(LEN);
    channel_send(&k->client.in, bytes, LEN);
    channel_end(&k->client.in);
    if (stand_accepts(k, &s)) {
        if (!check_hears(&s.client, bytes, LEN))
            check_fail(k, "of %d bytes typed, %zu arrived", LEN,
                       s.client.wire.in_len);
        else if (!check_end(&s.client))
            check_fail(k, "all bytes arrived, but no half-close after them");
    }
    free(bytes);
    peer_close(&s.client);
    DEMAND(k, status_of_client(k) == 0, "it did not end with status 0");
    stand_down(&s);
}

static void gives_up_on_one_who_never_reads(struct check *k)
{
    enum { LEN = 16 << 20 };
    static struct stand s;
    int little = 4096; /* soon full, even if each send() has one byte */
    if (!stand_up(k, &s) ||
        setsockopt(s.listener.fd, SOL_SOCKET, SO_RCVBUF, &little,
                   sizeof little) == -1 ||
        !check_client(k, "127.0.0.1", s.text, "100"))
        return;
    char *bytes = flood(LEN);
    channel_send(&k->client.in, bytes, LEN);
    free(bytes);
    if (!stand_accepts(k, &s))
        return;
    s.client.wire.deaf = true;
    int status = status_of_client(k);
    DEMAND(k, status == 1,
           "its server never reads, and within its deadline of "
           "100 ms it did not end with status 1 (but %d)",
           status);
    stand_down(&s);
}

/* The client must wait as long as it was told. If it gave up at once, it could
 * not reach a distant address or a slow server. */
enum { TOLD = 200, GIVEN_AWAY = 10 }; /* milliseconds */

static void waits_to_connect(struct check *k)
{
    int port = 0, filler = -1;
    char text[8];
    int fd = peer_bind("127.0.0.1", &port, false);
    if (fd == -1 || peer_ignore(fd, false, &filler) == -1) {
        check_fail(k, "the harness cannot play a server: %s", strerror(errno));
        return;
    }
    snprintf(text, sizeof text, "%d", port);
    long long begin = milliseconds();
    if (check_client(k, "127.0.0.1", text, "200")) {
        int status = status_of_client(k);
        long long took = milliseconds() - begin;
        if (status != 3 && took < TOLD - GIVEN_AWAY)
            check_fail(k,
                       "nobody answers at this address; it was told to wait "
                       "%d ms, and gave up after %lld",
                       TOLD, took);
    }
    close(filler);
    close(fd);
}

static void waits_for_the_answer(struct check *k)
{
    static struct stand s;
    if (!stand_up(k, &s) || !check_client(k, "127.0.0.1", s.text, "200") ||
        !stand_accepts(k, &s))
        return;
    long long begin = milliseconds();
    channel_end(&k->client.in);
    int status = status_of_client(k);
    long long took = milliseconds() - begin;
    DEMAND(k, status == 3 || took >= TOLD - GIVEN_AWAY,
           "no answer came; it was told to wait %d ms, and gave up after %lld",
           TOLD, took);
    stand_down(&s);
}

/* Its calls show for how long it would wait. From a second on, setsockopt() and
 * select() refuse a time in the wrong unit. */
static void demand_patience(struct check *k, long told)
{
    check_patience(k, &k->client, told, client_ended, k);
    if (status_is_todo(k))
        check_take_back(k);
    else
        k->client.report.status = 0; /* its failure was demanded */
}

static void is_patient_when_it_connects(struct check *k, const char *word,
                                        long told)
{
    int port = 0, filler = -1, fd = peer_bind("127.0.0.1", &port, false);
    char text[8];
    DEMAND(k, fd != -1 && peer_ignore(fd, false, &filler) == 0,
           "the harness cannot play a server: %s", strerror(errno));
    snprintf(text, sizeof text, "%d", port);
    if (check_client(k, "127.0.0.1", text, word))
        demand_patience(k, told);
    close(filler);
    close(fd);
}

static void is_patient_with_the_answer(struct check *k, const char *word,
                                       long told)
{
    static struct stand s;
    if (!stand_up(k, &s) || !check_client(k, "127.0.0.1", s.text, word) ||
        !stand_accepts(k, &s))
        return;
    channel_end(&k->client.in);
    DEMAND(k, check_end(&s.client), "its input is over, and it says no end");
    demand_patience(k, told);
    stand_down(&s);
}

static void connects_for_three_seconds(struct check *k)
{
    is_patient_when_it_connects(k, NULL, 3000);
}

static void connects_for_what_is_told(struct check *k)
{
    is_patient_when_it_connects(k, "1500", 1500);
}

static void listens_for_three_seconds(struct check *k)
{
    is_patient_with_the_answer(k, NULL, 3000);
}

static void listens_for_what_is_told(struct check *k)
{
    is_patient_with_the_answer(k, "1500", 1500);
}

enum { PIECES = 6, PAUSE = 250, WAIT = 1000 }; /* milliseconds */

/* Say the answer in pieces. Returns the longest pause between two of them: on a
 * busy machine it is longer than PAUSE. */
static long long say_in_pieces(struct check *k, struct peer *client)
{
    long long longest = 0, last = milliseconds();
    for (int i = 0; i < PIECES && !client_ended(k); i++) {
        while (milliseconds() - last < PAUSE && !client_ended(k))
            pump_until(client_ended, k, PAUSE / 10);
        channel_send(&client->wire, "piece\n", 6);
        long long now = milliseconds();
        longest = now - last > longest ? now - last : longest;
        last = now;
    }
    peer_close(client);
    return longest;
}

/* The client's status after such an answer; -1: the check has failed. */
static int status_after_pieces(struct check *k, long long *longest)
{
    static struct stand s;
    if (!stand_up(k, &s) || !check_client(k, "127.0.0.1", s.text, "1000") ||
        !stand_accepts(k, &s))
        return -1;
    channel_end(&k->client.in);
    if (!check_end(&s.client)) {
        check_fail(k, "its input is over, and it says no end");
        return -1;
    }
    *longest = say_in_pieces(k, &s.client);
    int status = status_of_client(k);
    stand_down(&s);
    return status;
}

/* Each piece comes well within the time for a wait; all of them together take
 * longer than that. If we were late ourselves, it proves nothing. */
static void hears_a_slow_answer(struct check *k)
{
    enum { PLAYS = 4 };
    long long longest = 0;
    int status = status_after_pieces(k, &longest);
    for (int i = 1; i < PLAYS && status == 1 && longest > WAIT / 2; i++) {
        program_free(&k->client);
        status = status_after_pieces(k, &longest);
    }
    DEMAND(k, status == 0 || status == 3,
           "the answer came in %d pieces, one each %d ms, and it was told to "
           "wait %d ms for each; it ended with status %d",
           PIECES, PAUSE, WAIT, status);
}

/* How many descriptors the client holds once it has connected and sent a line.
 * -1: it did not, and the check has failed. */
static int held_when_connected(struct check *k, struct stand *s,
                               const char *host)
{
    int held = -1;
    if (!check_client(k, host, s->text, "2000"))
        return -1;
    channel_send(&k->client.in, "hello\n", 6);
    if (stand_accepts(k, s) && check_hears(&s->client, "hello\n", 6))
        held = observe_descriptors(k->client.pid);
    else
        check_fail(k, "it does not connect to %s, and send a line", host);
    return held;
}

/* Two addresses, and nobody answers at either: it takes both times. */
static void waits_for_each_address(struct check *k)
{
    enum { EACH = 200, SHORT = EACH / 2 };
    int port = 0, filler[2] = {-1, -1}, fd[2] = {-1, -1};
    char text[8];
    fd[0] = peer_bind("127.0.0.1", &port, false);
    fd[1] = peer_bind("::1", &port, false);
    bool played = fd[0] != -1 && fd[1] != -1 &&
                  localhost_has_both(&k->options) &&
                  peer_ignore(fd[0], false, &filler[0]) == 0 &&
                  peer_ignore(fd[1], false, &filler[1]) == 0;
    snprintf(text, sizeof text, "%d", port);
    long long begin = milliseconds(); /* a start that lasts refuses nobody */
    if (!played)
        check_cannot(k, LOCALHOST_NEEDS);
    else if (check_client(k, "localhost", text, "200")) {
        int status = status_of_client(k);
        long long took = milliseconds() - begin;
        if (status != 3 && took < EACH + SHORT)
            check_fail(k,
                       "nobody answers at ::1, nor at 127.0.0.1; it was told "
                       "to wait %d ms for each, and gave up after %lld",
                       EACH, took);
        if (!localhost_had_both(&k->options, &k->client)) {
            check_take_back(k);
            check_cannot(k, LOCALHOST_NEEDS);
        }
    }
    for (int i = 0; i < 2; i++) {
        close(filler[i]);
        close(fd[i]);
    }
}

static int held_at_most;

static bool holds_no_more(void *arg)
{
    struct check *k = arg;
    return observe_descriptors(k->client.pid) <= held_at_most;
}

static void keeps_no_refused_socket(struct check *k)
{
    static struct stand s;
    if (!stand_up(k, &s))
        return;
    int refusing = peer_bind("::1", &s.port, false);
    if (refusing == -1 || peer_refuse(refusing, false) == -1 ||
        !localhost_has_both(&k->options)) {
        check_cannot(k, LOCALHOST_NEEDS);
        stand_down(&s);
        return;
    }
    held_at_most = held_when_connected(k, &s, "127.0.0.1");
    peer_close(&s.client);
    program_free(&k->client);
    k->client.box = 0;
    if (k->verdict == PASS && held_when_connected(k, &s, "localhost") != -1 &&
        !check_until(holds_no_more, k))
        check_fail(k,
                   "the first address has refused and the second has not, and "
                   "now it holds %d descriptors, not %d: the socket that "
                   "failed is still to be closed",
                   observe_descriptors(k->client.pid), held_at_most);
    if (!localhost_had_both(&k->options, &k->client)) {
        check_take_back(k);
        check_cannot(k, LOCALHOST_NEEDS);
    }
    close(refusing);
    stand_down(&s);
}

static bool never(void *arg)
{
    (void)arg;
    return false;
}

/* The deadline is for the server's answer, and not for the user's typing. */
static void waits_for_a_slow_typist(struct check *k)
{
    static struct stand s;
    if (!stand_up(k, &s) || !check_client(k, "127.0.0.1", s.text, "40") ||
        !stand_accepts(k, &s))
        return;
    pump_until(never, NULL, 120); /* far beyond the deadline */
    channel_send(&k->client.in, "I was thinking\n", 15);
    DEMAND(k, check_hears(&s.client, "I was thinking\n", 15),
           "the deadline is for the server; whoever types may take longer, and "
           "this line was not sent");
    stand_down(&s);
}

/* The client may write on stderr, but no call has failed. */
static void complains_of_nothing(struct check *k)
{
    static const char *const calls[] = {"connect", "send", "shutdown", "recv",
                                        "close"};
    static struct stand s;
    if (!stand_up(k, &s) || !check_client(k, "127.0.0.1", s.text, "2000") ||
        !stand_accepts(k, &s))
        return;
    channel_end(&k->client.in);
    DEMAND(k, check_end(&s.client), "no half-close at the end of stdin");
    channel_send(&s.client.wire, "all is well\n", 12);
    channel_end(&s.client.wire);
    int status = status_of_client(k);
    DEMAND(k, status == 0, "the answer was complete, and its status is %d",
           status);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        DEMAND(k, !check_names_error(&k->client, calls[i], ANY_ERROR),
               "all went well, and it says on stderr: %s",
               program_stderr(&k->client));
    stand_down(&s);
}

static void rests_while_it_waits(struct check *k)
{
    enum { IDLE = 30, MOST = 10 };
    static struct stand s;
    if (!stand_up(k, &s) || !check_client(k, "127.0.0.1", s.text, "2000") ||
        !stand_accepts(k, &s))
        return;
    channel_end(&k->client.in);
    DEMAND(k, check_end(&s.client), "no half-close at the end of stdin");
    long before = program_cpu_ms(&k->client);
    long used = check_idle_cpu(&k->client, IDLE);
    DEMAND(k, before >= 0 && used <= MOST,
           "waiting for an answer it used %ld "
           "ms of processor time",
           used);
    stand_down(&s);
}

static struct stand stand_of_four;

/* Does the client still read? If its socket is closed, our first byte is
 * answered with a reset, and the second send() fails. */
static bool is_listened_to(const struct peer *p)
{
    return send(p->wire.fd, ".", 1, MSG_NOSIGNAL) == 1 &&
           send(p->wire.fd, "\n", 1, MSG_NOSIGNAL) == 1;
}

static bool has_ended(void *arg)
{
    return ((struct stand *)arg)->client.wire.ended;
}

/* The server sees the end of the stream, or the client is in todo(). */
static bool ended_or_todo(void *arg)
{
    const char *what;
    struct check *k = arg;
    return stand_of_four.client.wire.ended ||
           program_todo(&k->client, &what) > 0;
}

static void half_closes_and_stays(struct check *k)
{
    struct stand *s = &stand_of_four;
    k->options.todo_waits = true;
    if (!stand_up(k, s) || !check_client(k, "127.0.0.1", s->text, "2000"))
        return;
    channel_send(&k->client.in, "hello\n", 6);
    channel_end(&k->client.in);
    if (!stand_accepts(k, s))
        return;
    DEMAND(k, check_hears(&s->client, "hello\n", 6), "no request came");
    check_until(ended_or_todo, k);
    pump_until(has_ended, s, 100); /* the FIN may still be in flight */
    DEMAND(k, s->client.wire.ended,
           "stdin has ended, and the server does not learn of it: shutdown() "
           "says that this was all");
    pump_until(client_ended, k, 50); /* a wrong client ends here */
    DEMAND(k, is_listened_to(&s->client) && !program_ended(&k->client),
           "it has hung up; a half-close leaves the other direction open");
    stand_down(s);
}

static void its_server_hears_all(struct check *k)
{
    static struct peer p;
    if (!check_server(k, "0") || !check_connect(k, &p))
        return;
    channel_send(&p.wire, "one\n", 4);
    pump_until(never, NULL, 50); /* a wrong server answers now */
    DEMAND(k, p.wire.in_len == 0 && !p.wire.ended,
           "the client has not said yet that this was all, and the server has "
           "answered");
    channel_send(&p.wire, "two\n", 4);
    channel_end(&p.wire);
    DEMAND(k, check_hears(&p, "2 lines, 8 bytes\n", 17),
           "it does not answer `2 lines, 8 bytes`");
    DEMAND(k, check_end(&p), "it does not hang up after its answer");
    peer_close(&p);
}

static const struct row rows[] = {
    EXCERPTS("handouts/lab04-client.md", 5),
    TALKS("handouts/lab04-client.md", 15),
    WINDOWS("handouts/lab04-client.md", 2),
    TALKS("tests/lab04-client/answer.md", 12),
    TALKS("tests/lab04-client/arguments.md", 14),
    TALKS("tests/lab04-client/connect.md", 12),
    TALKS("tests/lab04-client/request.md", 16),
    TALKS("tests/lab04-client/faults.md", 4),
    MANY_CHECK(5, "a mebibyte of stdin arrives whole, with an end",
               sends_a_mebibyte),
    CHECK(2, "it waits for a connection as long as it was told",
          waits_to_connect),
    CHECK(5, "it waits for the answer as long as it was told",
          waits_for_the_answer),
    CHECK(2, "it waits 3000 ms for a connection, if nothing else is told",
          connects_for_three_seconds),
    CHECK(2, "it may wait longer than a second for a connection",
          connects_for_what_is_told),
    CHECK(2, "each address has the time for itself", waits_for_each_address),
    CHECK(5, "it waits 3000 ms for the answer, if nothing else is told",
          listens_for_three_seconds),
    CHECK(5, "it may wait longer than a second for the answer",
          listens_for_what_is_told),
    SLOW_CHECK(5, "an answer in pieces may take longer than each wait",
               hears_a_slow_answer),
    CHECK(5, "an address that refuses costs no descriptor",
          keeps_no_refused_socket),
    CHECK(5, "when all goes well it complains of nothing",
          complains_of_nothing),
    CHECK(3, "whoever types slowly is waited for", waits_for_a_slow_typist),
    MANY_CHECK(3, "a server that never reads does not hold it for ever",
               gives_up_on_one_who_never_reads),
    CHECK(4, "it half-closes, and stays to hear the answer",
          half_closes_and_stays),
    CHECK(5, "it rests while it waits for the answer", rests_while_it_waits),
    CHECK(4, "its server answers once it has heard the end",
          its_server_hears_all),
    CHECK(5, "its server can start again on its port at once",
          server_restarts_on_its_port),
    CHECK(5, "its server rests while nothing happens", server_rests),
    END_OF_SUITE,
};

const struct suite lab04 = {"lab04-client", 5, rows};
