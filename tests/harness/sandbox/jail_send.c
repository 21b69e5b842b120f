/* jail_send.c - see jail.h. A file of its own: the jailer needs it, too. */
#include <errno.h>
#include <poll.h>
#include <time.h>

#include "jail.h"

enum { PAUSE_MS = 5, SEND_SECONDS = 15 };

/* poll(2) cannot tell when there is room again, so we try until there is. */
ssize_t jail_send(int to, const struct msghdr *message)
{
    struct timespec start, now;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (;;) {
        ssize_t sent = sendmsg(to, message, MSG_NOSIGNAL);
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (sent != -1 || errno != ETOOMANYREFS ||
            now.tv_sec - start.tv_sec > SEND_SECONDS)
            return sent;
        poll(NULL, 0, PAUSE_MS);
    }
}
