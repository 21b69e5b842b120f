/* lab06.c - what lab 6 demands. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "harness/base/must.h"
#include "harness/stage/held.h"
#include "harness/stage/observe.h"
#include "harness/stage/waiting.h"
#include "harness/suites/suite.h"
#include "servers.h"

/* How long we watch an idle program, and the most processor time it may use. */
enum { IDLE = 30, IDLE_MOST = 10 }; /* milliseconds */

static bool nothing(void *arg)
{
    (void)arg;
    return false;
}

static bool stands_still(void *arg)
{
    return observe_stopped(((struct check *)arg)->server.pid);
}

static bool client_stands_still(void *arg)
{
    return observe_stopped(((struct check *)arg)->client.pid);
}

/* Stop the server, and wait until it has stopped. So what select() has told it
 * is out of date when it goes on. */
static void stand_still(struct check *k)
{
    kill(k->server.pid, SIGSTOP);
    check_until(stands_still, k);
}

/* The speaker sends a line, and the others must receive it. Returns the number,
 * from 1, of the first client that did not; 0: all did. */
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

static int descriptors_before;

/* Does the server hold as many descriptors as before the first client, or only
 * a few more for its own use? */
static bool has_few_descriptors(void *arg)
{
    enum { OWN = 4 };
    return observe_descriptors(((struct check *)arg)->server.pid) <=
           descriptors_before + OWN;
}

static void leaks_no_descriptor(struct check *k)
{
    if (!check_server(k, "0"))
        return;
    descriptors_before = held_at_rest(&k->server);
    if (!crowd_connects(k, CROWD))
        return;
    DEMAND(k, deaf_to(&crowd[0], "all here\n", crowd, CROWD) == 0,
           "not all of %d clients heard the first", CROWD);
    for (int i = 0; i < CROWD; i++)
        if (i % 2)
            peer_reset(&crowd[i]);
    crowd_leaves(CROWD);
    DEMAND(k, check_until(has_few_descriptors, k),
           "%d clients have left, half of them with a reset, and it holds %d "
           "descriptors; before, it held %d",
           CROWD, observe_descriptors(k->server.pid), descriptors_before);
    server_closes_once(k);
}

/* Has the server closed this connection? The bytes in the kernel's buffers come
 * first; after a long zero window, its next probe may take seconds. */
static bool has_been_dropped(void *arg)
{
    return ((struct peer *)arg)->wire.ended;
}

/* How many of the `said` bytes the server keeps in its own memory for a client
 * that does not read: those that are in neither socket's buffer. */
static long held_by_server(struct check *k, struct peer *p, long said)
{
    int unread = 0;
    long unsent = observe_unsent(k->server.pid, peer_port(p));
    if (unsent < 0 || ioctl(p->wire.fd, FIONREAD, &unread) == -1)
        return -1;
    return said - unsent - unread;
}

/* Where is what was said to a client that does not read? `grown` is by how much
 * the server's memory has grown. */
static const char *fate_of(long said, long outside, long grown)
{
    if (outside < 0 || grown < 0)
        return "is there an end to its queue?";
    if (grown > said / 2)
        return "the server keeps it all in its memory";
    return outside - grown > said / 2 ? "most of it is lost"
                                      : "is there an end to its queue?";
}

/* One client never reads; the others must still hear each other. */
static void a_slow_reader_stops_nobody(struct check *k)
{
    enum { LINES = 400, LENGTH = 64 * 1024 };
    if (!check_server(k, "0") || !crowd_connects(k, 4))
        return;
    crowd[0].wire.deaf = true;
    char *line = must_malloc(LENGTH + 1);
    memset(line, 'x', LENGTH);
    line[LENGTH - 1] = '\n';
    line[LENGTH] = '\0';
    int missed = deaf_to(&crowd[1], "all in?\n", crowd, 4);
    int all_four = observe_descriptors(k->server.pid);
    long memory = observe_resident_kib(k->server.pid);
    int said = 0;
    while (said < LINES && missed == 0 &&
           observe_descriptors(k->server.pid) >= all_four) {
        missed = deaf_to(&crowd[1], line, crowd, 4);
        said++;
    }
    free(line);
    long bytes = (long)said * LENGTH;
    long grown = 1024 * (observe_resident_kib(k->server.pid) - memory);
    long outside = held_by_server(k, &crowd[0], bytes);
    DEMAND(k, missed == 0,
           "one client does not read, another talks, and "
           "client %d has stopped hearing",
           missed);
    crowd[0].wire.deaf = false;
    DEMAND(k, pump_until(has_been_dropped, &crowd[0], 5 * QUIET) == DONE,
           "a client that has read nothing of %ld KiB is still there: %s",
           bytes / 1024, fate_of(bytes, outside, grown));
    crowd_leaves(4);
}

