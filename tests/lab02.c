/* lab02.c - what lab 2 demands. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "harness/stage/observe.h"
#include "harness/suites/suite.h"
#include "servers.h"

static bool somebody_came(void *arg)
{
    return ((struct channel *)arg)->in_len > 0;
}

/* Put a port of ours into TIME_WAIT: accept a connection, and close it first.
 * Returns the port, or 0 on failure. */
static int port_in_time_wait(void)
{
    int port = 0, fd = peer_bind("127.0.0.1", &port, false);
    char address[32];
    struct channel listener;
    struct peer near = {0}, far = {0};
    int on = 1; /* the old listener must have SO_REUSEADDR, too */
    if (fd == -1 || peer_listen(fd, false) == -1 ||
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        return 0;
    channel_open(&listener, fd, LISTENER, 4096);
    snprintf(address, sizeof address, "127.0.0.1:%d", port);
    bool good = peer_connect(&far, address, false, QUIET);
    good = good && check_until(somebody_came, &listener);
    if (good)
        peer_adopt(&near, channel_take_connection(&listener), false);
    peer_close(&near);
    good = good && check_end(&far);
    peer_close(&far);
    channel_close(&listener);
    return good ? port : 0;
}

/* Has the server died in a call of a later step? That step will report it. */
static bool died_later(struct check *k)
{
    static const char *const calls[] = {[3] = "listen", [4] = "getsockname"};
    for (int step = 3; step <= 4; step++)
        if (step > k->step &&
            check_names_error(&k->server, calls[step], ANY_ERROR))
            return true;
    return false;
}

static bool is_over(void *arg)
{
    return program_ended(arg);
}

/* Start the server and see whether it runs. Its output is tested in step 4. */
static bool stands(struct check *k, const char *port)
{
    const char *what;
    char protocol[32];
    if (check_server_so_far(k, port)) /* its socket may be closed by now */
        return observe_protocol(k->server.pid, protocol, sizeof protocol) ||
               !check_is_written(k, 4);
    if (program_todo(&k->server, &what) > 0)
        return false;
    bool ended = k->server.out.ended && check_until(is_over, &k->server);
    if (!ended || died_later(k))
        check_take_back(k);
    return !ended;
}

static void makes_a_stream_socket(struct check *k)
{
    char protocol[32];
    if (!stands(k, "0")) {
        const char *said = program_stderr(&k->server);
        if (check_is_written(k, 2)) /* then step 2 reports it */
            check_take_back(k);
        DEMAND(k, !strstr(said, "peration not supported"),
               "listen() refuses its socket: which type does socket() get?");
        return;
    }
    DEMAND(k, observe_protocol(k->server.pid, protocol, sizeof protocol),
           "after step 1 it has no socket at all");
    DEMAND(k, strcmp(protocol, "TCP") == 0,
           "its socket speaks %s, not TCP over IPv4: which family and which "
           "type does socket() get?",
           protocol);
}

static void takes_a_port_in_time_wait(struct check *k)
{
    char port[8];
    int number = port_in_time_wait();
    DEMAND(k, number != 0, "the harness could not prepare a port");
    snprintf(port, sizeof port, "%d", number);
    stands(k, port);
}

/* Is this address in use? Then our bind() fails. */
static bool is_taken(const char *address, int port)
{
    int fd = peer_bind(address, &port, false);
    if (fd != -1)
        close(fd);
    return fd == -1;
}

/* A free port, and the same number with its two bytes swapped. It is below the
 * ephemeral ports, which the kernel may give to other tests: ip(7). */
static int free_port(int *swapped)
{
    enum { LEAST = 10000, RANGE = 22000 };
    for (int i = 0; i < 100; i++) {
        int port = LEAST + (getpid() % RANGE * 97 + i * 7919) % RANGE;
        *swapped = (port & 255) << 8 | port >> 8;
        bool differs = *swapped > 1023 && *swapped != port;
        int fd = differs ? peer_bind("127.0.0.1", &port, false) : -1;
        if (fd == -1)
            continue;
        close(fd);
        return port;
    }
    return 0;
}

static void binds_where_it_was_told(struct check *k)
{
    char text[8];
    int swapped, port = free_port(&swapped);
    snprintf(text, sizeof text, "%d", port);
    if (!stands(k, text))
        return;
    bool taken = is_taken("127.0.0.1", port);
    DEMAND(k, taken || !is_taken("127.0.0.1", swapped),
           "asked for port %d, it took %d: the two bytes of the port are "
           "exchanged",
           port, swapped);
    DEMAND(k, taken, "asked for port %d of 127.0.0.1, it did not take it",
           port);
    DEMAND(k, !is_taken("127.0.0.2", port),
           "it took port %d of 127.0.0.2 as well: on a wildcard it listens to "
           "the whole network",
           port);
}

static bool stands_at_free_port(struct check *k)
{
    char text[8];
    int swapped, port = free_port(&swapped);
    snprintf(text, sizeof text, "%d", port);
    snprintf(k->address, sizeof k->address, "127.0.0.1:%d", port);
    return stands(k, text);
}

static void answers_at_its_port(struct check *k)
{
    if (!stands_at_free_port(k))
        return;
    check_connect(k, &crowd[0]);
    crowd_leaves(1);
}

/* Three fit, for the backlog is 2; the fourth gets no answer. */
static void its_queue_is_that_long(struct check *k)
{
    if (!stands_at_free_port(k))
        return;
    for (int i = 0; i < 3; i++)
        DEMAND(k, peer_connect(&crowd[i], k->address, false, QUIET),
               "with a backlog of 2 Linux queues 3 connections, and here only "
               "%d got in: which number does listen() get?",
               i);
    DEMAND(k, !peer_connect(&crowd[3], k->address, false, 100),
           "with a backlog of 2 Linux queues 3 connections, and here a 4th got "
           "in: which number does listen() get?");
    crowd_leaves(3);
}

static bool three_wait(void *arg)
{
    struct check *k = arg;
    return observe_waiting(k->server.pid) == 3;
}

static void queues_without_accepting(struct check *k)
{
    if (!check_server(k, "0") || !crowd_connects(k, 3))
        return;
    channel_send(&crowd[0].wire, "early", 5);
    DEMAND(k, check_until(three_wait, k),
           "3 clients are connected, and %d "
           "wait in the listener's queue",
           observe_waiting(k->server.pid));
    crowd_leaves(3);
}

static void its_queue_is_finite(struct check *k)
{
    if (!check_server(k, "0") || !crowd_connects(k, 3))
        return;
    bool connected = peer_connect(&crowd[3], k->address, false, 100);
    DEMAND(k, !connected,
           "with a backlog of 2 Linux queues 3 connections, and "
           "here a 4th got in: which number does listen() get?");
    DEMAND(k, errno == ETIMEDOUT,
           "the 4th connection failed at once (%s); a "
           "full queue answers nothing",
           strerror(errno));
    crowd_leaves(3);
}

/* How many descriptors of this process are TCP sockets: xattr(7). */
static int count_sockets(pid_t pid)
{
    char path[64], protocol[32];
    int count = 0;
    for (int fd = 0; fd < 64; fd++) {
        snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)pid, fd);
        ssize_t len = getxattr(path, "system.sockprotoname", protocol,
                               sizeof protocol - 1);
        count += len >= 3 && strncmp(protocol, "TCP", 3) == 0;
    }
    return count;
}

