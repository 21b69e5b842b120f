/* client-goto.c - lab 1's client with recvfrom(2), errors on its own words, and
 * one place where it cleans up. stdout is written when all is known. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lab.h"

static int reason(int s)
{
    char byte;
    struct sockaddr_in from;
    socklen_t len = sizeof from;
    errno = 0;
    if (recvfrom(s, &byte, 1, 0, (struct sockaddr *)&from, &len) >= 0)
        return 0;
    return errno;
}

int main(int argc, char **argv)
{
    int status = 1, s, next = -1, early, late, stale;
    const char *what = "socket";
    no_args(argc, argv);
    if ((s = socket(AF_INET, SOCK_STREAM, 0)) == -1)
        goto out;
    early = reason(s);
    what = "close";
    if (close(s) == -1)
        goto out;
    late = reason(s);
    what = "socket";
    if ((next = socket(AF_INET, SOCK_STREAM, 0)) == -1)
        goto out;
    stale = reason(s);
    printf("recv before connect: %s\nrecv after close: %s\n"
           "recv on the old number: %s\n",
           net_error_name(early), net_error_name(late), net_error_name(stale));
    status = 0;
out:
    if (status != 0)
        fprintf(stderr, "client stopped at %s(): %s\n", what, strerror(errno));
    if (next != -1)
        close(next);
    return status;
}