/* Write a line of this length that consists of its number. */
static void number_line(char *line, int length, int number)
{
    snprintf(line, (size_t)length + 1, "%0*d", length, number);
    line[length - 1] = '\n';
}

/* One client does not read until the server has queued bytes for it. Then stop
 * the server, let the client read, so that its buffers have room again, and
 * send one more line: all lines must come, in order. */
static void who_falls_behind_catches_up(struct check *k)
{
    enum { LENGTH = 16 * 1024, MOST = 2000 };
    static char line[LENGTH + 1];
    struct peer *speaker = &crowd[0], *slow = &crowd[1];
    if (!check_server(k, "0") || !crowd_connects(k, 1))
        return;
    DEMAND(k, crowd_connects_narrowly(k, slow) && check_connect(k, &crowd[2]),
           "cannot connect to %s", k->address);
    slow->wire.deaf = true;
    int lines = 0;
    while (lines < MOST && held_by_server(k, slow, (long)lines * LENGTH) <= 0) {
        number_line(line, LENGTH, lines++);
        DEMAND(k, deaf_to(speaker, line, crowd, 3) == 0,
               "one client does not read, and another has stopped hearing");
    }
    stand_still(k);
    slow->wire.deaf = false;
    long long end = milliseconds() + QUIET;
    while (observe_unsent(k->server.pid, peer_port(slow)) != 0 &&
           milliseconds() < end)
        pump_until(nothing, NULL, 10);
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
    long used = check_idle_cpu(&k->server, IDLE);
    DEMAND(k, used <= IDLE_MOST,
           "all has been sent, and with nothing to say it used %ld ms of "
           "processor time: whom does it ask for room?",
           used);
    crowd_leaves(3);
}

static bool server_ended(void *arg)
{
    return program_ended(&((struct check *)arg)->server);
}

/* Has the server stopped in todo() of a step after the tested one? */
static bool has_come_to_a_later_step(struct check *k)
{
    const char *what;
    return check_until(server_ended, k) &&
           program_todo(&k->server, &what) > k->step;
}

/* Some clients leave while a line is on its way to them: first a FIN, then a
 * reset, so that the first send() to them raises SIGPIPE. Clients before and
 * after the speaker leave, and the line comes first, for any order in which the
 * server hears and sends. */
static void who_leaves_ends_nobody_else(struct check *k)
{
    enum { SPEAKER = 3, LEAVERS = 7, ALL = 9 };
    if (!check_server(k, "0") || !crowd_connects(k, ALL))
        return;
    DEMAND(k, deaf_to(&crowd[SPEAKER], "all here\n", crowd, ALL) == 0,
           "not all of %d clients heard the first line", ALL);
    stand_still(k);
    channel_send(&crowd[SPEAKER].wire, "wait\n", 5);
    pump_until(nothing, NULL, IDLE);
    for (int i = 0; i < LEAVERS; i++)
        if (i != SPEAKER)
            (void)shutdown(crowd[i].wire.fd, SHUT_WR);
    for (int i = 0; i < LEAVERS; i++)
        if (i != SPEAKER)
            peer_reset(&crowd[i]);
    kill(k->server.pid, SIGCONT);
    for (int i = LEAVERS; i < ALL; i++) {
        bool heard = check_hears(&crowd[i], "wait\n", 5);
        if (!heard && has_come_to_a_later_step(k)) {
            crowd_leaves(ALL);
            return; /* a later step queues what send() did not take */
        }
        DEMAND(k, heard,
               "some left while a line was on its way to them, and another "
               "has not heard it: is a send() to somebody who has gone the "
               "server's end? MSG_NOSIGNAL in send(2)");
    }
    DEMAND(k, deaf_to(&crowd[SPEAKER], "stay\n", crowd + LEAVERS, 2) == 0,
           "some have left, and the others no longer hear each other");
    crowd_leaves(ALL);
}

static bool nobody_waits(void *arg)
{
    return observe_waiting(((struct check *)arg)->server.pid) == 0;
}

/* Did a server that has ended accept this connection? One that was still in the
 * backlog would have been reset. */
static bool was_let_in(const struct peer *p)
{
    return p->wire.ended && !p->wire.reset;
}

