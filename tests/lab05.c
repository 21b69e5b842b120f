/* lab05.c - what lab 5 demands. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "harness/stage/complaint_words.h"
#include "harness/stage/held.h"
#include "harness/stage/observe.h"
#include "harness/stage/waiting.h"
#include "harness/suites/suite.h"
#include "servers.h"

static bool datagram_came(void *arg)
{
    return ((struct peer *)arg)->wire.in_len > 0;
}

/* Is this datagram echoed as one datagram, with the same bytes? */
static bool comes_back(struct peer *p, const char *bytes, size_t len)
{
    const char *got;
    size_t got_len;
    if (!peer_send_datagram(p, bytes, len) || !check_until(datagram_came, p) ||
        !channel_datagram(&p->wire, &got, &got_len))
        return false;
    bool same = got_len == len && memcmp(got, bytes, len) == 0;
    channel_take_datagram(&p->wire);
    return same;
}

static void is_where_it_says(struct check *k)
{
    char really[80];
    if (!check_server(k, "0"))
        return;
    DEMAND(k, observe_address(k->server.pid, true, really, sizeof really),
           "it has no datagram socket that is bound");
    DEMAND(k, strcmp(really, k->address) == 0, "it says %s, and is bound to %s",
           k->address, really);
    DEMAND(k, strncmp(really, "127.", 4) == 0,
           "it is bound to %s: everybody "
           "on the network can reach it",
           really);
}

static void answers_each_its_own(struct check *k)
{
    char words[CROWD][16];
    if (!check_server(k, "0"))
        return;
    int before = held_at_rest(&k->server);
    for (int i = 0; i < CROWD; i++) {
        snprintf(words[i], sizeof words[i], "%d mine", i);
        DEMAND(k,
               peer_connect(&crowd[i], k->address, true, QUIET) &&
                   peer_send_datagram(&crowd[i], words[i], strlen(words[i])),
               "the harness cannot send");
    }
    for (int i = 0; i < CROWD; i++) {
        const char *got = "";
        size_t len = 0;
        check_until(datagram_came, &crowd[i]);
        channel_datagram(&crowd[i].wire, &got, &len);
        DEMAND(k, len == strlen(words[i]) && memcmp(got, words[i], len) == 0,
               "of %d clients, number %d did not get its own datagram back, "
               "but '%.*s'",
               CROWD, i + 1, (int)len, got);
        peer_close(&crowd[i]);
    }
    DEMAND(k, observe_descriptors(k->server.pid) < before + CROWD / 2,
           "%d clients were served, and it holds %d descriptors more", CROWD,
           observe_descriptors(k->server.pid) - before);
}

static void takes_every_size(struct check *k)
{
    static char bytes[65507];
    static const size_t sizes[] = {0,    1,    254,  255,   256,
                                   1400, 1500, 4096, 65506, 65507};
    static struct peer p;
    memset(bytes, 'x', sizeof bytes);
    if (!check_server(k, "0"))
        return;
    DEMAND(k, peer_connect(&p, k->address, true, QUIET), "cannot connect");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        DEMAND(k, comes_back(&p, bytes, sizes[i]),
               "a datagram of %zu bytes does not come back whole", sizes[i]);
    peer_close(&p);
}

