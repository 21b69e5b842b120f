/* lab03.c - what lab 3 demands. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "harness/observe.h"
#include "harness/suite.h"
#include "servers.h"

/* Connect, hear an echo, leave. */
static bool visit(struct check *k)
{
    struct peer p = {0};
    if (!check_connect(k, &p))
        return false;
    bool good = check_echo(&p, "hello\n");
    peer_close(&p);
    if (!good)
        check_fail(k, "a client was not answered");
    return good;
}

static bool has_few_descriptors(void *arg)
{
    struct check *k = arg;
    return observe_descriptors(k->server.pid) <= 5;
}

static void leaks_no_descriptor(struct check *k)
{
    if (!check_server(k, "0"))
        return;
    for (int i = 0; i < CROWD; i++)
        if (!visit(k))
            return;
    DEMAND(k, check_until(has_few_descriptors, k),
           "after %d clients it holds "
           "%d descriptors: who closes the socket that accept() made?",
           CROWD, observe_descriptors(k->server.pid));
}

static void serves_a_crowd_in_turn(struct check *k)
{
    if (!check_server(k, "0") || !crowd_connects(k, CROWD))
        return;
    for (int i = 0; i < CROWD; i++) {
        DEMAND(k, check_echo(&crowd[i], "mine\n"),
               "of %d clients that came at "
               "once, number %d was not answered",
               CROWD, i + 1);
        peer_close(&crowd[i]);
    }
}

static void echoes_byte_by_byte(struct check *k)
{
    static const char word[] = "one byte at a time";
    static struct peer p;
    if (!check_server(k, "0") || !check_connect(k, &p))
        return;
    for (const char *at = word; *at; at++) {
        char byte[] = {*at, '\0'};
        DEMAND(k, check_echo(&p, byte),
               "byte %d of \"%s\" did not come back "
               "by itself",
               (int)(at - word) + 1, word);
    }
    peer_close(&p);
}

/* Some of the half line is echoed, or the server has come to the step that is
 * to echo it. */
static bool went_on(void *arg)
{
    const char *what;
    struct check *k = arg;
    return crowd[0].wire.in_len > 0 ||
           program_todo(&k->server, &what) > k->step;
}

static void waits_for_no_newline(struct check *k)
{
    k->options.todo_waits = true;
    if (!check_server(k, "0") || !crowd_connects(k, 1))
        return;
    channel_send(&crowd[0].wire, "hel", 3);
    DEMAND(k, check_until(went_on, k) || check_is_written(k, 3),
           "a client has said 3 bytes and no newline, and the server waits for "
           "more: recv() must hand on what is there");
    crowd_leaves(1);
}

static bool nothing_to_send(void *arg)
{
    return ((struct peer *)arg)->wire.out_len == 0;
}

static void survives_one_who_never_reads(struct check *k)
{
    static char flood[8 << 20];
    static struct peer p;
    if (!check_server(k, "0") || !check_connect(k, &p))
        return;
    p.wire.deaf = true;
    channel_send(&p.wire, flood, sizeof flood);
    pump_until(nothing_to_send, &p, 50); /* until nobody moves any more */
    peer_reset(&p);
    visit(k);
}

static void ends_if_it_can_accept_nobody(struct check *k)
{
    char ending[64];
    k->options.descriptors = 4; /* 0, 1, 2 and the listener */
    if (!check_server(k, "0"))
        return;
    /* Linux looks for a free descriptor before it looks for a client */
    peer_connect(&crowd[0], k->address, false, QUIET);
    pump_until((bool (*)(void *))program_ended, &k->server, QUIET);
    DEMAND(k, k->server.ended,
           "no descriptor is left for any client, and it "
           "goes on (%ld ms of processor time so far)",
           observe_cpu_ms(k->server.pid));
    DEMAND(k, strstr(program_stderr(&k->server), "accept: EMFILE"),
           "it ended without `accept: EMFILE, ...` on stderr: %s, %s",
           program_ending(&k->server, ending, sizeof ending),
           program_stderr(&k->server));
    k->server.report.status = 0; /* this end was demanded */
    crowd_leaves(1);
}

static void needs_one_descriptor_per_client(struct check *k)
{
    k->options.descriptors = 5;
    if (!check_server(k, "0"))
        return;
    for (int i = 0; i < 10; i++)
        if (!visit(k))
            return;
}

static const struct row rows[] = {
    EXCERPTS("handouts/lab03-accept-recv.md", 3),
    TALKS("handouts/lab03-accept-recv.md", 12),
    TALKS("tests/lab03-accept-recv/arguments.md", 9),
    TALKS("tests/lab03-accept-recv/clients.md", 6),
    TALKS("tests/lab03-accept-recv/echo.md", 11),
    TALKS("tests/lab03-accept-recv/endings.md", 11),
    TALKS("tests/lab03-accept-recv/faults.md", 7),
    CHECK(1, "it can start again on its port at once",
          server_restarts_on_its_port),
    CHECK(3, "a hundred clients leave no descriptor behind",
          leaks_no_descriptor),
    CHECK(3, "a hundred clients at once are served in turn",
          serves_a_crowd_in_turn),
    CHECK(3, "one free descriptor is enough for any number of clients",
          needs_one_descriptor_per_client),
    CHECK(1, "with no descriptor for any client it ends, and says why",
          ends_if_it_can_accept_nobody),
    CHECK(3, "each byte comes back when it came, not at the end of a line",
          echoes_byte_by_byte),
    CHECK(2, "it goes on with half a line", waits_for_no_newline),
    CHECK(2, "it rests while nothing happens", server_rests),
    CHECK(3, "a client that never reads, and slams, does not end it",
          survives_one_who_never_reads),
    END_OF_SUITE,
};

const struct suite lab03 = {"lab03-accept-recv", 3, rows};
