/* client-threads.c - lab 4's client with a thread that sends, while main()
 * prints what comes.
 *
 * The deadline may end main()'s recv() while the user is still typing; then it
 * is no error, and main() calls recv() again. POSIX
 * only. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lab.h"

static atomic_bool said;   /* all of stdin, and the half-close */
static atomic_bool failed; /* one of the threads reports a failure */

/* Both may find the same failure, and only one of them may call exit(). */
static _Noreturn void fail(void (*tell)(const char *), const char *call)
{
    if (atomic_exchange(&failed, true))
        for (;;)
            pause();
    tell(call);
    exit(1);
}

static void *say_all(void *arg)
{
    net_socket server = *(net_socket *)arg; /* valid: main() joins us */
    char buf[1000];
    size_t len;
    while ((len = read_line(buf, sizeof buf)) > 0)
        if (send_all(server, buf, len) == -1)
            fail(complain, "send");
    if (shutdown(server, SHUT_WR) == -1)
        fail(complain, "shutdown");
    atomic_store(&said, true);
    return NULL;
}

static void hear_all(net_socket server)
{
    char buf[1000];
    for (;;) {
        bool all = atomic_load(&said); /* before the wait, not after it */
        ssize_t got = recv(server, buf, sizeof buf, 0);
        if (got == 0)
            return;
        if (got > 0) {
            fwrite(buf, 1, (size_t)got, stdout);
            fflush(stdout);
        } else if (errno != EINTR && (all || !net_late(errno))) {
            fail(complain_or_late, "recv");
        }
    }
}

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 3000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();
    net_socket server = connect_to(host, port, ms);
    if (server == NET_INVALID)
        return 1;
    if (net_deadline(server, ms) == -1)
        die("setsockopt");
    pthread_t sender;
    if ((errno = pthread_create(&sender, NULL, say_all, &server)) != 0)
        die("pthread_create");
    hear_all(server);
    pthread_join(sender, NULL);
    net_close(server);
    net_cleanup();
    return 0;
}
