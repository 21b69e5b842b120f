/* Sends descriptors to itself until there are too many on their way: the kernel
 * counts them for a user, in all sandboxes together, and then refuses the next
 * one to everybody with so low a limit: also to those who grade a neighbour. */
#define _GNU_SOURCE
#include <sys/resource.h>

#include "hostile.h"

enum { EACH = 253 };

/* So many copies of a descriptor in one message; false: it could not be sent.
 */
static int sends(int to, int fd, size_t count)
{
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(EACH * sizeof(int))];
    } more;
    int fds[EACH];
    struct iovec one = {"x", 1};
    struct msghdr m = {.msg_iov = &one, .msg_iovlen = 1};
    for (size_t i = 0; i < count; i++)
        fds[i] = fd;
    m.msg_control = more.bytes;
    m.msg_controllen = CMSG_SPACE(count * sizeof *fds);
    more.head =
        (struct cmsghdr){CMSG_LEN(count * sizeof *fds), SOL_SOCKET, SCM_RIGHTS};
    memcpy(CMSG_DATA(&more.head), fds, count * sizeof *fds);
    return sendmsg(to, &m, MSG_DONTWAIT) == 1;
}

/* A socket that has them on their way is on its own way in another: so they are
 * hidden. Again and again, for others may have fewer by now. */
int main(void)
{
    int outer[2], inner[2];
    announces(listens());
    socketpair(AF_UNIX, SOCK_DGRAM, 0, outer);
    for (;; usleep(1000)) {
        if (socketpair(AF_UNIX, SOCK_DGRAM, 0, inner) == -1)
            continue;
        int hidden = sends(outer[0], inner[1], 1);
        while (hidden && (sends(inner[0], 0, EACH) || sends(inner[0], 0, 1)))
            continue;
        close(inner[0]);
        close(inner[1]);
    }
}
