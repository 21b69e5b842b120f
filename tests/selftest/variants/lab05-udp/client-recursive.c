/* client-recursive.c - lab 5's client without a loop of its own.
 *
 * A function that tries again calls itself. Lines are read with getline() and
 * cut into requests; answers are received with recvmsg(). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

enum { TEXT_MAX = 60000 };

static net_socket s;
static long ms = 1000;
static unsigned id;
static int status;
static char head[16], answer[1 << 17];
static size_t headlen;

/* The length of the answer with its head, or -1. */
static ssize_t hear(long long end)
{
    long long left = end - net_milliseconds();
    if (left <= 0)
        return -1;
    if (net_deadline(s, (long)left) == -1)
        die("setsockopt");
    struct iovec all = {answer, sizeof answer};
    struct msghdr message = {.msg_iov = &all, .msg_iovlen = 1};
    ssize_t got = recvmsg(s, &message, 0);
    if (got == -1 && errno != EINTR) {
        if (!net_late(errno))
            complain("recv");
        return -1;
    }
    if (got >= (ssize_t)headlen && memcmp(answer, head, headlen) == 0)
        return got;
    return hear(end);
}

static void send_request(const char *text, size_t len)
{
    struct iovec parts[] = {{head, headlen}, {(char *)text, len}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    if (sendmsg(s, &message, MSG_NOSIGNAL) >= 0)
        return;
    if (errno == EINTR)
        send_request(text, len);
    else
        complain("send");
}

static ssize_t ask(const char *text, size_t len, int tries)
{
    if (tries == 0)
        return -1;
    send_request(text, len);
    ssize_t got = hear(net_milliseconds() + ms);
    return got >= 0 ? got : ask(text, len, tries - 1);
}

static void ask_all(const char *line, size_t len)
{
    size_t now = len < TEXT_MAX ? len : TEXT_MAX;
    headlen = (size_t)snprintf(head, sizeof head, "%u ", ++id);
    ssize_t got = ask(line, now, 3);
    if (got < 0) {
        fprintf(stderr, "request %u: no answer after 3 tries\n", id);
        status = 1;
    } else {
        fwrite(answer + headlen, 1, (size_t)got - headlen, stdout);
        putchar('\n');
        fflush(stdout);
    }
    if (len > now)
        ask_all(line + now, len - now);
}

int main(int argc, char **argv)
{
    const char *host, *port;
    char *line = NULL;
    size_t size = 0;
    ssize_t len;
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM},
                    *found;
    host_port_from_args(argc, argv, &host, &port, &ms);
    int error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        complain_about_name(host, error);
        return 1;
    }
    if ((s = socket(AF_INET, SOCK_DGRAM, 0)) == NET_INVALID)
        die("socket");
    if (connect(s, found->ai_addr, found->ai_addrlen) == -1)
        die("connect");
    freeaddrinfo(found);
    while ((len = getline(&line, &size, stdin)) > 0)
        ask_all(line, (size_t)len - (line[len - 1] == '\n'));
    free(line);
    net_close(s);
    return status;
}
