/* servers.c - see servers.h. */
#include "servers.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "harness/stage/observe.h"
#include "harness/stage/seen_calls.h"
#include "harness/stage/waiting.h"

struct peer crowd[CROWD];

bool crowd_connects(struct check *k, int count)
{
    for (int i = 0; i < count; i++)
        if (!check_connect(k, &crowd[i]))
            return false;
    return true;
}

bool crowd_connects_narrowly(struct check *k, struct peer *p)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)k->port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int segment = 536, room = 4096;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return false;
    (void)setsockopt(fd, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) == -1) {
        close(fd);
        return false;
    }
    peer_adopt(p, fd, false);
    return true;
}

void crowd_leaves(int count)
{
    for (int i = 0; i < count; i++)
        peer_close(&crowd[i]);
}

void server_is_where_it_says(struct check *k)
{
    char really[80];
    if (!check_server(k, "0"))
        return;
    bool known = observe_address(k->server.pid, false, really, sizeof really);
    DEMAND(k, known, "it has no listening socket at all");
    DEMAND(k, strcmp(really, k->address) == 0,
           "it says that it listens on %s, and listens on %s", k->address,
           really);
    DEMAND(k, strncmp(really, "127.", 4) == 0,
           "it listens on %s: everybody on the network can reach it, not only "
           "this machine",
           really);
}

static bool nobody_waits(void *arg)
{
    return observe_waiting(((struct check *)arg)->server.pid) <= 0;
}

/* The side that closes first stays in TIME_WAIT: tcp(7). Here it is the server,
 * because we kill it while the client is still connected. */
void server_restarts_on_its_port(struct check *k)
{
    char port[8];
    if (!check_server(k, "0") || !crowd_connects(k, 1))
        return;
    snprintf(port, sizeof port, "%d", k->port);
    check_until(nobody_waits, k);
    check_stop_server(k);
    DEMAND(k, check_end(&crowd[0]), "the connection outlived the server");
    crowd_leaves(1);
    if (!check_server(k, port))
        check_fail(k, "it cannot start again on port %s: %s", port,
                   program_stderr(&k->server));
}

void server_rests(struct check *k)
{
    enum { IDLE = 30, MOST = 10 }; /* milliseconds */
    if (!check_server(k, "0"))
        return;
    long alone = check_idle_cpu(&k->server, IDLE);
    DEMAND(k, alone <= MOST,
           "with nobody there it used %ld ms of processor "
           "time: it asks again and again instead of waiting",
           alone);
    if (!crowd_connects(k, 1))
        return;
    long with_one = check_idle_cpu(&k->server, IDLE);
    DEMAND(k, with_one <= MOST,
           "with one silent client it used %ld ms of "
           "processor time: it asks again and again instead of waiting",
           with_one);
    crowd_leaves(1);
}

static bool never(void *arg)
{
    (void)arg;
    return false;
}

/* The next client comes when the server has done with the one before: so what
 * it does after its close() is seen, too. */
void server_leaves_closed_ones(struct check *k)
{
    enum { GUESTS = 4 };
    if (!check_server(k, "0"))
        return;
    const char *why = program_untraced(&k->server);
    if (why) {
        check_cannot(k, why);
        return;
    }
    for (int i = 0; i < GUESTS; i++) {
        if (!check_connect(k, &crowd[0]))
            return;
        channel_end(&crowd[0].wire);
        DEMAND(k, check_end(&crowd[0]), "client %d sees no end", i + 1);
        peer_close(&crowd[0]);
    }
    server_closes_once(k);
}

/* A limit is seen in the server's calls; then it is tried. A server that looks
 * up now and then, and goes on, does nothing wrong. */
static long silence_for(struct check *k)
{
    enum { LITTLE = 50, SOME = 300, MOST = 2500, MORE = 200 };
    const char *what;
    if (program_todo(&k->server, &what) > 0)
        return LITTLE;
    long limit = waiting_limit(&k->server);
    return limit == WAITS_FOR_EVER  ? LITTLE
           : limit == WAITS_UNKNOWN ? SOME
           : limit < MOST           ? limit + MORE
                                    : MOST;
}

/* A limit that select() has used up does not let it rest any more. */
static void rests_on(struct check *k, long ms)
{
    enum { IDLE = 30, MOST = 10 }; /* milliseconds */
    long used = check_idle_cpu(&k->server, IDLE);
    DEMAND(k, used <= MOST,
           "a client has said nothing for %ld ms, and the server used %ld ms "
           "of processor time: it asks again and again instead of waiting",
           ms, used);
}

void server_waits_for_the_silent(struct check *k)
{
    k->options.todo_waits = true;
    if (!check_server(k, "0") || !crowd_connects(k, 1))
        return;
    check_until(nobody_waits, k);
    long ms = silence_for(k);
    pump_until(never, NULL, ms);
    DEMAND(k, !crowd[0].wire.ended,
           "a client has said nothing for %ld ms, and the server has hung up",
           ms);
    rests_on(k, ms);
    crowd_leaves(1);
}

void server_closes_once(struct check *k)
{
    char what[64];
    if (seen_on_closed(&k->server, what, sizeof what))
        check_fail(k,
                   "%s, a descriptor that it had closed: EBADF. By then the "
                   "number may be another client's",
                   what);
}
