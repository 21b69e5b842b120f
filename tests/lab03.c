/* lab03.c - what lab 3 demands. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "harness/base/must.h"
#include "harness/stage/held.h"
#include "harness/stage/observe.h"
#include "harness/suites/suite.h"
#include "servers.h"

/* Connect, demand an echo, close. */
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

/* How many descriptors the server held before the first client. */
static int held_before;

/* Are nearly all descriptors of clients closed? The server may keep a few for
 * its own use. */
static bool has_few_descriptors(void *arg)
{
    struct check *k = arg;
    return observe_descriptors(k->server.pid) <= held_before + CROWD / 10;
}

static void leaks_no_descriptor(struct check *k)
{
    if (!check_server(k, "0"))
        return;
    held_before = held_at_rest(&k->server);
    for (int i = 0; i < CROWD; i++)
        if (!visit(k))
            return;
    DEMAND(k, check_until(has_few_descriptors, k),
           "after %d clients it holds "
           "%d descriptors: who closes the socket that accept() made?",
           CROWD, observe_descriptors(k->server.pid));
}

static void leaks_none_to_those_who_slam(struct check *k)
{
    static struct peer p;
    if (!check_server(k, "0"))
        return;
    held_before = held_at_rest(&k->server);
    for (int i = 0; i < CROWD; i++) {
        if (!check_connect(k, &p))
            return;
        DEMAND(k, check_echo(&p, "hello\n"), "client %d was not answered",
               i + 1);
        peer_reset(&p);
    }
    DEMAND(k, check_until(has_few_descriptors, k),
           "after %d clients that ended with a reset it holds %d descriptors: "
           "a socket whose connection is gone is still to be closed",
           CROWD, observe_descriptors(k->server.pid));
}

/* The number of all descendants of a process: proc(5). 0 if not known. */
static int descendants(pid_t pid)
{
    char path[64];
    int child, count = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid,
             (int)pid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return 0;
    while (fscanf(file, "%d", &child) == 1)
        count += 1 + descendants(child);
    fclose(file);
    return count;
}

/* A server may fork for each client, and keep a few processes for the next
 * ones. But no zombies may stay, nor processes of clients that have left. */
static bool has_few_children(void *arg)
{
    struct check *k = arg;
    return observe_children(k->server.pid, true) <= 0 &&
           descendants(k->server.pid) < CROWD / 2;
}

static void a_crowd_leaves_at_once(struct check *k)
{
    if (!check_server(k, "0"))
        return;
    held_before = held_at_rest(&k->server);
    if (!crowd_connects(k, CROWD))
        return;
    crowd_leaves(CROWD);
    if (!visit(k))
        return;
    DEMAND(k, check_until(has_few_children, k),
           "%d clients have left, and it has %d processes below it, %d of them "
           "dead and not waited for",
           CROWD, descendants(k->server.pid),
           observe_children(k->server.pid, true));
    DEMAND(k, check_until(has_few_descriptors, k),
           "%d clients have left, and it holds %d descriptors", CROWD,
           observe_descriptors(k->server.pid));
}

/* The bytes of client number i: each block of 64 has its number and offset. */
static char *speech_of(int i, size_t len)
{
    enum { EACH = 64 };
    char *text = must_malloc(len + 1), words[EACH];
    memset(text, ' ', len);
    text[len] = '\0';
    for (size_t at = 0; at + EACH <= len; at += EACH) {
        int wide = snprintf(words, sizeof words, "client %d, byte %zu", i, at);
        memcpy(text + at, words, (size_t)wide);
        text[at + EACH - 1] = '\n';
    }
    return text;
}

static bool never(void *arg)
{
    (void)arg;
    return false;
}

/* The bytes of one client must not reach another, whether the server serves
 * them in turn or at the same time. The clients do not read at first, so the
 * server blocks in the middle of each echo. */
static void keeps_them_apart(struct check *k)
{
    enum { SPEAKERS = 3, LENGTH = 256 * 1024 };
    if (!check_server(k, "0"))
        return;
    for (int i = 0; i < SPEAKERS; i++) {
        DEMAND(k, crowd_connects_narrowly(k, &crowd[i]), "cannot connect to %s",
               k->address);
        char *speech = speech_of(i, LENGTH);
        crowd[i].wire.deaf = true;
        channel_send(&crowd[i].wire, speech, LENGTH);
        channel_end(&crowd[i].wire);
        free(speech);
    }
    pump_until(never, NULL, 50); /* until all buffers are full */
    for (int i = 0; i < SPEAKERS; i++)
        crowd[i].wire.deaf = false;
    for (int i = 0; i < SPEAKERS; i++) {
        char *speech = speech_of(i, LENGTH);
        bool heard = check_hears(&crowd[i], speech, LENGTH);
        free(speech);
        DEMAND(k, heard,
               "of %d clients that speak at once, number %d did not hear its "
               "own bytes in order",
               SPEAKERS, i + 1);
    }
    crowd_leaves(SPEAKERS);
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

/* Is a part of the half line echoed? Or has the server stopped at a later step,
 * which will echo it? */
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
    bool came = check_until(went_on, k);
    DEMAND(k, came || check_is_written(k, 3),
           "a client has said 3 bytes and no newline, and the server waits for "
           "more: recv() must hand on what is there");
    if (came && crowd[0].wire.in_len > 0)
        DEMAND(k, check_hears(&crowd[0], "hel", 3),
               "a client has said 3 bytes, and another number of bytes, or "
               "other ones, came back: what does recv() return?");
    crowd_leaves(1);
}

