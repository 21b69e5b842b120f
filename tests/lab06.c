/* lab06.c - what lab 6 demands. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/select.h>

#include "harness/observe.h"
#include "harness/suite.h"
#include "servers.h"

/* One says a line, and these others hear it. Names who did not, or 0. */
static int deaf_to(struct peer *speaker, const char *line, struct peer *others,
                   int count)
{
    channel_send(&speaker->wire, line, strlen(line));
    for (int i = 0; i < count; i++)
        if (&others[i] != speaker && !others[i].wire.deaf &&
            !check_hears(&others[i], line, strlen(line)))
            return i + 1;
    return 0;
}

static void a_crowd_hears_each_other(struct check *k)
{
    if (!check_server(k, "0") || !crowd_connects(k, CROWD))
        return;
    for (int i = 0; i < CROWD; i += 10) {
        int missed = deaf_to(&crowd[i], "hear me\n", crowd, CROWD);
        DEMAND(k, missed == 0,
               "client %d of %d spoke, and client %d did not "
               "hear it",
               i + 1, CROWD, missed);
    }
    crowd_leaves(CROWD);
}

static bool has_few_descriptors(void *arg)
{
    return observe_descriptors(((struct check *)arg)->server.pid) <= 4;
}

static void leaks_no_descriptor(struct check *k)
{
    if (!check_server(k, "0") || !crowd_connects(k, CROWD))
        return;
    DEMAND(k, deaf_to(&crowd[0], "all here\n", crowd, CROWD) == 0,
           "not all of %d clients heard the first", CROWD);
    for (int i = 0; i < CROWD; i++)
        if (i % 2)
            peer_reset(&crowd[i]);
    crowd_leaves(CROWD);
    DEMAND(k, check_until(has_few_descriptors, k),
           "%d clients have left, half "
           "of them with a reset, and it holds %d descriptors",
           CROWD, observe_descriptors(k->server.pid));
}

/* One who never reads, and one who never speaks, beside two who talk. */
static void a_slow_reader_stops_nobody(struct check *k)
{
    enum { LINES = 400, LENGTH = 64 * 1024 };
    if (!check_server(k, "0") || !crowd_connects(k, 4))
        return;
    crowd[0].wire.deaf = true;
    char *line = malloc(LENGTH + 1);
    if (line == NULL)
        exit(1);
    memset(line, 'x', LENGTH);
    line[LENGTH - 1] = '\n';
    line[LENGTH] = '\0';
    int missed = deaf_to(&crowd[1], "all in?\n", crowd, 4);
    int all_four = observe_descriptors(k->server.pid);
    for (int i = 0; i < LINES && missed == 0 &&
                    observe_descriptors(k->server.pid) == all_four;
         i++)
        missed = deaf_to(&crowd[1], line, crowd, 4);
    free(line);
    DEMAND(k, missed == 0,
           "one client does not read, another talks, and "
           "client %d has stopped hearing",
           missed);
    crowd[0].wire.deaf = false;
    DEMAND(k, check_end(&crowd[0]),
           "a client that has read nothing of %d KiB "
           "is still kept: is there an end to its queue?",
           LINES * LENGTH / 1024);
    crowd_leaves(4);
}

/* Bytes that the server itself holds for a client who was told `said` and reads
 * nothing: neither in its kernel's buffer nor in the client's. */
static long held_by_server(struct check *k, struct peer *p, long said)
{
    int unread = 0;
    long unsent = observe_unsent(k->server.pid, peer_port(p));
    if (unsent < 0 || ioctl(p->wire.fd, FIONREAD, &unread) == -1)
        return -1;
    return said - unsent - unread;
}

/* Numbered lines of this length, so that no two are alike. */
static void number_line(char *line, int length, int number)
{
    snprintf(line, (size_t)length + 1, "%0*d", length, number);
    line[length - 1] = '\n';
}

static bool nothing(void *arg)
{
    (void)arg;
    return false;
}

/* Let a client fall behind until the server holds something for it. Then let it
 * read while the server stands still, so that there is room again, and say one
 * more line: all must come, in order. */
