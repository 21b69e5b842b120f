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

static void takes_a_port_in_time_wait(struct check *k)
{
    char port[8];
    int number = port_in_time_wait();
    DEMAND(k, number != 0, "the harness could not prepare a port");
    snprintf(port, sizeof port, "%d", number);
    if (!check_server(k, port))
        check_fail(k, "%s", program_stderr(&k->server));
    DEMAND(k, k->port == number,
           "asked for port %d, it listens on %d: is the "
           "result of bind() looked at?",
           number, k->port);
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
    bool connected = peer_connect(&crowd[3], k->address, false, 200);
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
    CHECK(2, "it takes a port where an old connection lingers",
          takes_a_port_in_time_wait),
    CHECK(4, "it listens where it says, and on loopback only",
          server_is_where_it_says),
    CHECK(3, "clients get in, and speak, though nobody accepts them",
          queues_without_accepting),
    CHECK(3, "its queue is finite: a fourth client gets no answer",
          its_queue_is_finite),
    CHECK(4, "it rests while nothing happens", server_rests),
    END_OF_SUITE,
};

const struct suite lab02 = {"lab02-bind-listen", 4, rows};