static bool went_on_or_ended(void *arg)
{
    struct check *k = arg;
    return went_on(k) || program_ended(&k->server);
}

/* More than any buffer holds: recv() fills it to its last byte. */
static void fills_its_buffer(struct check *k)
{
    static char flood[256 * 1024];
    k->options.todo_waits = true;
    if (!check_server(k, "0") || !crowd_connects(k, 1))
        return;
    channel_send(&crowd[0].wire, flood, sizeof flood);
    check_until(went_on_or_ended, k);
    DEMAND(k, program_sanitizer(&k->server) == NULL,
           "a client has filled the buffer to its last byte, and something was "
           "written behind it");
    crowd_leaves(1);
}

/* The same, and the first recv() is interrupted. */
static void goes_on_after_a_signal(struct check *k)
{
    check_fault(k, fault_error(SPY_RECV, EINTR));
    waits_for_no_newline(k);
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
    pump_until(nothing_to_send, &p, 50); /* until all buffers are full */
    peer_reset(&p);
    visit(k);
}

static void ends_if_it_can_accept_nobody(struct check *k)
{
    char ending[64];
    k->options.descriptors = 4; /* 0, 1, 2 and the listener */
    if (!check_server(k, "0"))
        return;
    /* on Linux accept() looks for a free descriptor before it blocks */
    peer_connect(&crowd[0], k->address, false, QUIET);
    pump_until((bool (*)(void *))program_ended, &k->server, QUIET);
    DEMAND(k, k->server.ended,
           "no descriptor is left for any client, and it "
           "goes on (%ld ms of processor time so far)",
           program_cpu_ms(&k->server));
    DEMAND(k, check_names_error(&k->server, NULL, EMFILE),
           "it ended without `accept: EMFILE, ...` on stderr: %s, %s",
           program_ending(&k->server, ending, sizeof ending),
           program_stderr(&k->server));
    int status = k->server.report.status;
    DEMAND(k, WIFEXITED(status) && WEXITSTATUS(status) != 0,
           "it has failed, and must end with a status that says so: %s",
           program_ending(&k->server, ending, sizeof ending));
    k->server.report.status = 0; /* this end was demanded */
    crowd_leaves(1);
}

/* Eight descriptors: the standard three, the listener, a client, and three to
 * spare, since a server may accept the next client while it serves this one.
 * What it holds for itself comes on top of that. */
static void needs_few_descriptors(struct check *k)
{
    static struct peer p;
    k->options.descriptors = 8;
    if (!check_server(k, "0"))
        return;
    for (int i = 0; i < 20; i++) {
        if (!check_connect(k, &p))
            return;
        channel_end(&p.wire);
        DEMAND(k, check_end(&p), "client %d sees no end", i + 1);
        peer_close(&p);
    }
}

static const struct row rows[] = {
    EXCERPTS("handouts/lab03-accept-recv.md", 3),
    TALKS("handouts/lab03-accept-recv.md", 12),
    WINDOWS("handouts/lab03-accept-recv.md", 1),
    TALKS("tests/lab03-accept-recv/arguments.md", 11),
    TALKS("tests/lab03-accept-recv/clients.md", 6),
    TALKS("tests/lab03-accept-recv/echo.md", 12),
    TALKS("tests/lab03-accept-recv/endings.md", 11),
    TALKS("tests/lab03-accept-recv/faults.md", 9),
    CHECK(1, "it listens where it says, and on loopback only",
          server_is_where_it_says),
    CHECK(1, "it can start again on its port at once",
          server_restarts_on_its_port),
    MANY_CHECK(3, "a hundred clients leave no descriptor behind",
               leaks_no_descriptor),
    MANY_CHECK(3, "a hundred clients that slam leave no descriptor behind",
               leaks_none_to_those_who_slam),
    MANY_CHECK(3, "a hundred clients that leave at once leave nothing behind",
               a_crowd_leaves_at_once),
    CHECK(3, "clients that speak at once hear their own bytes",
          keeps_them_apart),
    MANY_CHECK(3, "a hundred clients at once are served in turn",
               serves_a_crowd_in_turn),
    CHECK(3, "a few free descriptors are enough for any number of clients",
          needs_few_descriptors),
    CHECK(1, "with no descriptor for any client it ends, and says why",
          ends_if_it_can_accept_nobody),
    CHECK(3, "each byte comes back when it came, not at the end of a line",
          echoes_byte_by_byte),
    CHECK(2, "it makes no call on a descriptor that it has closed",
          server_leaves_closed_ones),
    CHECK(2, "it takes as many bytes as its buffer holds", fills_its_buffer),
    CHECK(2, "it waits for a silent client", server_waits_for_the_silent),
    CHECK(2, "it goes on with half a line", waits_for_no_newline),
    CHECK(2, "it goes on with half a line after a signal, too",
          goes_on_after_a_signal),
    CHECK(2, "it rests while nothing happens", server_rests),
    MANY_CHECK(3, "a client that never reads, and slams, does not end it",
               survives_one_who_never_reads),
    END_OF_SUITE,
};

const struct suite lab03 = {"lab03-accept-recv", 3, rows};
