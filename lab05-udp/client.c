/* client.c - ask a UDP server, and ask again if no answer comes.
 *
 * Run:   ./client 127.0.0.1 PORT    with the port that ./server printed
 * Read:  udp(7), connect(2), send(2), and handouts/lab05-udp.md
 *
 * A request is "ID TEXT", and its answer begins with the same "ID ".
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lab.h"

enum { TRIES = 3, TEXT_MAX = 60000, DATAGRAM_MAX = 65507 };

static net_socket connect_udp(const char *host, const char *port);
static ssize_t ask(net_socket s, unsigned id, const char *text, size_t len,
                   long ms);
static ssize_t await(net_socket s, unsigned id, long ms);

static void print(const char *text, size_t len);

static char datagram[DATAGRAM_MAX];

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 1000; /* for each try */
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();
    net_socket s = connect_udp(host, port);
    if (s == NET_INVALID)
        return 1;

    static char text[TEXT_MAX];
    size_t len;
    int failed = 0;
    for (unsigned id = 1; (len = read_line(text, sizeof text)) > 0; id++) {
        if (text[len - 1] == '\n')
            len--;
        ssize_t got = ask(s, id, text, len, ms);
        if (got == -1)
            failed = 1;
        else
            print(datagram, (size_t)got);
    }
    net_close(s);
    net_cleanup();
    return failed;
}

static net_socket connect_udp(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM},
                    *found;
    int error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        complain_about_name(host, error);
        return NET_INVALID;
    }

    /* Step 4. connect() sends nothing here. It notes the peer: from now on
     * only its datagrams get in, and "nobody there" is reported to us. */
    /* SOLUTION 4: net_socket s = todo("step 4: make a datagram socket and connect it", found); */
    net_socket s =
        socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (s == NET_INVALID)
        die("socket");
    if (connect(s, found->ai_addr, found->ai_addrlen) == -1)
        die("connect");
    /* END 4 */

    freeaddrinfo(found);
    return s;
}

/* The length of the answer to this request, its text in datagram; or -1. */
static ssize_t ask(net_socket s, unsigned id, const char *text, size_t len,
                   long ms)
{
    ssize_t got = -1;

    /* Step 5. Nobody repeats a lost datagram for us, neither the request nor
     * the answer. So we ask again, but not for ever. */
    /* SOLUTION 5: got = todo("step 5: send the request, up to TRIES times", s, id, text, len, ms, await); */
    for (int tries = 0; tries < TRIES && got == -1; tries++) {
        int head = snprintf(datagram, sizeof datagram, "%u ", id);
        memcpy(datagram + head, text, len);
        if (send(s, datagram, (size_t)head + len, 0) == -1)
            complain("send");
        got = await(s, id, ms);
    }
    /* END 5 */

    if (got == -1)
        fprintf(stderr, "request %u: no answer after %d tries\n", id, TRIES);
    return got;
}

/* One wait of at most ms for the answer to request id; -1 if none came. */
static ssize_t await(net_socket s, unsigned id, long ms)
{
    char head[16];
    size_t headlen = (size_t)snprintf(head, sizeof head, "%u ", id);
    long long end = net_milliseconds() + ms, left;

    /* Step 6. What arrives may be a late answer to an earlier request: go on
     * waiting, but only for what is left of the time. */
    /* SOLUTION 6: left = todo("step 6: wait for the answer that begins with head", s, head, headlen, end, &left); */
    while ((left = end - net_milliseconds()) > 0) {
        if (net_deadline(s, (long)left) == -1)
            die("setsockopt");
        ssize_t got = recv(s, datagram, sizeof datagram, 0);
        if (got == -1 && net_error() != EINTR) {
            if (!net_late(net_error()))
                complain("recv");
            return -1;
        }
        if (got >= (ssize_t)headlen && memcmp(datagram, head, headlen) == 0) {
            memmove(datagram, datagram + headlen, (size_t)got - headlen);
            return got - (ssize_t)headlen;
        }
    }
    /* END 6 */

    return -1;
}

/* The text may hold anything, a NUL too, where %s would stop. */
static void print(const char *text, size_t len)
{
    fwrite(text, 1, len, stdout);
    putchar('\n');
    fflush(stdout);
}
