/* Files in memory that no process has open: they are under way in a socket. */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "hostile.h"

static void send_away(int s, int fd)
{
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof fd)];
    } more = {.head = {CMSG_LEN(sizeof fd), SOL_SOCKET, SCM_RIGHTS}};
    struct iovec one = {"x", 1};
    struct msghdr m = {.msg_iov = &one, .msg_iovlen = 1};
    m.msg_control = more.bytes;
    m.msg_controllen = sizeof more.bytes;
    memcpy(CMSG_DATA(&more.head), &fd, sizeof fd);
    sendmsg(s, &m, MSG_DONTWAIT);
    close(fd);
}

int main(void)
{
    static char piece[1 << 20];
    int ends[2];
    memset(piece, 1, sizeof piece);
    announces(listens());
    for (int n = 0; n < 200; n++) {
        if (n % 100 == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1)
            break;
        int fd = memfd_create("mine", 0);
        for (int i = 0; i < 15; i++)
            if (write(fd, piece, sizeof piece) == -1)
                break;
        send_away(ends[0], fd);
    }
    hangs();
}
