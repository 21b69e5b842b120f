/* server-threads.c - lab 5's server: one thread receives, another answers.
 *
 * Between them is a ring of datagrams: the first thread waits while it is full,
 * the second one while it is empty. So the answers keep the order of the
 * requests. */
#include <errno.h>
#include <pthread.h>

#include "lab.h"

enum { RING = 16, DATAGRAM_MAX = 65507 };

static struct datagram {
    struct sockaddr_in from;
    socklen_t fromlen;
    ssize_t len;
    char bytes[DATAGRAM_MAX];
} ring[RING];
static unsigned first, count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static net_socket s;

/* Wait while the ring holds `not` datagrams. */
static void wait_until_not(unsigned not )
{
    pthread_mutex_lock(&lock);
    while (count == not )
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
}

static void change(int by)
{
    pthread_mutex_lock(&lock);
    count += (unsigned)by;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

static void *answer_all(void *unused)
{
    (void)unused;
    for (;;) {
        wait_until_not(0);
        struct datagram *d = &ring[first];
        ssize_t sent;
        do
            sent = sendto(s, d->bytes, (size_t)d->len, 0,
                          (struct sockaddr *)&d->from, d->fromlen);
        while (sent == -1 && errno == EINTR);
        if (sent == -1)
            complain("sendto");
        first = (first + 1) % RING;
        change(-1);
    }
    return NULL;
}

static void receive(struct datagram *d)
{
    do {
        d->fromlen = sizeof d->from;
        d->len = recvfrom(s, d->bytes, sizeof d->bytes, 0,
                          (struct sockaddr *)&d->from, &d->fromlen);
        if (d->len == -1 && errno != EINTR)
            complain("recvfrom");
    } while (d->len == -1);
    say("%d bytes from port %d", (int)d->len, ntohs(d->from.sin_port));
}

int main(int argc, char **argv)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    socklen_t len = sizeof addr;
    pthread_t thread;
    addr.sin_port = htons(port_from_args(argc, argv, 8888));
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if ((s = socket(AF_INET, SOCK_DGRAM, 0)) == NET_INVALID)
        die("socket");
    if (bind(s, (struct sockaddr *)&addr, len) == -1)
        die("bind");
    if (getsockname(s, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");
    if ((errno = pthread_create(&thread, NULL, answer_all, NULL)) != 0)
        die("pthread_create");
    say("listening on 127.0.0.1:%d", ntohs(addr.sin_port));
    for (unsigned next = 0;; next = (next + 1) % RING) {
        wait_until_not(RING);
        receive(&ring[next]);
        change(1);
    }
}
