/* order.c - what comes before WSAStartup(), and what behind WSACleanup().
 *
 * Read:  handouts/lab01-socket.md, on Winsock */
#include "lab.h"

static const char *start(void)
{
    WSADATA about;
    return net_error_name(WSAStartup(MAKEWORD(2, 2), &about));
}

static const char *clean_up(void)
{
    return net_error_name(WSACleanup() == -1 ? net_error() : 0);
}

/* What does socket() say just now? The socket is left open. */
static const char *make(net_socket *s)
{
    *s = socket(AF_INET, SOCK_STREAM, 0);
    return net_error_name(*s == NET_INVALID ? net_error() : 0);
}

int main(int argc, char **argv)
{
    net_socket s, open;
    no_args(argc, argv);

    /* Step 1. Nothing works before the first start-up. */
    say("socket before WSAStartup: %s", make(&s));

    /* Step 2. Start-ups are counted. Two of them, say one in main() and one in
     * a library, and the first clean-up ends nothing. */
    say("first WSAStartup: %s", start());
    say("second WSAStartup: %s", start());
    say("first WSACleanup: %s", clean_up());
    say("socket: %s", make(&open));

    /* Step 3. The last one ends it for everybody in this process, also for a
     * socket that is still open: close first, clean up then. */
    say("second WSACleanup: %s", clean_up());
    say("socket after the last one: %s", make(&s));
    say("send on the one left open: %s",
        net_error_name(send(open, "x", 1, 0) == -1 ? net_error() : 0));
    say("closesocket on it: %s",
        net_error_name(net_close(open) == -1 ? net_error() : 0));

    /* Step 4. And one more is one too many. */
    say("third WSACleanup: %s", clean_up());
    return 0;
}