/* The server has accepted all connections, or is in todo(). In step 1 it may
 * also have accepted the first one and ended. */
static bool is_noticed(void *arg)
{
    struct check *k = arg;
    const char *what;
    return nobody_waits(k) || program_todo(&k->server, &what) > 0 ||
           (k->step == 1 && was_let_in(&crowd[0]));
}

/* Connect `count` clients. Does the server accept them within ms? */
static bool notices(struct check *k, int from, int count, int ms)
{
    const char *what;
    for (int i = from; i < from + count; i++)
        if (!check_connect(k, &crowd[i]))
            return false;
    if (pump_until(is_noticed, k, ms) != DONE)
        return false;
    int todo = program_todo(&k->server, &what);
    return todo == 0 || todo > k->step;
}

/* The silent client's connection may lead to todo(), which must not end the
 * server before it is measured: todo_waits. */
static void rests_while_nothing_happens(struct check *k)
{
    k->options.todo_waits = true;
    server_rests(k);
}

static void wakes_when_somebody_knocks(struct check *k)
{
    k->options.todo_waits = true;
    if (!check_server(k, "0"))
        return;
    DEMAND(k, notices(k, 0, 1, QUIET),
           "somebody has connected, and it does not call accept(): is the "
           "listener in the set, and its number below the first argument?");
    crowd_leaves(1);
}

static void wakes_after_a_signal(struct check *k)
{
    check_fault(k, fault_error(SPY_SELECT, EINTR));
    check_fault(k, fault_error(SPY_POLL, EINTR));
    k->options.todo_waits = true;
    if (!check_server(k, "0"))
        return;
    DEMAND(k, notices(k, 0, 1, QUIET),
           "a signal came while it waited, and then somebody connected, who "
           "is not let in");
    crowd_leaves(1);
}

/* A connection that is gone must not keep the server from accepting for a
 * second. Five are gone: five seconds are clear even on a slow machine. */
static void lets_in_the_next(struct check *k)
{
    enum { SOON = QUIET / 2 };
    for (int i = 0; i < 5; i++)
        check_fault(k, fault_error(SPY_ACCEPT, ECONNABORTED));
    check_fault(k, fault_error(SPY_ACCEPT, EINTR));
    k->options.todo_waits = true;
    if (!check_server(k, "0"))
        return;
    DEMAND(k, notices(k, 0, 2, SOON),
           "accept() found five who had gone again, then a signal came; and "
           "two who wait now are not let in");
    crowd_leaves(2);
}

/* Start a server that may have few descriptors, and connect more clients than
 * fit. Returns how many are left in the backlog; -1: the check has failed. */
static int fill_the_room(struct check *k, int clients)
{
    enum { ROOM = 4 }; /* and 0, 1, 2, the listener */
    k->options.descriptors = 4 + ROOM;
    if (!check_server(k, "0") || !crowd_connects(k, clients))
        return -1;
    pump_until(nothing, NULL, IDLE); /* it accepts as many as it can */
    int waiting = observe_waiting(k->server.pid);
    if (waiting < 0)
        check_fail(k, "it does not listen any more: with descriptors used up "
                      "it has to wait for better times");
    else if (waiting == 0)
        check_fail(k, "it has descriptors for %d clients, and has let in %d",
                   ROOM, clients);
    return waiting > 0 ? waiting : -1;
}

static void rests_when_descriptors_are_used_up(struct check *k)
{
    enum { WORDS = 2000 }; /* bytes on stderr: some lines, for some tries */
    if (fill_the_room(k, 6) == -1)
        return;
    size_t said = k->server.err.in_len;
    long used = check_idle_cpu(&k->server, IDLE);
    said = k->server.err.in_len - said;
    DEMAND(k, said <= WORDS && !k->server.err.flooded,
           "with descriptors used up it complains without an end: the listener "
           "stays ready, and accept() fails again at once");
    DEMAND(k, used <= IDLE_MOST,
           "with descriptors used up it used %ld ms of "
           "processor time: the listener stays ready, and select() returns "
           "at once",
           used);
    crowd_leaves(6);
}

enum { PATIENCE = 4 * QUIET }; /* until the listener is asked again */

