/* Not wrong, only slow: it answers once its disk has brought a page of it. That
 * is state D of ps(1), and no waiting for a peer; here vfork(2) makes it. */
#include <sys/wait.h>
#include <time.h>

#include "hostile.h"

int main(void)
{
    int listener = listens();
    announces(listener);
    char buf[4096];
    int client = accept(listener, NULL, NULL);
    ssize_t got = recv(client, buf, sizeof buf, 0);
    if (vfork() == 0) {
        nanosleep(&(struct timespec){1, 500000000}, NULL);
        _exit(0);
    }
    wait(NULL);
    send(client, buf, got > 0 ? (size_t)got : 0, MSG_NOSIGNAL);
    hangs();
}
