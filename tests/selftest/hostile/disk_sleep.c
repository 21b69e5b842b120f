/* A right but slow server: it answers only after a wait in state D of ps(1), as
 * for a page from the disk. That is no wait for a peer. Here vfork(2) makes
 * it. */
#include <sys/wait.h>
#include <time.h>

#include "hostile.h"

int main(void)
{
    int listener = listens();
    announces(listener);
    char buf[4096];
    size_t len;
    int client = hears(listener, buf, sizeof buf, &len);
    if (vfork() == 0) {
        nanosleep(&(struct timespec){1, 500000000}, NULL);
        _exit(0);
    }
    wait(NULL);
    send(client, buf, len, MSG_NOSIGNAL);
    hangs();
}
