/* on_clients.c - attacks on the clients of the labs, by a server of ours. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"

enum { MOMENT = 300, PAUSE = 20 }; /* milliseconds */

/* Our server, for the client under attack. */
static struct {
    struct channel listener;
    struct peer peer; /* the client; over UDP also before it connects */
    int port;
    char word[8];
} stand;

static bool is_udp(const struct check *k)
{
    return lab_of(k) == 5;
}

static bool stand_up(struct check *k)
{
    int fd;
    stand.port = 0;
    stand.peer = (struct peer){0};
    fd = peer_bind("127.0.0.1", &stand.port, is_udp(k));
    if (fd == -1 || peer_listen(fd, is_udp(k)) == -1) {
        check_fail(k, "the attacker cannot listen: %s", strerror(errno));
        return false;
    }
    snprintf(stand.word, sizeof stand.word, "%d", stand.port);
    if (is_udp(k))
        peer_adopt(&stand.peer, fd, true);
    else
        channel_open(&stand.listener, fd, LISTENER, 4096);
    return true;
}

static void stand_down(const struct check *k)
{
    peer_close(&stand.peer);
    if (!is_udp(k))
        channel_close(&stand.listener);
}

/* Start the client, with a short deadline if it takes one. */
static bool call(struct check *k)
{
    bool patient = lab_of(k) == 3 || lab_of(k) == 6;
    if (lab_of(k) == 1)
        return check_client(k, NULL, NULL, NULL);
    return check_client(k, "127.0.0.1", stand.word, patient ? NULL : "300");
}

static void type(struct check *k, const char *text, size_t len)
{
    channel_send(&k->client.in, text, len);
    channel_end(&k->client.in);
}

static bool somebody_came(void *arg)
{
    (void)arg;
    return stand.listener.in_len > 0;
}

/* Accept the client, and demand that it sends what was typed. */
static bool hear(struct check *k, const char *typed, size_t len)
{
    size_t whole = len + 1; /* with "1 " before it, without the newline */
    if (is_udp(k))
        return check_hears(&stand.peer, (const char *)&whole, sizeof whole) &&
               check_hears(&stand.peer, "1 ", 2) &&
               check_hears(&stand.peer, typed, len - 1);
    if (!check_until(somebody_came, NULL))
        return false;
    peer_adopt(&stand.peer, channel_take_connection(&stand.listener), false);
    return check_hears(&stand.peer, typed, len);
}

static bool begin(struct check *k, const char *typed, size_t len)
{
    if (!stand_up(k) || !call(k))
        return false;
    type(k, typed, len);
    if (hear(k, typed, len))
        return true;
    check_fail(k, "what was typed did not come; on stderr: %.200s",
               program_stderr(&k->client));
    return false;
}

static bool never(void *arg)
{
    (void)arg;
    return false;
}

static void answer_slowly(const char *answer, size_t len)
{
    const int on = 1;
    int fd = stand.peer.wire.fd;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    for (size_t i = 0; i < len; i++) {
        say(fd, answer + i, 1);
        if (answer[i] == ' ') /* sometimes the client must wait for a byte */
            pump_until(never, NULL, PAUSE);
    }
}

static void answer_udp(const char *answer, size_t len)
{
    static char datagram[DATAGRAM_MOST];
    memcpy(datagram, "1 ", 2);
    memcpy(datagram + 2, answer, len - 1); /* the client adds the newline */
    peer_send_datagram(&stand.peer, datagram, len + 1);
}

/* End the conversation after the answer, and check the client's output. */
static void finish(struct check *k, const char *answer, size_t len)
{
    pump_until(all_sent, &stand.peer, QUIET);
    if (!is_udp(k))
        channel_end(&stand.peer.wire);
    bool good = ends(k, &k->client, 0);
    bool same = k->client.out.in_len == len &&
                memcmp(k->client.out.in, answer, len) == 0;
    stand_down(k);
    if (good && !same)
        check_fail(k, "it printed %zu bytes, not the %zu of the answer",
                   k->client.out.in_len, len);
}

static void forget_client(struct check *k)
{
    program_free(&k->client);
    k->client.box = 0;
}

/* --- the attacks --------------------------------------------------------- */

static void good_server(struct check *k)
{
    for (int i = 0; i < 10 && k->verdict == PASS; i++) {
        if (k->client.box)
            forget_client(k);
        if (!begin(k, "hello\n", 6))
            return;
        if (is_udp(k))
            answer_udp("hello\n", 6);
        else
            channel_send(&stand.peer.wire, "hello\n", 6);
        finish(k, "hello\n", 6);
    }
}

/* Lab 2's client gets no answer at all. */
static void silent_server(struct check *k)
{
    if (!stand_up(k) || !call(k))
        return;
    ends(k, &k->client, 0);
    stand_down(k);
}

static void no_server(struct check *k)
{
    if (call(k))
        ends(k, &k->client, 0);
}

