/* lab02.c - what lab 2 demands. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "harness/observe.h"
#include "harness/suite.h"
#include "servers.h"

static bool somebody_came(void *arg)
{
    return ((struct channel *)arg)->in_len > 0;
}

/* Make a port of ours stay in TIME_WAIT: accept a connection, close it first.
 * Returns the port, 0 if it could not be done. */
static int port_in_time_wait(void)
{
    int port = 0, fd = peer_bind("127.0.0.1", &port, false);
    char address[32];
    struct channel listener;
    struct peer near = {0}, far = {0};
    int on = 1; /* the old listener must have allowed it, too */
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

static void makes_a_stream_socket(struct check *k)
{
    char protocol[32];
    if (!check_server_so_far(k, "0")) {
        if (check_is_written(k, 2)) /* then it may have ended there */
            check_take_back(k);
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
    check_server_so_far(k, port);
}

/* Nobody else can take an address that is taken. */
static bool is_taken(const char *address, int port)
{
    int fd = peer_bind(address, &port, false);
    if (fd != -1)
        close(fd);
    return fd == -1;
}

/* A free port, and the number that it is with its two bytes exchanged. */
static int free_port(int *swapped)
{
    int port = 0, fd = peer_bind("127.0.0.1", &port, false);
    if (fd != -1)
        close(fd);
    *swapped = (port & 255) << 8 | port >> 8;
    return port;
}

static void binds_where_it_was_told(struct check *k)
{
    char text[8];
    int swapped, port = free_port(&swapped);
    snprintf(text, sizeof text, "%d", port);
    if (!check_server_so_far(k, text))
        return;
    bool taken = is_taken("127.0.0.1", port);
    DEMAND(k, taken || swapped < 1024 || !is_taken("127.0.0.1", swapped),
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

static void answers_at_its_port(struct check *k)
{
    char text[8];
    int swapped, port = free_port(&swapped);
    snprintf(text, sizeof text, "%d", port);
    snprintf(k->address, sizeof k->address, "127.0.0.1:%d", port);
    if (check_server_so_far(k, text))
        check_connect(k, &crowd[0]);
    crowd_leaves(1);
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

static const struct row rows[] = {
    EXCERPTS("handouts/lab02-bind-listen.md", 6),
    TALKS("handouts/lab02-bind-listen.md", 16),
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
    CHECK(4, "it listens where it says, and on loopback only",
          server_is_where_it_says),
    CHECK(4, "clients get in, and speak, though nobody accepts them",
          queues_without_accepting),
    CHECK(4, "its queue is finite: a fourth client gets no answer",
          its_queue_is_finite),
    CHECK(4, "it rests while nothing happens", server_rests),
    END_OF_SUITE,
};

const struct suite lab02 = {"lab02-bind-listen", 4, rows};