/* The answer must go to the sender's address, not only to its port. */
static void answers_another_address(struct check *k)
{
    static struct peer p;
    struct sockaddr_in server = {.sin_family = AF_INET};
    int port = 0, fd = peer_bind("127.0.0.2", &port, true);
    if (fd == -1) {
        check_cannot(k, "this system has no address 127.0.0.2");
        return;
    }
    peer_adopt(&p, fd, true);
    if (!check_server(k, "0"))
        return;
    server.sin_port = htons((uint16_t)k->port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    DEMAND(k, connect(fd, (struct sockaddr *)&server, sizeof server) == 0,
           "the harness cannot connect");
    DEMAND(k, comes_back(&p, "1 hello", 7),
           "a client at 127.0.0.2 does not get its answer: does all of the "
           "sender's address fit into fromlen?");
    peer_close(&p);
}

static bool has_complained(void *arg)
{
    return check_names_error(arg, NULL, ENOBUFS);
}

static bool answered_or_complained(void *arg)
{
    return datagram_came(&crowd[0]) || has_complained(arg);
}

/* The first sendto() fails. A server that uses another call does answer, and
 * then it need not complain. */
static void says_what_it_cannot_send(struct check *k)
{
    check_fault(k, fault_error(SPY_SENDTO, ENOBUFS));
    if (!check_server(k, "0"))
        return;
    DEMAND(k,
           peer_connect(&crowd[0], k->address, true, QUIET) &&
               peer_send_datagram(&crowd[0], "1 hello", 7),
           "the harness cannot send");
    DEMAND(k, check_until(answered_or_complained, &k->server),
           "sendto() has failed with ENOBUFS, and no word on stderr says so");
    peer_close(&crowd[0]);
}

static void says_nothing_of_signals(struct check *k)
{
    static struct peer p;
    check_fault(k, fault_error(SPY_RECVFROM, EINTR));
    check_fault(k, fault_error(SPY_SENDTO, EINTR));
    if (!check_server(k, "0"))
        return;
    DEMAND(k, peer_connect(&p, k->address, true, QUIET), "cannot connect");
    DEMAND(k, comes_back(&p, "1 hello", 7) && comes_back(&p, "2 hello", 7),
           "a signal came in the way of a call, and the datagram is lost");
    DEMAND(k, !check_names_error(&k->server, NULL, EINTR),
           "a signal is no failure, and it says '%s'",
           program_stderr(&k->server));
    peer_close(&p);
}

static void rests(struct check *k)
{
    enum { IDLE = 30, MOST = 10 };
    if (!check_server(k, "0"))
        return;
    long used = check_idle_cpu(&k->server, IDLE);
    DEMAND(k, used <= MOST,
           "with nobody there it used %ld ms of processor "
           "time",
           used);
}

/* Start the client with a server of ours, which takes its first request and
 * does not answer. */
static bool client_asks(struct check *k, struct peer *server, const char *ms)
{
    char text[8];
    int fd = peer_bind("127.0.0.1", &k->port, true);
    snprintf(text, sizeof text, "%d", k->port);
    peer_adopt(server, fd, true);
    if (!check_client(k, "127.0.0.1", text, ms))
        return false;
    channel_send(&k->client.in, "hello\n", 6);
    if (!check_until(datagram_came, server)) {
        check_fail(k, "no request came");
        return false;
    }
    channel_take_datagram(&server->wire);
    return true;
}

static bool never(void *arg)
{
    (void)arg;
    return false;
}

/* The first send() fails. A client that uses another call sends all three
 * requests, and then it need not complain. */
static void says_what_it_cannot_ask(struct check *k)
{
    static struct peer server;
    int requests = 1;
    check_fault(k, fault_error(SPY_SEND, ENOBUFS));
    if (!client_asks(k, &server, "100"))
        return;
    while (!has_complained(&k->client) && requests < 3 &&
           check_until(datagram_came, &server)) {
        channel_take_datagram(&server.wire);
        requests++;
    }
    DEMAND(k, requests == 3 || has_complained(&k->client),
           "send() has failed with ENOBUFS, and no word on stderr says so");
    peer_close(&server);
}

static bool goes_on_or_ends(void *arg)
{
    struct check *k = arg;
    return datagram_came(&crowd[0]) || has_complained(&k->client) ||
           program_ended(&k->client);
}

/* The first send() fails. Then the client waits for an answer all the same, or
 * comes to that step, which is still to be written. */
static void goes_on_after_a_failed_send(struct check *k)
{
    const char *what;
    char text[8];
    check_fault(k, fault_error(SPY_SEND, ENOBUFS));
    peer_adopt(&crowd[0], peer_bind("127.0.0.1", &k->port, true), true);
    snprintf(text, sizeof text, "%d", k->port);
    if (!check_client(k, "127.0.0.1", text, "2000"))
        return;
    channel_send(&k->client.in, "hello\n", 6);
    check_until(goes_on_or_ends, k);
    bool waits = waiting_limit(&k->client) != WAITS_UNKNOWN;
    DEMAND(k,
           waits || datagram_came(&crowd[0]) || !program_ended(&k->client) ||
               program_todo(&k->client, &what) > 5,
           "send() has failed with ENOBUFS, and the client has ended");
    peer_close(&crowd[0]);
}

static void rests_while_it_waits(struct check *k)
{
    enum { IDLE = 30, MOST = 10 };
    static struct peer server;
    if (!client_asks(k, &server, "5000"))
        return;
    long before = program_cpu_ms(&k->client);
    pump_until(never, NULL, IDLE);
    long used = program_cpu_ms(&k->client) - before;
    DEMAND(k, used <= MOST,
           "while it waited for an answer it used %ld ms of processor time: it "
           "asks again and again instead of waiting",
           used);
    peer_close(&server);
}

/* MOST is generous, so that a client on a busy machine does not fail. */
static void waits_as_long_as_it_is_told(struct check *k)
{
    enum { MOST = 600 };
    static struct peer server;
    if (!client_asks(k, &server, "100"))
        return;
    DEMAND(k, pump_until(datagram_came, &server, MOST) == DONE,
           "each try may take 100 ms, and after %d ms no second one has come",
           MOST);
    peer_close(&server);
}

static void says_nothing_of_a_try(struct check *k)
{
    static const int late[] = {EAGAIN, ETIMEDOUT};
    static struct peer server;
    if (!client_asks(k, &server, "100"))
        return;
    DEMAND(k, check_until(datagram_came, &server), "no second request came");
    for (size_t i = 0; i < sizeof late / sizeof *late; i++)
        DEMAND(k, !text_complains(program_stderr(&k->client), NULL, late[i]),
               "the time for a try is up, which is no failure, and it says "
               "'%s'",
               program_stderr(&k->client));
    peer_close(&server);
}

/* Its calls show for how long a try would wait. From a second on, setsockopt()
 * and select() refuse a time in the wrong unit. */
static void one_try_takes(struct check *k, const char *word, long told)
{
    static struct peer server;
    if (!client_asks(k, &server, word))
        return;
    check_patience(k, &k->client, told, datagram_came, &server);
    if (k->verdict == PASS)
        peer_close(&server);
}

static void one_try_takes_a_second(struct check *k)
{
    one_try_takes(k, NULL, 1000);
}

static void one_try_takes_what_is_told(struct check *k)
{
    one_try_takes(k, "1500", 1500);
}

static bool printed_a_line(void *arg)
{
    struct channel *out = &((struct check *)arg)->client.out;
    return out->ended || (out->in_len && memchr(out->in, '\n', out->in_len));
}

/* Answer this request: then the client prints "ok", and nothing before it. */
static bool prints_the_answer(struct check *k, struct peer *server, int id)
{
    char text[32];
    struct channel *out = &k->client.out;
    int len = snprintf(text, sizeof text, "%d ok", id);
    peer_send_datagram(server, text, (size_t)len);
    check_until(printed_a_line, k);
    channel_text(out);
    if (strncmp(out->in, "ok\n", 3) == 0) {
        channel_take(out, 3);
        return true;
    }
    check_fail(k,
               "the answer to request %d is '%s', and it prints '%.*s' in "
               "place of 'ok'",
               id, text, (int)strcspn(out->in, "\n"), out->in);
    return false;
}

/* One socket is enough for all requests; or each is closed before the next.
 * From the tenth on, the number has two digits. */
static void asks_with_one_socket(struct check *k)
{
    enum { REQUESTS = 50 };
    static struct peer server;
    int before = 0;
    if (!client_asks(k, &server, "5000"))
        return;
    for (int id = 1; id <= REQUESTS; id++) {
        int now = observe_descriptors(k->client.pid);
        before = id == 1 ? now : before;
        DEMAND(
            k, now < before + REQUESTS / 2,
            "at request %d it holds %d descriptors, and held %d at the first",
            id, now, before);
        if (!prints_the_answer(k, &server, id))
            return;
        channel_send(&k->client.in, "hello\n", 6);
        DEMAND(k, check_until(datagram_came, &server),
               "request %d was answered, and no other comes", id);
        channel_take_datagram(&server.wire);
    }
    peer_close(&server);
}

static bool knows_its_peer(void *arg)
{
    struct check *k = arg;
    return observe_udp_peer(k->client.pid, k->port);
}

static void connects_its_socket(struct check *k)
{
    char text[8];
    int fd = peer_bind("127.0.0.1", &k->port, true);
    snprintf(text, sizeof text, "%d", k->port);
    if (!check_client(k, "127.0.0.1", text, NULL))
        return;
    DEMAND(k, check_until(knows_its_peer, k),
           "it has no UDP socket whose peer is port %d of 127.0.0.1: "
           "connect() notes the peer, and sends nothing",
           k->port);
    close(fd);
}

/* Send wrong answers until the client tries again; false if it does not. Also
 * gives the longest pause between two of them. */
static bool tries_again(struct peer *server, long long *longest)
{
    enum { ROUNDS = 40, PAUSE = 30 };
    long long sent = milliseconds(), now;
    *longest = 0;
    for (int round = 0; round < ROUNDS; round++) {
        bool came = pump_until(datagram_came, server, PAUSE) == DONE;
        now = milliseconds();
        *longest = now - sent > *longest ? now - sent : *longest;
        if (came)
            return true;
        peer_send_datagram(server, "7 wrong", 7);
        sent = now;
    }
    return false;
}

/* Wrong answers must not delay the client's next try. If the machine was so
 * busy that our wrong answers came too late, a try proves nothing: then the
 * next one counts. */
static void is_not_kept_waiting_by_wrong_answers(struct check *k)
{
    enum { TRY_MS = 200, TRIES = 3 * 5 };
    static struct peer server;
    long long pause = TRY_MS;
    if (!client_asks(k, &server, "200"))
        return;
    channel_send(&k->client.in, "a\nb\nc\nd\n", 8);
    for (int i = 1; i < TRIES && pause > TRY_MS / 2; i++) {
        DEMAND(k, tries_again(&server, &pause),
               "each try may take %d ms, and wrong answers kept it waiting for "
               "more than a second: how much of the time is left?",
               TRY_MS);
        channel_take_datagram(&server.wire);
    }
    peer_close(&server);
}

static const struct row rows[] = {
    EXCERPTS("handouts/lab05-udp.md", 6),
    TALKS("handouts/lab05-udp.md", 13),
    WINDOWS("handouts/lab05-udp.md", 1),
    TALKS("tests/lab05-udp/answers.md", 9),
    TALKS("tests/lab05-udp/arguments.md", 4),
    TALKS("tests/lab05-udp/asking.md", 19),
    TALKS("tests/lab05-udp/datagrams.md", 17),
    TALKS("tests/lab05-udp/faults.md", 10),
    CHECK(2, "it is bound where it says, and to loopback only",
          is_where_it_says),
    CHECK(3, "a datagram of any size is taken whole", takes_every_size),
    CHECK(2, "it rests while nothing happens", rests),
    MANY_CHECK(3, "of a hundred clients each gets its own answer",
               answers_each_its_own),
    CHECK(3, "a client at another address gets its answers",
          answers_another_address),
    CHECK(3, "a signal is not worth a word", says_nothing_of_signals),
    CHECK(3, "an answer that cannot be sent is worth a word",
          says_what_it_cannot_send),
    CHECK(5, "a request that cannot be sent does not end the client",
          goes_on_after_a_failed_send),
    CHECK(6, "a request that cannot be sent is worth a word",
          says_what_it_cannot_ask),
    CHECK(6, "it rests while it waits for an answer", rests_while_it_waits),
    CHECK(6, "the time for one try is the one on the command line",
          waits_as_long_as_it_is_told),
    CHECK(6, "a try whose time is up is worth no word", says_nothing_of_a_try),
    CHECK(6, "one try takes a second, if nothing else is told",
          one_try_takes_a_second),
    CHECK(6, "one try may take more than a second", one_try_takes_what_is_told),
    CHECK(6, "a flood of wrong answers does not keep it waiting",
          is_not_kept_waiting_by_wrong_answers),
    CHECK(6, "many requests take no more descriptors than one",
          asks_with_one_socket),
    CHECK(4, "its socket knows its peer", connects_its_socket),
    END_OF_SUITE,
};

const struct suite lab05 = {"lab05-udp", 6, rows};
