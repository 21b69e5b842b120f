/* server-c89.c - lab 5's server in C89, all of it in main.
 *
 * Declarations come first, there are no designated initializers, and one exit
 * for all errors. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

#define MOST 65507

int main(int argc, char **argv)
{
    struct sockaddr_in addr, from;
    socklen_t len;
    int s, status;
    long got, sent;
    char *buf;
    const char *failed;

    status = EXIT_FAILURE;
    failed = "malloc";
    s = -1;
    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port_from_args(argc, argv, 8888));
    addr.sin_addr.s_addr = htonl(0x7f000001L);

    buf = malloc(MOST);
    if (buf == NULL)
        goto end;
    failed = "socket";
    s = socket(PF_INET, SOCK_DGRAM, 0);
    if (s < 0)
        goto end;
    failed = "bind";
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0)
        goto end;
    failed = "getsockname";
    len = sizeof addr;
    if (getsockname(s, (struct sockaddr *)&addr, &len) < 0)
        goto end;
    printf("listening on %s:%u\n", inet_ntoa(addr.sin_addr),
           (unsigned)ntohs(addr.sin_port));
    fflush(stdout);

    for (;;) {
        len = sizeof from;
        got = recvfrom(s, buf, MOST, 0, (struct sockaddr *)&from, &len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            complain("recvfrom");
            continue;
        }
        printf("%ld bytes from port %u\n", got, (unsigned)ntohs(from.sin_port));
        fflush(stdout);
    again:
        sent = sendto(s, buf, (size_t)got, 0, (struct sockaddr *)&from, len);
        if (sent < 0 && errno == EINTR)
            goto again;
        if (sent < 0)
            complain("sendto");
    }

end:
    complain(failed);
    if (s >= 0)
        net_close(s);
    free(buf);
    return status;
}
