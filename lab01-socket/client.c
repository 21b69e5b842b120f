/* client.c - use a socket too early, and too late.
 *
 * Run:   ./client             it needs no server: nothing goes over a wire
 * Read:  recv(2), errno(3), and handouts/lab01-socket.md
 */
#include "lab.h"

static void report(const char *what, int error);

int main(int argc, char **argv)
{
    no_args(argc, argv);
    net_init();
    char byte;
    int early = 0, late = 0, stale = 0;

    /* Step 6. A client begins with the very same socket as a server. Before
     * it is connected there is nobody to receive from. */
    /* SOLUTION 6: net_socket s = todo("step 6: make a socket, recv before connect", &byte, &early); */
    net_socket s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == NET_INVALID)
        die("socket");
    if (recv(s, &byte, sizeof byte, 0) == -1)
        early = net_error();
    /* END 6 */

    report("recv before connect", early);

    /* Step 7. After close() the number means nothing: EBADF here, ENOTSOCK
     * on Windows. It is a mistake in the program, never in the network. */
    /* SOLUTION 7: todo("step 7: recv after close", &late); */
    if (net_close(s) == -1)
        die("close");
    if (recv(s, &byte, sizeof byte, 0) == -1)
        late = net_error();
    /* END 7 */

    report("recv after close", late);

    /* Step 8. Worse: the next socket may get the same number, and then the
     * old variable works again, on a socket that is not its own. */
    /* SOLUTION 8: net_socket next = todo("step 8: make a socket, recv on the old one", s, &stale); */
    net_socket next = socket(AF_INET, SOCK_STREAM, 0);
    if (next == NET_INVALID)
        die("socket");
    if (recv(s, &byte, sizeof byte, 0) == -1)
        stale = net_error();
    /* END 8 */

    report("recv on the old number", stale);
    net_close(next);
    net_cleanup();
    return 0;
}

static void report(const char *what, int error)
{
    say("%s: %s", what, error ? net_error_name(error) : "no error");
}
