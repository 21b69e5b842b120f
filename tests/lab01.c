/* lab01.c - what lab 1 demands. */
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "harness/stage/seen_calls.h"
#include "harness/suites/suite.h"

static bool has_shown_line(void *arg)
{
    struct program *p = arg;
    return memchr(p->out.in, '\n', p->out.in_len) || p->out.ended;
}

/* Start the server, which may stop at a later step. False, and it is noted, if
 * it stops before, or if its calls are not seen. */
static bool starts(struct check *k)
{
    const char *what;
    bool later = check_server_so_far(k, NULL);
    if (!later && program_todo(&k->server, &what) > 0)
        return false;
    check_take_back(k); /* it listens nowhere, and does not say so */
    const char *why = program_untraced(&k->server);
    if (why)
        check_cannot(k, why);
    pump_until(has_shown_line, &k->server, QUIET);
    channel_text(&k->server.out);
    return why == NULL;
}

static void makes_and_shows_a_stream(struct check *k)
{
    int shown = -1;
    if (!starts(k))
        return;
    struct spy_call c = seen_socket(&k->server);
    DEMAND(k, c.times > 0, "socket() was never called");
    DEMAND(k, c.domain == AF_INET,
           "socket() was asked for family %d, and AF_INET is %d", (int)c.domain,
           AF_INET);
    DEMAND(k, (c.type & 15) == SOCK_STREAM,
           "socket() was asked for type %d, and SOCK_STREAM is %d", (int)c.type,
           SOCK_STREAM);
    sscanf(k->server.out.in, "made socket %d", &shown);
    DEMAND(k, c.result == -1 || shown == c.result,
           "socket() returned %d, and the line says %d", (int)c.result, shown);
}

static bool has_come_to_its_end(void *arg)
{
    const char *what;
    return program_ended(arg) || program_todo(arg, &what) > 0;
}

static void closes_each_once(struct check *k)
{
    char what[64];
    if (!starts(k))
        return;
    check_until(has_come_to_its_end, &k->server);
    DEMAND(k, !seen_on_closed(&k->server, what, sizeof what),
           "%s, a descriptor that it had closed: EBADF", what);
}

static bool client_is_over(void *arg)
{
    return program_ended(&((struct check *)arg)->client);
}

/* One line in each of the steps 6, 7 and 8 tells what recv() has said. */
static void asks_each_time(struct check *k)
{
    const char *what;
    int told = k->step - 5;
    if (!check_client(k, NULL, NULL, NULL))
        return;
    check_until(client_is_over, k);
    const char *why = program_untraced(&k->client);
    int todo = program_todo(&k->client, &what);
    if (why)
        check_cannot(k, why);
    if (why || (todo > 0 && todo <= k->step))
        return;
    unsigned asked = seen_times(&k->client, SPY_RECV) +
                     seen_times(&k->client, SPY_RECVFROM) +
                     seen_times(&k->client, SPY_READ);
    DEMAND(k, asked >= (unsigned)told,
           "recv() was called %u times, and up to this step %d lines tell "
           "what it has said",
           asked, told);
}

static const struct row rows[] = {
    EXCERPTS("handouts/lab01-socket.md", 9),
    TALKS("handouts/lab01-socket.md", 15),
    WINDOWS("handouts/lab01-socket.md", 5),
    TALKS("tests/lab01-socket/arguments.md", 3),
    TALKS("tests/lab01-socket/client.md", 7),
    WINDOWS("tests/lab01-socket/client.md", 1),
    TALKS("tests/lab01-socket/limits.md", 7),
    TALKS("tests/lab01-socket/socket.md", 8),
    CHECK(1, "it makes a stream, and shows its number",
          makes_and_shows_a_stream),
    CHECK(5, "it closes each socket once", closes_each_once),
    CHECK(6, "recv() is asked before there is a peer", asks_each_time),
    CHECK(7, "recv() is asked after the close", asks_each_time),
    CHECK(8, "recv() is asked on the old number", asks_each_time),
    END_OF_SUITE,
};

const struct suite lab01 = {"lab01-socket", 8, rows};
