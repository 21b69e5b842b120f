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
