/* server-c89.c - lab 1's server in C89: declarations stand at the start of a
 * block, and structures are filled member by member. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

#define HEAP 64

static int make_stream(void)
{
    int s;

    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1) {
        complain("socket");
        exit(1);
    }
    return s;
}

static void drop(int s)
{
    if (net_close(s) == -1) {
        complain("close");
        exit(1);
    }
}

static int option(int s, int name)
{
    int value;
    socklen_t size;

    size = sizeof(value);
    if (getsockopt(s, SOL_SOCKET, name, (char *)&value, &size) == -1) {
        complain("getsockopt");
        exit(1);
    }
    return value;
}

static int port_of(int s)
{
    struct sockaddr_in addr;
    socklen_t size;

    memset((char *)&addr, 0, sizeof(addr));
    size = sizeof(addr);
    if (getsockname(s, (struct sockaddr *)&addr, &size) == -1)
        return 0;
    return ntohs(addr.sin_port);
}

static void triple(int family, int type, int protocol, const char *text)
{
    int s, error;

    error = 0;
    s = socket(family, type, protocol);
    if (s == -1)
        error = net_error();
    else
        drop(s);
    say("%-24s %s", text, error != 0 ? net_error_name(error) : "ok");
}

static void run_out(void)
{
    int heap[HEAP];
    int made, i, error;

    error = 0;
    for (made = 0; made < HEAP; made++) {
        heap[made] = socket(AF_INET, SOCK_STREAM, 0);
        if (heap[made] == -1) {
            error = net_error();
            break;
        }
    }
    for (i = 0; i < made; i++)
        drop(heap[i]);
    say("made %d more: %s", made,
        error != 0 ? net_error_words(error) : "not run out yet");
    drop(make_stream());
    say("closed them: sockets can be made again");
}

int main(int argc, char **argv)
{
    int s, again, other;

    no_args(argc, argv);
    s = make_stream();
    say("made socket %d", s);
    say("  family    %s", net_family(s) == AF_INET ? "AF_INET" : "unknown");
    say("  type      %s",
        option(s, SO_TYPE) == SOCK_STREAM ? "SOCK_STREAM" : "another");
    say("  protocol  %s", net_protocol(s) == IPPROTO_TCP ? "TCP" : "unknown");
    say("  address   %s", port_of(s) == 0 ? "none" : "it has one");
    say("  listening %s", option(s, SO_ACCEPTCONN) ? "yes" : "no");
    drop(s);
    again = make_stream();
    other = make_stream();
    say("closed %d, made %d: %s", s, again,
        again == s ? "the same number, another socket" : "another number");
    say("kept %d, made %d: %s", again, other,
        other == again ? "the same number" : "another number");
    drop(again);
    drop(other);
    triple(AF_INET, SOCK_STREAM, 0, "AF_INET SOCK_STREAM 0");
    triple(AF_INET, SOCK_STREAM, IPPROTO_TCP, "AF_INET SOCK_STREAM TCP");
    triple(AF_INET, SOCK_DGRAM, 0, "AF_INET SOCK_DGRAM 0");
    triple(AF_INET, SOCK_STREAM, IPPROTO_UDP, "AF_INET SOCK_STREAM UDP");
    triple(AF_INET, SOCK_DGRAM, IPPROTO_UDP, "AF_INET SOCK_DGRAM UDP");
    triple(AF_INET, SOCK_DGRAM, IPPROTO_TCP, "AF_INET SOCK_DGRAM TCP");
    triple(AF_INET, SOCK_RDM, 0, "AF_INET SOCK_RDM 0");
    triple(AF_UNSPEC, SOCK_STREAM, 0, "AF_UNSPEC SOCK_STREAM 0");
    run_out();
    return 0;
}
