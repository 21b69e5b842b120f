/* client-read.c - lab 1's client with read(2), which takes any descriptor, and
 * perror(3). All in main(). */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "lab.h"

int main(int argc, char **argv)
{
    char bytes[4096];
    no_args(argc, argv);

    int s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s < 0) {
        perror("socket");
        return 1;
    }
    ssize_t got = read(s, bytes, sizeof bytes);
    say("recv before connect: %s",
        got < 0 ? net_error_name(errno) : "no error");

    if (close(s) != 0) {
        perror("close");
        return 1;
    }
    got = read(s, bytes, sizeof bytes);
    say("recv after close: %s", got < 0 ? net_error_name(errno) : "no error");

    int next = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (next < 0) {
        perror("socket");
        return 1;
    }
    got = read(s, bytes, sizeof bytes);
    say("recv on the old number: %s",
        got < 0 ? net_error_name(errno) : "no error");
    close(next);
    return 0;
}