/* Let it have more descriptors, and nobody leaves: does it ask again? */
static void has_room_again(struct check *k)
{
    enum { MORE = 64 };
#ifdef __linux__
    struct rlimit files;
    DEMAND(k, prlimit(k->server.pid, RLIMIT_NOFILE, NULL, &files) == 0,
           "with descriptors used up it has ended");
    if (files.rlim_max < MORE) { /* box.c sets a much higher limit */
        check_prevented(k, "the program has lowered its own hard limit of "
                           "descriptors, so the test cannot raise it");
        return;
    }
    files.rlim_cur = MORE;
    if (prlimit(k->server.pid, RLIMIT_NOFILE, &files, NULL) == -1) {
        check_cannot(k, "this system does not let one raise a limit");
        return;
    }
    DEMAND(k, pump_until(nobody_waits, k, PATIENCE) == DONE,
           "it had no descriptor left, and now it may have more; but nobody "
           "has left, and it does not ask the listener again: is there a "
           "limit to its select()?");
#else
    check_cannot(k, "it takes Linux to raise the limit of a program that runs");
#endif
    crowd_leaves(6);
}

static void tries_again_by_itself(struct check *k)
{
    if (fill_the_room(k, 6) != -1)
        has_room_again(k);
}

/* The same, but nobody waits for a limit that is seen in its calls. */
static void will_try_again_by_itself(struct check *k)
{
    if (fill_the_room(k, 6) == -1)
        return;
    long limit = waiting_limit(&k->server);
    if (limit < 0 || limit > PATIENCE)
        has_room_again(k);
    else
        crowd_leaves(6);
}

static int waited_before;

static bool two_were_let_in(void *arg)
{
    return observe_waiting(((struct check *)arg)->server.pid) <=
           waited_before - 2;
}

/* While the door is closed it was woken, and less is left of its time limit.
 * It may count the time itself; or select() has done that, and at last nothing
 * is left. */
static void its_limit_is_set_anew(struct check *k, long before)
{
    enum { MORE = 200 };
    long after = waiting_limit(&k->server);
    if (before <= 0 || before > PATIENCE || after < 0 || after >= before)
        return;
    pump_until(nothing, NULL, after + MORE);
    long used = check_idle_cpu(&k->server, IDLE);
    DEMAND(k, used <= IDLE_MOST,
           "with descriptors used up it waited at most %ld ms, and now it "
           "waits no longer: it used %ld ms of processor time",
           before, used);
}

static void goes_on_when_two_have_left(struct check *k)
{
    enum { CLIENTS = 6 };
    waited_before = fill_the_room(k, CLIENTS);
    if (waited_before == -1)
        return;
    int inside = CLIENTS - waited_before;
    long limit = waiting_limit(&k->server);
    DEMAND(k, deaf_to(&crowd[0], "we are in\n", crowd, inside) == 0,
           "with descriptors used up, it forgets those it serves");
    its_limit_is_set_anew(k, limit);
    if (k->verdict != PASS)
        return;
    peer_close(&crowd[0]);
    peer_close(&crowd[1]);
    check_until(two_were_let_in, k);
    DEMAND(k, deaf_to(&crowd[2], "again\n", crowd + 2, inside) == 0,
           "two have left, and those who waited are not let in");
    crowd_leaves(CLIENTS);
}

static bool raise_our_limit(rlim_t wanted)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == -1 || files.rlim_max < wanted)
        return false;
    files.rlim_cur = wanted;
    return setrlimit(RLIMIT_NOFILE, &files) == 0;
}

/* More clients than a set can hold. The first one speaks, and some that came
 * next are asked whether they hear it. */
enum { MANY = FD_SETSIZE + 76, ASKED = 10 };
static struct peer many[MANY];

/* Is each of the others inside, where it hears; or at the door, where it waits;
 * or sent away? */
static bool each_has_its_place(void *arg)
{
    int placed = ASKED + observe_waiting(((struct check *)arg)->server.pid);
    for (int i = 1 + ASKED; i < MANY; i++)
        placed += many[i].wire.in_len > 0 || many[i].wire.ended;
    return placed >= MANY - 1;
}

static void does_not_overrun_its_sets(struct check *k)
{
    if (!raise_our_limit(2L * FD_SETSIZE)) {
        check_cannot(k, "it needs 2048 descriptors: ulimit -Hn");
        return;
    }
    k->options.descriptors = 2 * FD_SETSIZE;
    if (!check_server(k, "0"))
        return;
    for (int i = 0; i < MANY; i++)
        if (!check_connect(k, &many[i]))
            return;
    int missed = deaf_to(&many[0], "hear me\n", many + 1, ASKED);
    DEMAND(k, missed == 0,
           "with %d clients at the door, those inside do not "
           "hear each other",
           MANY);
    DEMAND(k, check_until(each_has_its_place, k),
           "of %d clients some hear nothing, and are neither left waiting at "
           "the door nor sent away: who closes those that find no place?",
           MANY);
    for (int i = 0; i < MANY; i++)
        peer_close(&many[i]);
}

