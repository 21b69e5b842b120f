/* client-sigalrm.c - the design of UDPEchoClient-Timeout in Donahoo and
 * Calvert: sigaction() without SA_RESTART, a timer, recv() interrupted. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "lab.h"

static char line[60000], packet[65507], answer[65507];

static void on_alarm(int sig)
{
    (void)sig; /* only to interrupt recv() */
}

static void set_timer(long ms)
{
    struct itimerval it = {
        .it_value = {.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000}};
    setitimer(ITIMER_REAL, &it, NULL);
}

static void install(void)
{
    struct sigaction sa;
    memset(&sa, 0, sizeof(sa));
    sa.sa_handler = on_alarm;
    sa.sa_flags = 0;
    sigaction(SIGALRM, &sa, NULL);
}

static ssize_t wait_answer(int fd, const char *head, size_t headlen, long ms)
{
    long long end = net_milliseconds() + ms, left;
    while ((left = end - net_milliseconds()) > 0) {
        set_timer((long)left);
        ssize_t n = recv(fd, answer, sizeof(answer), 0);
        int error = errno;
        set_timer(0);
        if (n == -1) {
            if (error == EINTR)
                continue;
            errno = error;
            complain("recv");
            return -1;
        }
        if (n >= (ssize_t)headlen && memcmp(answer, head, headlen) == 0)
            return n - (ssize_t)headlen;
    }
    return -1;
}

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 1000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    install();

    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM},
                    *to;
    int rc = getaddrinfo(host, port, &hints, &to);
    if (rc != 0) {
        complain_about_name(host, rc);
        return 1;
    }
    int fd = socket(to->ai_family, to->ai_socktype, to->ai_protocol);
    if (fd == -1)
        die("socket");
    if (connect(fd, to->ai_addr, to->ai_addrlen) == -1)
        die("connect");
    freeaddrinfo(to);

    int bad = 0;
    size_t len;
    for (unsigned id = 1; (len = read_line(line, sizeof(line))) > 0; id++) {
        if (line[len - 1] == '\n')
            len--;
        int head = snprintf(packet, sizeof(packet), "%u ", id);
        memcpy(packet + head, line, len);
        ssize_t got = -1;
        for (int i = 0; i < 3 && got == -1; i++) {
            if (send(fd, packet, (size_t)head + len, 0) == -1)
                complain("send");
            got = wait_answer(fd, packet, (size_t)head, ms);
        }
        if (got == -1) {
            fprintf(stderr, "request %u: no answer after 3 tries\n", id);
            bad = 1;
        } else {
            fwrite(answer + head, 1, (size_t)got, stdout);
            putchar('\n');
            fflush(stdout);
        }
    }
    close(fd);
    return bad;
}