static void has_one_socket(struct check *k)
{
    if (!check_server(k, "0"))
        return;
    int count = count_sockets(k->server.pid);
    DEMAND(k, count <= 1,
           "it holds %d TCP sockets and listens on one of them: each call of "
           "socket() makes another, and who makes one has to close it",
           count);
}

static bool three_wait_here(void *arg)
{
    (void)arg;
    return observe_waiting(getpid()) == 3;
}

/* A backlog of 2 holds three connections. While the client waits for its
 * fourth, we look at the first. */
static void holds_its_connections(struct check *k)
{
    char text[8], bytes[8];
    int port = 0, fd = peer_bind("127.0.0.1", &port, false);
    DEMAND(k, fd != -1 && listen(fd, 2) == 0,
           "the harness could not prepare a port");
    if (observe_waiting(getpid()) == -1) {
        check_cannot(k, "this system does not show who waits in a queue");
        return;
    }
    snprintf(text, sizeof text, "%d", port);
    if (!check_client(k, "127.0.0.1", text, "10000"))
        return;
    DEMAND(k, check_until(three_wait_here, NULL),
           "three connections fit into our queue, and %d came",
           observe_waiting(getpid()));
    int first = accept(fd, NULL, NULL);
    ssize_t got = recv(first, bytes, sizeof bytes, MSG_DONTWAIT);
    ssize_t more = recv(first, bytes, sizeof bytes, MSG_DONTWAIT);
    program_stop(&k->client); /* before we close, or it reports a refusal */
    close(first);
    close(fd);
    DEMAND(k, got == 5, "of its first knock's 5 bytes %zd came", got);
    DEMAND(k, more == -1, "its first knock has hung up before its fourth");
}

