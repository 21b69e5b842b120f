/* client-c89.c - lab 5's client in C89, all of it in main.
 *
 * It has read() and write() on the connected socket, gotos in place of loops,
 * and one clean-up at the end for every way out. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lab.h"

int main(int argc, char **argv)
{
    struct addrinfo hints, *found;
    const char *host, *port;
    char *text, *request, *answer, head[16];
    long ms, left, got;
    long long end;
    size_t len, headlen;
    unsigned long id;
    int s, error, status, tries;

    ms = 1000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    status = 1;
    s = -1;
    found = NULL;
    text = malloc(60000);
    request = malloc(65507);
    answer = malloc(65507);
    if (text == NULL || request == NULL || answer == NULL) {
        complain("malloc");
        goto end;
    }

    memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_DGRAM;
    error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        found = NULL;
        complain_about_name(host, error);
        goto end;
    }
    s = socket(found->ai_family, SOCK_DGRAM, 0);
    if (s < 0) {
        complain("socket");
        goto end;
    }
    if (connect(s, found->ai_addr, found->ai_addrlen) < 0) {
        complain("connect");
        goto end;
    }

    status = 0;
    id = 0;
next:
    len = read_line(text, 60000);
    if (len == 0)
        goto end;
    if (text[len - 1] == '\n')
        len--;
    id++;
    sprintf(head, "%lu ", id);
    headlen = strlen(head);
    memcpy(request, head, headlen);
    memcpy(request + headlen, text, len);
    tries = 0;
once_more:
    if (tries == 3) {
        fprintf(stderr, "request %lu: no answer after 3 tries\n", id);
        status = 1;
        goto next;
    }
    tries++;
    while (write(s, request, headlen + len) < 0)
        if (errno != EINTR) {
            complain("send");
            break;
        }
    end = net_milliseconds() + ms;
listen_on:
    left = (long)(end - net_milliseconds());
    if (left <= 0)
        goto once_more;
    if (net_deadline(s, left) < 0) {
        complain("setsockopt");
        status = 1;
        goto end;
    }
    got = read(s, answer, 65507);
    if (got < 0 && errno == EINTR)
        goto listen_on;
    if (got < 0) {
        if (!net_late(errno))
            complain("recv");
        goto once_more;
    }
    if ((size_t)got < headlen || memcmp(answer, head, headlen) != 0)
        goto listen_on;
    fwrite(answer + headlen, 1, (size_t)got - headlen, stdout);
    printf("\n");
    fflush(stdout);
    goto next;

end:
    if (s >= 0)
        net_close(s);
    if (found != NULL)
        freeaddrinfo(found);
    free(answer);
    free(request);
    free(text);
    return status;
}