static bool has_come_to_todo(void *arg)
{
    const char *what;
    return program_todo(&((struct check *)arg)->server, &what) > 0;
}

/* Where step 3 is still to be written, there is no call yet that would show how
 * the new sockets wait: so their mode is looked at. */
static void its_sockets_do_not_wait(struct check *k)
{
    channel_send(&crowd[0].wire, "hello\n", 6);
    pump_until(nothing, NULL, IDLE);
    if (!has_come_to_todo(k))
        return;
    int waiting = observe_blocking(k->server.pid);
    DEMAND(k, waiting <= 0,
           "%d sockets that accept() has made are in the mode that waits",
           waiting);
}

static void lets_in_who_knocks(struct check *k)
{
    k->options.todo_waits = true;
    if (!check_server(k, "0") || !crowd_connects(k, 5))
        return;
    DEMAND(k, check_until(nobody_waits, k),
           "of 5 clients that are connected, %d still wait to be accepted",
           observe_waiting(k->server.pid));
    pump_until(nothing, NULL, IDLE);
    DEMAND(k, notices(k, 5, 1, QUIET),
           "five were let in, and a sixth who comes later is not");
    its_sockets_do_not_wait(k);
    crowd_leaves(6);
}

/* The first recv() fails with EAGAIN although select() said that bytes are
 * there. We then send a FIN: with edge-triggered epoll(7) the server would not
 * be woken again for the bytes. If it drops the client, unread bytes turn the
 * close into a reset. */
static void a_false_alarm_is_no_end(struct check *k)
{
    check_fault(k, fault_error(SPY_RECV, EAGAIN));
    if (!check_server(k, "0") || !crowd_connects(k, 1))
        return;
    channel_send(&crowd[0].wire, "hello\n", 6);
    pump_until(nothing, NULL, IDLE);
    channel_end(&crowd[0].wire);
    DEMAND(k, check_end(&crowd[0]) && !crowd[0].wire.reset,
           "recv() has failed with EAGAIN, and what came after it is %s",
           crowd[0].wire.reset ? "lost with the client" : "not heard");
    crowd_leaves(1);
}

/* One client sends a line without an end, which comes in two pieces. The server
 * must drop it: with a FIN, or with a reset if bytes are left unread. */
static void room_is_what_is_left(struct check *k)
{
    enum { TOO_LONG = 70000 };
    static char line[TOO_LONG];
    memset(line, 'x', sizeof line);
    check_fault(k, fault_less(SPY_RECV, 40000));
    if (!check_server(k, "0") || !crowd_connects(k, 1))
        return;
    channel_send(&crowd[0].wire, line, sizeof line);
    DEMAND(k, check_end(&crowd[0]),
           "%d bytes without a newline came in two pieces, and the client is "
           "still there: the room for the second is what the first has left",
           TOO_LONG);
    crowd_leaves(1);
}

/* --- the client ---------------------------------------------------------- */

static bool connection_came(void *arg)
{
    return ((struct channel *)arg)->in_len > 0;
}

static bool line_came(void *arg)
{
    return ((struct program *)arg)->out.in_len > 0;
}

/* Start the client with a server of ours, and wait until it has printed the
 * server's first line. */
static bool client_hears(struct check *k, struct peer *server)
{
    struct channel door = {.fd = -1};
    char port[8];
    int fd = peer_bind("127.0.0.1", &k->port, false);
    snprintf(port, sizeof port, "%d", k->port);
    if (fd == -1 || peer_listen(fd, false) == -1) {
        check_fail(k, "the harness cannot listen");
        return false;
    }
    channel_open(&door, fd, LISTENER, 1024);
    bool came = check_client(k, "127.0.0.1", port, NULL) &&
                check_until(connection_came, &door);
    if (came)
        peer_adopt(server, channel_take_connection(&door), false);
    channel_close(&door);
    if (came)
        channel_send(&server->wire, "hello\n", 6);
    if (came && check_until(line_came, &k->client))
        return true;
    check_fail(k, "the client does not print what its server says");
    return false;
}

static void client_rests(struct check *k, const char *when)
{
    long before = program_cpu_ms(&k->client);
    pump_until(nothing, NULL, IDLE);
    long used = program_cpu_ms(&k->client) - before;
    DEMAND(k, used <= IDLE_MOST,
           "%s the client used %ld ms of processor time: it asks again and "
           "again instead of waiting",
           when, used);
}

