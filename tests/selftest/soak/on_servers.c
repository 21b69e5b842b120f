/* on_servers.c - attacks on the servers of the labs. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"
#include "observe.h"

enum { MOMENT = 200, PAUSE = 20, IDLE_MOST = 50 }; /* milliseconds */

static int crowd[2000];
static char lines[64 << 10];
static int held; /* how many descriptors it held before the attack */

/* --- waiting ------------------------------------------------------------- */

/* Bytes in the queue of the UDP socket with this port: proc(5). */
static unsigned unread(int port)
{
    char line[256];
    unsigned its_port, queue, bytes = 0;
    FILE *file = fopen("/proc/net/udp", "re");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, " %*d: %*x:%x %*x:%*x %*x %*x:%x", &its_port,
                   &queue) == 2 &&
            its_port == (unsigned)port)
            bytes += queue;
    if (file)
        fclose(file);
    return bytes;
}

/* Has the server accepted all connections (lab 2 accepts none)? We also drop
 * its output here, or its terminal's buffer would be full some time. */
static bool nobody_waits(void *arg)
{
    struct check *k = arg;
    channel_take(&k->server.out, k->server.out.in_len);
    if (lab_of(k) == 5)
        return unread(k->port) == 0;
    return lab_of(k) == 2 || observe_waiting(k->server.pid) == 0;
}

static bool time_has_come(void *arg)
{
    return milliseconds() >= *(long long *)arg;
}

static void wait_until(long long time)
{
    pump_until(time_has_come, &time, QUIET);
}

/* --- good clients -------------------------------------------------------- */

/* Connect, send the bytes, half-close if `end`, and demand the answer. */
static bool tcp_talk(struct check *k, const char *said, size_t len, bool end,
                     const char *answer, size_t answer_len)
{
    struct peer p = {0};
    if (!check_connect(k, &p))
        return false;
    channel_send(&p.wire, said, len);
    if (end)
        channel_end(&p.wire);
    bool good = check_hears(&p, answer, answer_len);
    peer_close(&p);
    return good;
}

/* Demand the answer of lab 4's server, which counts lines and bytes. */
static bool is_counted(struct check *k, const char *said, size_t len)
{
    char answer[80];
    int newlines = 0;
    for (size_t i = 0; i < len; i++)
        newlines += said[i] == '\n';
    snprintf(answer, sizeof answer, "%d lines, %zu bytes\n", newlines, len);
    return tcp_talk(k, said, len, true, answer, strlen(answer));
}

/* Demand an echo. A channel has the length before each datagram: channel.h. */
static bool comes_back(struct check *k, const char *said, size_t len)
{
    struct peer p = {0};
    if (!peer_connect(&p, k->address, true, QUIET))
        return false;
    bool good = peer_send_datagram(&p, said, len) &&
                check_hears(&p, (const char *)&len, sizeof len) &&
                check_hears(&p, said, len);
    peer_close(&p);
    return good;
}

/* Demand that a second client of lab 6 receives what the first one sends. */
static bool is_passed_on(struct check *k, const char *said, size_t len)
{
    struct peer one = {0}, other = {0};
    bool good = check_connect(k, &one) && check_connect(k, &other);
    if (good)
        channel_send(&one.wire, said, len);
    good = good && check_hears(&other, said, len);
    peer_close(&one);
    peer_close(&other);
    return good;
}

/* Does a client that sends these bytes get the answer of its lab? */
static bool served(struct check *k, const char *said, size_t len)
{
    switch (lab_of(k)) {
    case 3:
        return tcp_talk(k, said, len, false, said, len);
    case 4:
        return is_counted(k, said, len);
    case 5:
        return comes_back(k, said, len);
    case 6:
        return is_passed_on(k, said, len);
    default: /* lab 2 answers nothing: it is enough that it listens */
        return observe_waiting(k->server.pid) >= 0;
    }
}

static bool greets(struct check *k)
{
    return served(k, "hello\n", 6);
}

/* --- bad clients --------------------------------------------------------- */

/* A socket that is connected, or whose connection is in progress. */
static int dial(const struct check *k)
{
    struct sockaddr_in a = {.sin_family = AF_INET,
                            .sin_port = htons((uint16_t)k->port)};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int type = lab_of(k) == 5 ? SOCK_DGRAM : SOCK_STREAM;
    int fd = socket(AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd != -1 && connect(fd, (struct sockaddr *)&a, sizeof a) == -1)
        errno = 0; /* failures of an attacker do not matter */
    return fd;
}

static void slam(int fd)
{
    const struct linger now = {.l_onoff = 1};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
}

static void good_clients(struct check *k)
{
    for (int i = 0; i < 20; i++)
        DEMAND(k, greets(k), "client %d was not served", i + 1);
}

static void resets(struct check *k)
{
    for (int i = 0; i < 1000; i++) {
        int fd = dial(k);
        say(fd, "half a li", 9);
        slam(fd);
        if (i % 20 == 19)
            check_until(nobody_waits, k);
    }
}

