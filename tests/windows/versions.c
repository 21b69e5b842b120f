/* versions.c - which Winsock does one get for the asking?
 *
 * Read:  handouts/lab01-socket.md, on Winsock
 *
 * On POSIX there is nothing to ask: sockets are calls of the kernel. */
#include "lab.h"

static void ask(BYTE major, BYTE minor);

int main(int argc, char **argv)
{
    static const BYTE wanted[][2] = {{0, 9}, {1, 0}, {1, 1}, {1, 3}, {2, 0},
                                     {2, 1}, {2, 2}, {2, 3}, {3, 0}};
    no_args(argc, argv);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        ask(wanted[i][0], wanted[i][1]);
    return 0;
}

static void ask(BYTE major, BYTE minor)
{
    WSADATA about = {0};

    /* Step 1. Ask for a version: the major number is the low byte. The error
     * is what the call returns. WSAGetLastError() knows nothing of it: it
     * belongs to what has not been started. */
    int error = WSAStartup(MAKEWORD(major, minor), &about);
    if (error != 0) {
        say("asked for %d.%d: %s", major, minor, net_error_name(error));
        return;
    }

    /* Step 2. Another version than the one asked for is no error. Who needs
     * 2.2 compares both halves, and gives up if either of them differs. */
    bool same =
        LOBYTE(about.wVersion) == major && HIBYTE(about.wVersion) == minor;
    say("asked for %d.%d: granted %d.%d%s", major, minor,
        LOBYTE(about.wVersion), HIBYTE(about.wVersion),
        same ? "" : ", another one");

    /* Step 3. Each start-up that was granted is one clean-up owed, whether
     * the version was the right one or not. */
    if (WSACleanup() == -1)
        die("WSACleanup");
}