static bool client_is_over(void *arg)
{
    return program_ended(&((struct check *)arg)->client);
}

/* How long the client takes to give up, in milliseconds: the shortest of three
 * runs, since a busy machine may slow one down. -1: it does not give up. */
static long time_to_give_up(struct check *k, const char *port, const char *ms)
{
    long shortest = -1;
    for (int i = 0; i < 3; i++) {
        if (i > 0) /* the last client stays, as evidence */
            program_free(&k->client);
        long long start = milliseconds();
        if (!check_client(k, "127.0.0.1", port, ms) ||
            !check_until(client_is_over, k))
            return -1;
        long took = (long)(milliseconds() - start);
        if (shortest == -1 || took < shortest)
            shortest = took;
        if (shortest < 2 * atol(ms))
            break;
    }
    return shortest;
}

static void is_as_patient_as_told(struct check *k)
{
    char text[8];
    int port = 0, filler = -1, fd = peer_bind("127.0.0.1", &port, false);
    DEMAND(k, fd != -1 && peer_ignore(fd, false, &filler) == 0,
           "the harness could not prepare a port");
    snprintf(text, sizeof text, "%d", port);
    long besides = time_to_give_up(k, text, "1"); /* to start and to exit */
    program_free(&k->client);
    long took = time_to_give_up(k, text, "300");
    close(filler);
    close(fd);
    DEMAND(k, took != -1, "nobody answers, and after 300 ms it still waits");
    DEMAND(k, took >= 290,
           "told to wait 300 ms for an answer it gave up after %ld", took);
    DEMAND(k, took < 900 + 2 * besides,
           "told to wait 300 ms for an answer it gave up after %ld", took);
    program_free(&k->client); /* its failure was demanded: no evidence */
    k->client.box = 0;
}

static const struct row rows[] = {
    EXCERPTS("handouts/lab02-bind-listen.md", 6),
    TALKS("handouts/lab02-bind-listen.md", 16),
    WINDOWS("handouts/lab02-bind-listen.md", 2),
    TALKS("tests/lab02-bind-listen/address.md", 10),
    TALKS("tests/lab02-bind-listen/arguments.md", 5),
    TALKS("tests/lab02-bind-listen/client.md", 4),
    TALKS("tests/lab02-bind-listen/queue.md", 4),
    TALKS("tests/lab02-bind-listen/faults.md", 1),
    CHECK(1, "it makes a stream socket", makes_a_stream_socket),
    CHECK(2, "it takes the port that it was told to, of this address alone",
          binds_where_it_was_told),
    CHECK(2, "it takes a port where an old connection lingers",
          takes_a_port_in_time_wait),
    CHECK(3, "who knows its port can connect to it", answers_at_its_port),
    CHECK(3, "its queue is as long as it was told", its_queue_is_that_long),
    CHECK(4, "it listens where it says, and on loopback only",
          server_is_where_it_says),
    CHECK(4, "clients get in, and speak, though nobody accepts them",
          queues_without_accepting),
    CHECK(4, "its queue is finite: a fourth client gets no answer",
          its_queue_is_finite),
    CHECK(4, "it rests while nothing happens", server_rests),
    CHECK(4, "it has no socket but its listener", has_one_socket),
    CHECK(4, "it holds its connections while it knocks", holds_its_connections),
    CHECK(4, "it waits for an answer as long as it was told",
          is_as_patient_as_told),
    END_OF_SUITE,
};

const struct suite lab02 = {"lab02-bind-listen", 4, rows};