static void single_bytes(struct check *k)
{
    static const char text[] = "one byte at a time\n";
    const char *answer = lab_of(k) == 4 ? "1 lines, 19 bytes\n" : text;
    const int on = 1;
    struct peer p = {0}, other = {0};
    if (!check_connect(k, &p) || (lab_of(k) == 6 && !check_connect(k, &other)))
        return;
    setsockopt(p.wire.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    for (const char *at = text; *at; at++) {
        say(p.wire.fd, at, 1);
        if (*at == ' ') /* sometimes the server must wait for a byte */
            wait_until(milliseconds() + PAUSE);
    }
    if (lab_of(k) == 4)
        channel_end(&p.wire);
    bool good =
        check_hears(lab_of(k) == 6 ? &other : &p, answer, strlen(answer));
    peer_close(&p);
    peer_close(&other);
    DEMAND(k, good, "it did not put the bytes together");
}

static void single_byte_datagrams(struct check *k)
{
    for (int i = 0; i < 200; i++)
        DEMAND(k, comes_back(k, "x", 1), "number %d did not come back", i + 1);
}

/* Sends many bytes at once, and closes before the server reads. The server's
 * first answer meets a reset, and it has more to send. */
static void leaves_in_the_middle(struct check *k)
{
    for (int i = 0; i < 10; i++) {
        struct peer p = {0};
        if (!check_connect(k, &p))
            return;
        if (lab_of(k) == 3)
            check_echo(&p, "hello\n");
        kill(k->server.pid, SIGSTOP);
        say(p.wire.fd, lines, sizeof lines);
        peer_close(&p);
        kill(k->server.pid, SIGCONT);
    }
}

static void much(struct check *k)
{
    DEMAND(k, served(k, mebibyte, MEBIBYTE), "it was not served");
}

/* Sends so many bytes that the server blocks in the middle of a send(). */
static void reads_late(struct check *k)
{
    struct peer p = {0};
    if (!check_connect(k, &p))
        return;
    for (int i = 0; i < 8; i++)
        channel_send(&p.wire, mebibyte, MEBIBYTE);
    p.wire.deaf = true;
    pump_until(all_sent, &p, MOMENT);
    p.wire.deaf = false;
    bool good = true;
    for (int i = 0; i < 8; i++)
        good = good && check_hears(&p, mebibyte, MEBIBYTE);
    peer_close(&p);
    DEMAND(k, good, "not all of it came back");
}

/* Sends a line longer than lab 6 allows. */
static void line_without_end(struct check *k)
{
    struct peer p = {0};
    if (!check_connect(k, &p))
        return;
    channel_send(&p.wire, mebibyte, MEBIBYTE);
    bool over = check_end(&p);
    peer_close(&p);
    DEMAND(k, over, "a line of a mebibyte did not end the connection");
}

/* Sends many bytes, and never reads. */
static void never_reads(struct check *k)
{
    struct peer p = {0};
    if (!check_connect(k, &p))
        return;
    p.wire.deaf = true;
    for (int i = 0; i < 8; i++)
        channel_send(&p.wire, mebibyte, MEBIBYTE);
    pump_until(all_sent, &p, MOMENT);
    peer_reset(&p);
}

/* In a chat: one client never reads, a second one sends many bytes, and a third
 * one must receive them all. */
static void never_hears(struct check *k)
{
    struct peer deaf = {0}, talker = {0}, other = {0};
    if (!check_connect(k, &deaf) || !check_connect(k, &talker) ||
        !check_connect(k, &other))
        return;
    deaf.wire.deaf = true;
    bool good = true;
    for (int i = 0; i < 128 && good; i++) { /* 8 MiB fill any buffer */
        channel_send(&talker.wire, lines, sizeof lines);
        good = check_hears(&other, lines, sizeof lines);
    }
    peer_reset(&deaf);
    peer_close(&talker);
    peer_close(&other);
    DEMAND(k, good, "who never reads keeps the others from hearing");
}

static void never_takes_datagrams(struct check *k)
{
    int fd = dial(k);
    for (int i = 0; i < 5000; i++) {
        say(fd, mebibyte, 1000);
        if (i % 50 == 49)
            check_until(nobody_waits, k);
    }
    close(fd);
}

static void nasty_bytes(struct check *k)
{
    DEMAND(k, served(k, nasty, NASTY), "they were not served as they are");
}

static void empty_datagrams(struct check *k)
{
    for (int i = 0; i < 100; i++)
        DEMAND(k, comes_back(k, "", 0), "number %d did not come back", i + 1);
}

static void largest_datagram(struct check *k)
{
    DEMAND(k, comes_back(k, mebibyte, DATAGRAM_MOST), "it did not come back");
}

/* --- many ---------------------------------------------------------------- */

static void hundred_a_second(struct check *k)
{
    long long start = milliseconds();
    for (int i = 0; i < 100 * seconds; i++) {
        wait_until(start + 10 * i);
        DEMAND(k, greets(k), "client %d was not served", i + 1);
        nobody_waits(k);
    }
}

/* `count` clients connect at once, send half a line, and leave together. */
static void come_and_go(struct check *k, int count)
{
    for (int i = 0; i < count; i++) {
        crowd[i] = dial(k);
        if (crowd[i] == -1) {
            fprintf(stderr, "only %d of %d could come: %s\n", i, count,
                    strerror(errno));
            count = i;
            break;
        }
        say(crowd[i], "half a li", 9);
    }
    wait_until(milliseconds() + MOMENT);
    for (int i = 0; i < count; i++) {
        if (i % 2)
            slam(crowd[i]);
        else
            close(crowd[i]);
    }
    check_until(nobody_waits, k);
}

static void two_thousand(struct check *k)
{
    come_and_go(k, 2000);
}

static void more_than_descriptors(struct check *k)
{
    come_and_go(k, 50);
}

/* --- before and after ---------------------------------------------------- */

static bool holds_no_more(void *arg)
{
    struct check *k = arg;
    return observe_descriptors(k->server.pid) <= held;
}

static bool is_asleep(void *arg)
{
    struct check *k = arg;
    return observe_asleep(k->server.pid);
}

/* The server must also use no processor time while a client is silent. A signal
 * each millisecond costs time, and how much depends on the machine: then we
 * only demand to see the server asleep once, which a busy loop never is. */
static void look_whether_it_rests(struct check *k)
{
    int silent = dial(k);
    long used = check_idle_cpu(&k->server, MOMENT);
    bool asleep = check_until(is_asleep, k);
    close(silent);
    DEMAND(k, asleep, "afterwards it is never seen asleep");
    DEMAND(k, used <= IDLE_MOST || strcmp(k->cast.build, "interrupted") == 0,
           "afterwards it does not rest: %ld ms of processor time in %d ms",
           used, MOMENT);
}

/* Does the server still work? In a chat we wait first until the attackers are
 * gone: their lines are still being passed on. */
static void look_after(struct check *k)
{
    for (int i = 0; i < 2; i++) {
        check_until(nobody_waits, k);
        DEMAND(k, check_until(holds_no_more, k),
               "afterwards it holds %d descriptors, before it held %d",
               observe_descriptors(k->server.pid), held);
        DEMAND(k, greets(k), "afterwards a good client is not served");
    }
    DEMAND(k, observe_children(k->server.pid, true) <= 0, "it leaves zombies");
    DEMAND(k, !complains_of_eintr(&k->server), COMPLAINS_OF_EINTR);
    look_whether_it_rests(k);
}

/* If the server has ended, report that in place of any other failure. */
static void explain(struct check *k)
{
    char text[64];
    if (!check_until(has_ended, &k->server))
        return;
    free(k->story);
    k->verdict = PASS;
    check_fail(k, "it has ended: %s; on stderr: %.200s",
               program_ending(&k->server, text, sizeof text),
               program_stderr(&k->server));
}

/* Lab 1's server has no clients: like a client, it must end by itself. */
static void run_through(struct check *k)
{
    memcpy(k->cast.client, k->cast.server, sizeof k->cast.client);
    if (!check_client(k, NULL, NULL, NULL) || !ends(k, &k->client, 0))
        return;
    channel_text(&k->client.out);
    DEMAND(k, strstr(k->client.out.in, "can be made again"),
           "its last line is missing");
}

void attack_server(struct check *k, const struct attack *a)
{
    if (lab_of(k) == 1) {
        run_through(k);
        return;
    }
    if (!check_server(k, "0"))
        return;
    held = observe_descriptors(k->server.pid);
    for (size_t i = 0; i < sizeof lines; i++)
        lines[i] = i % 1024 == 1023 ? '\n' : 'x';
    a->on(k);
    if (k->verdict == PASS)
        look_after(k);
    if (k->verdict != PASS)
        explain(k);
}

const struct attack on_servers[] = {
    {"(good clients)", "123456", good_clients, 0},
    {"resets in the middle, 1000 times", "23456", resets, 0},
    {"leaves in the middle", "346", leaves_in_the_middle, 0},
    {"one byte at a time", "346", single_bytes, 0},
    {"datagrams of one byte", "5", single_byte_datagrams, 0},
    {"1 MiB at once", "34", much, 0},
    {"8 MiB, reads late", "3", reads_late, 0},
    {"a line without end", "6", line_without_end, 0},
    {"never reads, then leaves", "34", never_reads, 0},
    {"never hears the others", "6", never_hears, 0},
    {"5000 datagrams, takes none", "5", never_takes_datagrams, 0},
    {"all bytes, NUL and %n", "3456", nasty_bytes, 0},
    {"empty datagrams", "5", empty_datagrams, 0},
    {"a datagram of 65507 bytes", "5", largest_datagram, 0},
    {"few descriptors, 50 clients", "123456", more_than_descriptors, 8},
    {"100 connections a second", "3456", hundred_a_second, 0},
    {"2000 connections at once", "23456", two_thousand, 0},
    {NULL, NULL, NULL, 0},
};
