/* client-stop-and-wait.c - stop and wait with a deadline, in one function. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "lab.h"

#define MAXTRIES 3
#define MAXTEXT 60000
#define MAXDGRAM 65507

static char line[MAXTEXT], packet[MAXDGRAM], answer[MAXDGRAM];

static int set_timeout(int sockfd, long ms)
{
    struct timeval tv;
    tv.tv_sec = ms / 1000;
    tv.tv_usec = ms % 1000 * 1000;
    return setsockopt(sockfd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
}

/* Where the text of the answer begins, and its length; NULL if none came. */
static char *request(int sockfd, const struct addrinfo *server, unsigned seq,
                     size_t n, long ms, size_t *len)
{
    int head = snprintf(packet, sizeof(packet), "%u ", seq);
    memcpy(packet + head, line, n);

    for (int attempt = 0; attempt < MAXTRIES; attempt++) {
        if (send(sockfd, packet, (size_t)head + n, 0) == -1)
            complain("send");
        long long deadline = net_milliseconds() + ms, left;
        while ((left = deadline - net_milliseconds()) > 0) {
            set_timeout(sockfd, left);
            ssize_t got = recv(sockfd, answer, sizeof(answer), 0);
            if (got == -1) {
                if (errno == EINTR)
                    continue;
                if (errno != EAGAIN && errno != EWOULDBLOCK)
                    complain("recv");
                break;
            }
            if (got >= head && memcmp(answer, packet, (size_t)head) == 0) {
                *len = (size_t)(got - head);
                return answer + head;
            }
        }
    }
    (void)server;
    return NULL;
}

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 1000;
    host_port_from_args(argc, argv, &host, &port, &ms);

    struct addrinfo hints, *server;
    memset(&hints, 0, sizeof(hints));
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_DGRAM;
    int rc = getaddrinfo(host, port, &hints, &server);
    if (rc != 0) {
        complain_about_name(host, rc);
        return 1;
    }
    int sockfd =
        socket(server->ai_family, server->ai_socktype, server->ai_protocol);
    if (sockfd < 0)
        die("socket");
    if (connect(sockfd, server->ai_addr, server->ai_addrlen) < 0)
        die("connect");

    unsigned seq = 0;
    size_t n, len;
    int failures = 0;
    while ((n = read_line(line, sizeof(line))) > 0) {
        if (line[n - 1] == '\n')
            n--;
        char *text = request(sockfd, server, ++seq, n, ms, &len);
        if (text == NULL) {
            fprintf(stderr, "request %u: no answer after %d tries\n", seq,
                    MAXTRIES);
            failures++;
            continue;
        }
        fwrite(text, 1, len, stdout);
        putchar('\n');
        fflush(stdout);
    }
    freeaddrinfo(server);
    close(sockfd);
    return failures ? 1 : 0;
}
