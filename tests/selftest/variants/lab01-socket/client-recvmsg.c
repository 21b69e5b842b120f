/* client-recvmsg.c - lab 1's client: recvmsg(2), one function for the three
 * attempts, and non-blocking sockets. */
#include <fcntl.h>
#include <sys/uio.h>

#include "lab.h"

static net_socket make(void)
{
    net_socket s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == NET_INVALID || fcntl(s, F_SETFL, O_NONBLOCK) == -1)
        die("socket");
    return s;
}

static void attempt(net_socket s, const char *what)
{
    char byte;
    struct iovec room = {.iov_base = &byte, .iov_len = 1};
    struct msghdr message = {.msg_iov = &room, .msg_iovlen = 1};
    const char *became = "no error";
    if (recvmsg(s, &message, 0) == -1)
        became = net_error_name(net_error());
    say("%s: %s", what, became);
}

int main(int argc, char **argv)
{
    no_args(argc, argv);
    net_init();
    net_socket s = make();
    attempt(s, "recv before connect");
    if (net_close(s) == -1)
        die("close");
    attempt(s, "recv after close");
    net_socket next = make();
    attempt(s, "recv on the old number");
    if (net_close(next) == -1)
        die("close");
    net_cleanup();
    return 0;
}
