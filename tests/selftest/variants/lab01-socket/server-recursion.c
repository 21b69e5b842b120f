/* server-recursion.c - lab 1's server: the sockets of step 5 lie on the call
 * stack, one in each call, and are closed on the way back. */
#include "lab.h"

enum { HEAP = 64 };

static void describe(net_socket s);
static void reuse(net_socket s);
static void try_triples(void);
static void run_out(void);

int main(int argc, char **argv)
{
    no_args(argc, argv);
    net_init();

    /* Step 1. A socket is an endpoint; it has no address and no peer yet.
     * Zero is a good descriptor too: only NET_INVALID means failure. */
    net_socket s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == NET_INVALID)
        die("socket");

    say("made socket %d", (int)s);
    describe(s);
    reuse(s);
    try_triples();
    run_out();
    net_cleanup();
    return 0;
}

static void describe(net_socket s)
{
    int type = -1, listening = -1;
    struct sockaddr_in addr = {.sin_port = 1}; /* until the kernel says */

    /* Step 2. Ask the kernel what it made. It writes at most `size` bytes
     * and says in `size` how many: the length goes in and comes out. */
    socklen_t size = sizeof type;
    if (getsockopt(s, SOL_SOCKET, SO_TYPE, (void *)&type, &size) == -1)
        die("getsockopt");
    size = sizeof listening;
    if (getsockopt(s, SOL_SOCKET, SO_ACCEPTCONN, (void *)&listening, &size) ==
        -1)
        die("getsockopt");
    size = sizeof addr;
    if (getsockname(s, (struct sockaddr *)&addr, &size) == -1)
        addr.sin_port = 0; /* Windows: no name yet is an error */

    say("  family    %s", net_family(s) == AF_INET ? "AF_INET" : "unknown");
    say("  type      %s", type == SOCK_STREAM ? "SOCK_STREAM" : "another");
    say("  protocol  %s", net_protocol(s) == IPPROTO_TCP ? "TCP" : "unknown");
    say("  address   %s", addr.sin_port == 0 ? "none" : "it has one");
    say("  listening %s", listening ? "yes" : "no");
}

static void reuse(net_socket s)
{
    /* Step 3. close() gives the number back, and on POSIX the next socket
     * gets the lowest free one. So a number is unique only while it is open. */
    if (net_close(s) == -1)
        die("close");
    net_socket again = socket(AF_INET, SOCK_STREAM, 0);
    net_socket other = socket(AF_INET, SOCK_STREAM, 0);
    if (again == NET_INVALID || other == NET_INVALID)
        die("socket");

    say("closed %d, made %d: %s", (int)s, (int)again,
        again == s ? "the same number, another socket" : "another number");
    say("kept %d, made %d: %s", (int)again, (int)other,
        other == again ? "the same number" : "another number");
    if (net_close(again) == -1 || net_close(other) == -1)
        die("close");
}

static void try_triples(void)
{
    static const struct {
        int family, type, protocol;
        const char *text;
    } triples[] = {
        {AF_INET, SOCK_STREAM, 0, "AF_INET SOCK_STREAM 0"},
        {AF_INET, SOCK_STREAM, IPPROTO_TCP, "AF_INET SOCK_STREAM TCP"},
        {AF_INET, SOCK_DGRAM, 0, "AF_INET SOCK_DGRAM 0"},
        {AF_INET, SOCK_STREAM, IPPROTO_UDP, "AF_INET SOCK_STREAM UDP"},
        {AF_INET, SOCK_DGRAM, IPPROTO_UDP, "AF_INET SOCK_DGRAM UDP"},
        {AF_INET, SOCK_DGRAM, IPPROTO_TCP, "AF_INET SOCK_DGRAM TCP"},
        {AF_INET, SOCK_RDM, 0, "AF_INET SOCK_RDM 0"},
        {AF_UNSPEC, SOCK_STREAM, 0, "AF_UNSPEC SOCK_STREAM 0"},
    };

    for (size_t i = 0; i < sizeof triples / sizeof *triples; i++) {
        int family = triples[i].family, type = triples[i].type;
        int protocol = triples[i].protocol, error = 0;

        /* Step 4. Not every triple names something that exists. The error
         * says which part was wrong; read it before the next call hides it. */
        net_socket s = socket(family, type, protocol);
        if (s == NET_INVALID)
            error = net_error();
        else if (net_close(s) == -1)
            die("close");

        say("%-24s %s", triples[i].text, error ? net_error_name(error) : "ok");
    }
}

/* Make sockets until there are HEAP or the kernel refuses, and close them on
 * the way back. Prints the result at the deepest call. */
static int dive(int made, int *error)
{
    if (made == HEAP)
        return made;
    net_socket s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == NET_INVALID) {
        *error = net_error();
        return made;
    }
    int deepest = dive(made + 1, error);
    if (net_close(s) == -1)
        die("close");
    return deepest;
}

static void run_out(void)
{
    int error = 0, made = dive(0, &error);
    say("made %d more: %s", made,
        error ? net_error_words(error) : "not run out yet");
    net_socket s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s == NET_INVALID)
        die("socket");
    say("closed them: sockets can be made again");
    net_close(s);
}
