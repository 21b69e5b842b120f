/* server-batch.c - lab 5's server, which receives all waiting datagrams in one
 * call.
 *
 * Only Linux has recvmmsg(2) and sendmmsg(2). */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>

#include "lab.h"

enum { BATCH = 32, DATAGRAM_MAX = 65507 };

static struct mmsghdr batch[BATCH];
static struct iovec parts[BATCH];
static struct sockaddr_in senders[BATCH];
static char bytes[BATCH][DATAGRAM_MAX];

static void make_room(void)
{
    for (int i = 0; i < BATCH; i++) {
        parts[i].iov_base = bytes[i];
        parts[i].iov_len = DATAGRAM_MAX;
        memset(&batch[i], 0, sizeof batch[i]);
        batch[i].msg_hdr.msg_iov = &parts[i];
        batch[i].msg_hdr.msg_iovlen = 1;
        batch[i].msg_hdr.msg_name = &senders[i];
        batch[i].msg_hdr.msg_namelen = sizeof senders[i];
    }
}

/* sendmmsg() stops at the first datagram that fails; we skip that one. */
static void answer(net_socket s, int count)
{
    for (int done = 0; done < count;) {
        int sent = sendmmsg(s, batch + done, (unsigned)(count - done), 0);
        if (sent == -1 && errno == EINTR)
            continue;
        if (sent == -1)
            complain("sendto");
        done += sent > 0 ? sent : 1;
    }
}

int main(int argc, char **argv)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    socklen_t len = sizeof addr;
    addr.sin_port = htons(port_from_args(argc, argv, 8888));
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    net_socket s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (s == NET_INVALID)
        die("socket");
    if (bind(s, (struct sockaddr *)&addr, len) == -1)
        die("bind");
    if (getsockname(s, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");
    say("listening on 127.0.0.1:%d", ntohs(addr.sin_port));
    for (;;) {
        make_room();
        int count = recvmmsg(s, batch, BATCH, MSG_WAITFORONE, NULL);
        if (count == -1 && errno != EINTR)
            complain("recvfrom");
        for (int i = 0; i < count; i++) {
            say("%u bytes from port %d", batch[i].msg_len,
                ntohs(senders[i].sin_port));
            parts[i].iov_len = batch[i].msg_len;
        }
        answer(s, count);
    }
}
