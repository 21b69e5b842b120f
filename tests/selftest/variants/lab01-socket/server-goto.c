/* server-goto.c - lab 1's server with one exit from each function, which closes
 * what is open. It has its own error messages. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lab.h"

enum { HEAP = 64, NONE = -1 };

static int failed(const char *what)
{
    fprintf(stderr, "server: cannot %s (%s)\n", what, strerror(errno));
    return 1;
}

static int describe(int s)
{
    int type, listening;
    struct sockaddr_in addr;
    memset(&addr, 0, sizeof addr);

    socklen_t size = sizeof type;
    if (getsockopt(s, SOL_SOCKET, SO_TYPE, &type, &size) < 0)
        goto fail;
    size = sizeof listening;
    if (getsockopt(s, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) < 0)
        goto fail;
    size = sizeof addr;
    if (getsockname(s, (struct sockaddr *)&addr, &size) < 0)
        goto fail;
    say("  family    %s", addr.sin_family == AF_INET ? "AF_INET" : "unknown");
    say("  type      %s", type == SOCK_STREAM ? "SOCK_STREAM" : "another");
    say("  protocol  %s", net_protocol(s) == IPPROTO_TCP ? "TCP" : "unknown");
    say("  address   %s", ntohs(addr.sin_port) == 0 ? "none" : "it has one");
    say("  listening %s", listening ? "yes" : "no");
    return 0;
fail:
    return failed("ask the kernel");
}

/* Close s in any case. */
static int reuse(int s)
{
    int status = 1, again = NONE, other = NONE;
    if (close(s) < 0) {
        failed("close");
        goto out;
    }
    if ((again = socket(AF_INET, SOCK_STREAM, 0)) < 0 ||
        (other = socket(AF_INET, SOCK_STREAM, 0)) < 0) {
        failed("make a socket");
        goto out;
    }
    say("closed %d, made %d: %s", s, again,
        again == s ? "the same number, another socket" : "another number");
    say("kept %d, made %d: %s", again, other,
        other == again ? "the same number" : "another number");
    status = 0;
out:
    if (other != NONE && close(other) < 0)
        status = failed("close");
    if (again != NONE && close(again) < 0)
        status = failed("close");
    return status;
}

static void try_one(int family, int type, int protocol, const char *text)
{
    int s = socket(family, type, protocol);
    if (s < 0)
        goto refused;
    close(s);
    say("%-24s ok", text);
    return;
refused:
    say("%-24s %s", text, net_error_name(errno));
}

static int run_out(void)
{
    int heap[HEAP], made, s, error = 0;
    for (made = 0; made < HEAP; made++) {
        heap[made] = socket(AF_INET, SOCK_STREAM, 0);
        if (heap[made] < 0) {
            error = errno;
            goto full;
        }
    }
full:
    say("made %d more: %s", made,
        error ? net_error_words(error) : "not run out yet");
    for (int i = made; i-- > 0;)
        if (close(heap[i]) < 0)
            return failed("close");
    if ((s = socket(AF_INET, SOCK_DGRAM, 0)) < 0)
        return failed("make a socket");
    say("closed them: sockets can be made again");
    close(s);
    return 0;
}

int main(int argc, char **argv)
{
    int s = NONE;
    no_args(argc, argv);
    if ((s = socket(AF_INET, SOCK_STREAM, 0)) < 0)
        return failed("make a socket");
    say("made socket %d", s);
    if (describe(s) != 0) {
        close(s);
        return 1;
    }
    if (reuse(s) != 0)
        return 1;
    try_one(AF_INET, SOCK_STREAM, 0, "AF_INET SOCK_STREAM 0");
    try_one(AF_INET, SOCK_STREAM, IPPROTO_TCP, "AF_INET SOCK_STREAM TCP");
    try_one(AF_INET, SOCK_DGRAM, 0, "AF_INET SOCK_DGRAM 0");
    try_one(AF_INET, SOCK_STREAM, IPPROTO_UDP, "AF_INET SOCK_STREAM UDP");
    try_one(AF_INET, SOCK_DGRAM, IPPROTO_UDP, "AF_INET SOCK_DGRAM UDP");
    try_one(AF_INET, SOCK_DGRAM, IPPROTO_TCP, "AF_INET SOCK_DGRAM TCP");
    try_one(AF_INET, SOCK_RDM, 0, "AF_INET SOCK_RDM 0");
    try_one(AF_UNSPEC, SOCK_STREAM, 0, "AF_UNSPEC SOCK_STREAM 0");
    return run_out();
}