static void who_falls_behind_catches_up(struct check *k)
{
    enum { LENGTH = 16 * 1024, MOST = 2000 };
    static char line[LENGTH + 1];
    struct peer *speaker = &crowd[0], *slow = &crowd[1];
    if (!check_server(k, "0") || !crowd_connects(k, 3))
        return;
    slow->wire.deaf = true;
    int lines = 0;
    /* to ask takes long where thousands of connections linger */
    while (lines < MOST &&
           (lines % 16 != 0 ||
            held_by_server(k, slow, (long)lines * LENGTH) <= 0)) {
        number_line(line, LENGTH, lines++);
        DEMAND(k, deaf_to(speaker, line, crowd, 3) == 0,
               "one client does not read, and another has stopped hearing");
    }
    kill(k->server.pid, SIGSTOP);
    slow->wire.deaf = false;
    pump_until(nothing, NULL, 50);
    number_line(line, LENGTH, lines++);
    channel_send(&speaker->wire, line, LENGTH);
    kill(k->server.pid, SIGCONT);
    for (int i = 0; i < lines; i++) {
        number_line(line, LENGTH, i);
        DEMAND(k, check_hears(slow, line, LENGTH),
               "a client that had fallen behind reads on, and line %d of %d is "
               "not the next that comes",
               i + 1, lines);
    }
    crowd_leaves(3);
}

static bool nobody_waits(void *arg)
{
    return observe_waiting(((struct check *)arg)->server.pid) == 0;
}

/* 8 descriptors: 0, 1, 2, the listener, and 4 clients. */
static void waits_when_descriptors_are_used_up(struct check *k)
{
    enum { IDLE = 30, MOST = 10 };
    k->options.descriptors = 8;
    if (!check_server(k, "0") || !crowd_connects(k, 6))
        return;
    DEMAND(k, deaf_to(&crowd[0], "four\n", crowd, 4) == 0,
           "with descriptors used up, it forgets those it serves");
    long used = check_idle_cpu(k, IDLE);
    DEMAND(k, used <= MOST,
           "with descriptors used up it used %ld ms of "
           "processor time: the listener stays ready, and select() returns "
           "at once",
           used);
    peer_close(&crowd[0]);
    peer_close(&crowd[1]);
    check_until(nobody_waits, k);
    DEMAND(k, deaf_to(&crowd[2], "again\n", crowd + 2, 4) == 0,
           "two have left, and those who waited are not let in");
    crowd_leaves(6);
}

static bool raise_our_limit(rlim_t wanted)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == -1 || files.rlim_max < wanted)
        return false;
    files.rlim_cur = wanted;
    return setrlimit(RLIMIT_NOFILE, &files) == 0;
}

static void does_not_overrun_its_sets(struct check *k)
{
    enum { MANY = FD_SETSIZE + 76 };
    static struct peer many[MANY];
    if (!raise_our_limit(2 * FD_SETSIZE)) {
        check_cannot(k, "it needs 2048 descriptors: ulimit -Hn");
        return;
    }
    k->options.descriptors = 2 * FD_SETSIZE;
    if (!check_server(k, "0"))
        return;
    for (int i = 0; i < MANY; i++)
        if (!check_connect(k, &many[i]))
            return;
    int missed = deaf_to(&many[0], "hear me\n", many + 1, 10);
    DEMAND(k, missed == 0,
           "with %d clients at the door, those inside do not "
           "hear each other",
           MANY);
    for (int i = 0; i < MANY; i++)
        peer_close(&many[i]);
}

static void lets_in_who_knocks(struct check *k)
{
    if (!check_server(k, "0") || !crowd_connects(k, 5))
        return;
    DEMAND(k, check_until(nobody_waits, k),
           "of 5 clients that are connected, %d still wait to be accepted",
           observe_waiting(k->server.pid));
    crowd_leaves(5);
}

static const struct row rows[] = {
    EXCERPTS("handouts/lab06-select.md", 7),
    TALKS("handouts/lab06-select.md", 13),
    TALKS("tests/lab06-select/arguments.md", 3),
    TALKS("tests/lab06-select/client.md", 13),
    TALKS("tests/lab06-select/leaving.md", 9),
    TALKS("tests/lab06-select/lines.md", 9),
    TALKS("tests/lab06-select/room.md", 11),
    TALKS("tests/lab06-select/slow.md", 2),
    TALKS("tests/lab06-select/faults.md", 10),
    CHECK(1, "it rests while nothing happens", server_rests),
    CHECK(2, "it lets in everybody who knocks", lets_in_who_knocks),
    CHECK(4, "of a hundred clients each hears the others",
          a_crowd_hears_each_other),
    CHECK(2, "it can start again on its port at once",
          server_restarts_on_its_port),
    CHECK(4, "with descriptors used up it rests, and goes on later",
          waits_when_descriptors_are_used_up),
    CHECK(4, "more clients than a set can hold do not overrun it",
          does_not_overrun_its_sets),
    CHECK(5, "a client that falls behind catches up, line by line",
          who_falls_behind_catches_up),
    CHECK(5, "a client that never reads stops nobody, and is dropped",
          a_slow_reader_stops_nobody),
    CHECK(4, "a hundred clients, and as many resets, leave nothing behind",
          leaks_no_descriptor),
    END_OF_SUITE,
};

const struct suite lab06 = {"lab06-select", 7, rows};
