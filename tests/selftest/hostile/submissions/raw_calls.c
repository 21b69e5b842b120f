/* Calls the kernel past the spy: no error that the tests put into a call comes,
 * and none is handled. */
#define _GNU_SOURCE
#include <sys/syscall.h>

#include "hostile.h"

int main(void)
{
    char buf[4096];
    int listener = listens();
    announces(listener);
    for (;;) {
        struct sockaddr_in peer;
        socklen_t len = sizeof peer;
        long client = syscall(SYS_accept4, listener, &peer, &len, 0), got;
        if (client == -1)
            exit(1);
        printf("client from port %d\n", ntohs(peer.sin_port));
        fflush(stdout);
        while ((got = syscall(SYS_read, client, buf, sizeof buf)) > 0)
            syscall(SYS_sendto, client, buf, got, MSG_NOSIGNAL, NULL, 0);
        syscall(SYS_close, client);
    }
}