static bool client_ended(void *arg)
{
    return program_ended(&((struct check *)arg)->client);
}

/* Its server has gone, and it has something to send. */
static void client_outlives_a_broken_pipe(struct check *k)
{
    static struct peer server;
    k->may_fail = true;
    if (!client_hears(k, &server))
        return;
    kill(k->client.pid, SIGSTOP);
    check_until(client_stands_still, k);
    channel_send(&k->client.in, "anybody?\n", 9);
    pump_until(nothing, NULL, IDLE);
    (void)shutdown(server.wire.fd, SHUT_WR);
    peer_reset(&server);
    kill(k->client.pid, SIGCONT);
    check_until(client_ended, k);
    int status = k->client.report.status;
    DEMAND(k, !k->client.report.by_itself || !WIFSIGNALED(status),
           "its server has gone, and a signal ended it: is a send() to "
           "somebody who has gone its end? MSG_NOSIGNAL in send(2)");
}

static void client_rests_in_silence(struct check *k)
{
    static struct peer server;
    if (!client_hears(k, &server))
        return;
    client_rests(k, "while nobody spoke");
    peer_close(&server);
}

static void client_rests_at_its_end(struct check *k)
{
    static struct peer server;
    if (!client_hears(k, &server))
        return;
    channel_end(&k->client.in);
    DEMAND(k, check_end(&server),
           "its input has ended, and its server does "
           "not see an end");
    client_rests(k, "after the end of its input");
    peer_close(&server);
}

static const struct row rows[] = {
    EXCERPTS("handouts/lab06-select.md", 7),
    TALKS("handouts/lab06-select.md", 13),
    WINDOWS("handouts/lab06-select.md", 2),
    TALKS("tests/lab06-select/arguments.md", 3),
    TALKS("tests/lab06-select/client.md", 14),
    TALKS("tests/lab06-select/leaving.md", 9),
    TALKS("tests/lab06-select/lines.md", 11),
    TALKS("tests/lab06-select/room.md", 11),
    TALKS("tests/lab06-select/slow.md", 2),
    TALKS("tests/lab06-select/faults.md", 13),
    TALKS("tests/lab06-select/whole.md", 2),
    CHECK(1, "it rests while nothing happens", rests_while_nothing_happens),
    CHECK(1, "it wakes when somebody knocks", wakes_when_somebody_knocks),
    CHECK(1, "a signal while it waits is not its end", wakes_after_a_signal),
    CHECK(2, "it lets in everybody who knocks", lets_in_who_knocks),
    CHECK(2, "who has gone again does not shut the door", lets_in_the_next),
    CHECK(2, "with descriptors used up it rests",
          rests_when_descriptors_are_used_up),
    CHECK(2, "with descriptors used up it waits only for a while",
          will_try_again_by_itself),
    SLOW_CHECK(2, "with descriptors used up it tries again by itself",
               tries_again_by_itself),
    CHECK(3, "a false alarm is no end", a_false_alarm_is_no_end),
    CHECK(3, "it makes no call on a descriptor that it has closed",
          server_leaves_closed_ones),
    CHECK(3, "the room for a piece is what the others have left",
          room_is_what_is_left),
    CHECK(2, "a client may be silent", server_waits_for_the_silent),
    CHECK(4, "who leaves in the middle of a line ends nobody else",
          who_leaves_ends_nobody_else),
    MANY_CHECK(4, "of a hundred clients each hears the others",
               a_crowd_hears_each_other),
    CHECK(2, "it can start again on its port at once",
          server_restarts_on_its_port),
    CHECK(4, "with descriptors used up it goes on when two have left",
          goes_on_when_two_have_left),
    MANY_CHECK(4, "more clients than a set can hold do not overrun it",
               does_not_overrun_its_sets),
    MANY_CHECK(5, "a client that falls behind catches up, line by line",
               who_falls_behind_catches_up),
    MANY_CHECK(5, "a client that never reads stops nobody, and is dropped",
               a_slow_reader_stops_nobody),
    MANY_CHECK(4, "a hundred clients, and as many resets, leave nothing behind",
               leaks_no_descriptor),
    CHECK(6, "the client rests while nobody speaks", client_rests_in_silence),
    CHECK(6, "a server that has gone is no signal",
          client_outlives_a_broken_pipe),
    CHECK(7, "the client rests after the end of its input",
          client_rests_at_its_end),
    END_OF_SUITE,
};

const struct suite lab06 = {"lab06-select", 7, rows};
