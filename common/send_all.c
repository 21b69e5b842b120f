/* send_all.c - lab 3, step 3, in one call: see lab.h. */
#include <errno.h>

#include "lab.h"

int send_all(net_socket s, const char *buf, size_t len)
{
    size_t sent = 0;
    while (sent < len) {
        ssize_t taken = send(s, buf + sent, len - sent, MSG_NOSIGNAL);
        if (taken == -1 && net_error() != EINTR)
            return -1;
        if (taken > 0)
            sent += (size_t)taken;
    }
    return 0;
}