static void usual(struct check *k)
{
    if (lab_of(k) == 1)
        no_server(k);
    else if (lab_of(k) == 2)
        silent_server(k);
    else
        good_server(k);
}

static void resets(struct check *k)
{
    for (int i = 0; i < 20 && k->verdict == PASS; i++) {
        if (k->client.box)
            forget_client(k);
        if (!begin(k, "hello\n", 6))
            return;
        if (!is_udp(k))
            say(stand.peer.wire.fd, "he", 2);
        peer_reset(&stand.peer);
        ends(k, &k->client, 1);
        stand_down(k);
    }
}

/* The server closes without an answer. Lab 3's client wants one, so it fails;
 * for the other clients the end of the stream is an answer. */
static void leaves(struct check *k)
{
    if (!begin(k, "hello\n", 6))
        return;
    peer_close(&stand.peer);
    ends(k, &k->client, lab_of(k) == 3 ? 1 : 0);
    stand_down(k);
}

static void single_bytes(struct check *k)
{
    static const char text[] = "one byte at a time\n";
    if (!begin(k, text, sizeof text - 1))
        return;
    answer_slowly(text, sizeof text - 1);
    finish(k, text, sizeof text - 1);
}

static void much(struct check *k)
{
    if (!begin(k, "hello\n", 6))
        return;
    channel_send(&stand.peer.wire, mebibyte, MEBIBYTE);
    finish(k, mebibyte, MEBIBYTE);
}

static void never_reads(struct check *k)
{
    if (!stand_up(k) || !call(k))
        return;
    for (int i = 0; i < 8; i++)
        type(k, mebibyte, MEBIBYTE);
    if (!check_until(somebody_came, NULL)) {
        check_fail(k, "the client does not come");
        return;
    }
    peer_adopt(&stand.peer, channel_take_connection(&stand.listener), false);
    stand.peer.wire.deaf = true;
    pump_until(has_ended, &k->client, MOMENT);
    peer_reset(&stand.peer);
    ends(k, &k->client, 1);
    stand_down(k);
}

static void nasty_bytes(struct check *k)
{
    if (!begin(k, nasty, NASTY))
        return;
    if (is_udp(k))
        answer_udp(nasty, NASTY);
    else
        channel_send(&stand.peer.wire, nasty, NASTY);
    finish(k, nasty, NASTY);
}

/* Send some of these datagrams, and then the answer. With more of them the
 * kernel might drop the answer: the client's receive queue is limited. */
static void before_the_answer(struct check *k, const char *bytes, size_t len)
{
    if (!begin(k, "hello\n", 6))
        return;
    for (int i = 0; i < 100; i++)
        peer_send_datagram(&stand.peer, bytes, len);
    answer_udp("hello\n", 6);
    finish(k, "hello\n", 6);
}

static void empty_datagrams(struct check *k)
{
    before_the_answer(k, "", 0);
}

static void wrong_answers(struct check *k)
{
    before_the_answer(k, "7 %n%s", 6);
}

static void largest_datagram(struct check *k)
{
    static char answer[DATAGRAM_MOST - 1];
    memcpy(answer, mebibyte, sizeof answer);
    answer[sizeof answer - 1] = '\n';
    if (!begin(k, "hello\n", 6))
        return;
    answer_udp(answer, sizeof answer);
    finish(k, answer, sizeof answer);
}

/* One free descriptor is enough for one socket; lab 2's client needs five. */
static void one_descriptor(struct check *k)
{
    if (lab_of(k) != 2) {
        usual(k);
        return;
    }
    if (!stand_up(k) || !call(k))
        return;
    bool ended = ends(k, &k->client, 1);
    stand_down(k);
    DEMAND(k, !ended || strstr(program_stderr(&k->client), "socket: EMFILE"),
           "`socket: EMFILE, ...` expected on stderr, but: %.200s",
           program_stderr(&k->client));
}

void attack_client(struct check *k, const struct attack *a)
{
    a->on(k);
    if (k->verdict == PASS)
        DEMAND(k, !complains_of_eintr(&k->client), COMPLAINS_OF_EINTR);
}

const struct attack on_clients[] = {
    {"(a good server)", "123456", usual, 0},
    {"resets in the middle, 20 times", "3456", resets, 0},
    {"leaves before the answer", "346", leaves, 0},
    {"one byte at a time", "346", single_bytes, 0},
    {"1 MiB at once", "46", much, 0},
    {"never reads, then leaves", "346", never_reads, 0},
    {"all bytes, NUL and %n", "3456", nasty_bytes, 0},
    {"100 empty datagrams", "5", empty_datagrams, 0},
    {"100 wrong answers", "5", wrong_answers, 0},
    {"a datagram of 65507 bytes", "5", largest_datagram, 0},
    {"one descriptor left", "123456", one_descriptor, 4},
    {NULL, NULL, NULL, 0},
};
