/* lab04.c - what lab 4 demands. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/observe.h"
#include "harness/suite.h"
#include "servers.h"

/* A server of the harness, for the client under test. */
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

/* Enough that no buffer of the kernel's takes it all, made of short lines. */
static char *flood(size_t len)
{
    char *bytes = malloc(len);
    if (bytes == NULL)
        exit(1);
    for (size_t i = 0; i < len; i++)
        bytes[i] = i % 64 == 63 ? '\n' : 'x';
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
    if (!stand_up(k, &s) || !check_client(k, "127.0.0.1", s.text, "100"))
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

static void rests_while_it_waits(struct check *k)
{
    enum { IDLE = 30, MOST = 10 };
    static struct stand s;
    if (!stand_up(k, &s) || !check_client(k, "127.0.0.1", s.text, "2000") ||
        !stand_accepts(k, &s))
        return;
    channel_end(&k->client.in);
    DEMAND(k, check_end(&s.client), "no half-close at the end of stdin");
    long before = observe_cpu_ms(k->client.pid);
    k->server.pid = k->client.pid;
    long used = check_idle_cpu(k, IDLE);
    DEMAND(k, before >= 0 && used <= MOST,
           "waiting for an answer it used %ld "
           "ms of processor time",
           used);
    stand_down(&s);
}

static struct stand stand_of_four;

/* The server sees the end, or the client has come to an unwritten step. */
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
    DEMAND(k, s->client.wire.ended,
           "stdin has ended, and the server does not learn of it: shutdown() "
           "says that this was all");
    DEMAND(k, !program_ended(&k->client),
           "it has hung up; a half-close leaves the other direction open");
    stand_down(s);
}

static const struct row rows[] = {
    EXCERPTS("handouts/lab04-client.md", 5),
    TALKS("handouts/lab04-client.md", 15),
    TALKS("tests/lab04-client/answer.md", 12),
    TALKS("tests/lab04-client/arguments.md", 13),
    TALKS("tests/lab04-client/connect.md", 9),
    TALKS("tests/lab04-client/request.md", 15),
    TALKS("tests/lab04-client/faults.md", 3),
    CHECK(5, "a mebibyte of stdin arrives whole, with an end",
          sends_a_mebibyte),
    CHECK(3, "a server that never reads does not hold it for ever",
          gives_up_on_one_who_never_reads),
    CHECK(4, "it half-closes, and stays to hear the answer",
          half_closes_and_stays),
    CHECK(5, "it rests while it waits for the answer", rests_while_it_waits),
    CHECK(5, "its server can start again on its port at once",
          server_restarts_on_its_port),
    CHECK(5, "its server rests while nothing happens", server_rests),
    END_OF_SUITE,
};

const struct suite lab04 = {"lab04-client", 5, rows};
