/* client-thread.c - lab 5's client, in which a thread receives.
 *
 * It puts each datagram, or an error, into a place for one answer. The thread
 * that sends requests waits for that place, and rejects wrong answers. At the
 * end shutdown() wakes the receiving thread. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lab.h"

static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool filled, over;
    ssize_t got;
    int error;
    char bytes[65507];
} box = {.lock = PTHREAD_MUTEX_INITIALIZER};

static net_socket s;

static void *receive_all(void *unused)
{
    static char bytes[sizeof box.bytes];
    (void)unused;
    for (;;) {
        ssize_t got = recv(s, bytes, sizeof bytes, 0);
        int error = got == -1 ? errno : 0;
        if (error == EINTR)
            continue;
        pthread_mutex_lock(&box.lock);
        while (box.filled && !box.over)
            pthread_cond_wait(&box.changed, &box.lock);
        if (!box.over) {
            box.filled = true;
            box.got = got;
            box.error = error;
            if (got > 0)
                memcpy(box.bytes, bytes, (size_t)got);
            pthread_cond_broadcast(&box.changed);
        }
        bool over = box.over;
        pthread_mutex_unlock(&box.lock);
        if (over)
            return NULL;
    }
}

/* Print the answer to this request if it comes in time. */
static bool hear(const char *head, size_t headlen, long ms)
{
    struct timespec end;
    bool heard = false, failed = false, late = false;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += ms / 1000;
    end.tv_nsec += ms % 1000 * 1000000;
    if (end.tv_nsec >= 1000000000) {
        end.tv_nsec -= 1000000000;
        end.tv_sec++;
    }
    pthread_mutex_lock(&box.lock);
    while (!heard && !failed && !late) {
        while (!box.filled && !late)
            late = pthread_cond_timedwait(&box.changed, &box.lock, &end) ==
                   ETIMEDOUT;
        if (!box.filled)
            break;
        if (box.got == -1) {
            errno = box.error;
            complain("recv");
            failed = true;
        } else if (box.got >= (ssize_t)headlen &&
                   memcmp(box.bytes, head, headlen) == 0) {
            fwrite(box.bytes + headlen, 1, (size_t)box.got - headlen, stdout);
            putchar('\n');
            fflush(stdout);
            heard = true;
        }
        box.filled = false;
        pthread_cond_broadcast(&box.changed);
    }
    pthread_mutex_unlock(&box.lock);
    return heard;
}

static void connect_udp(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM},
                    *found;
    int error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        complain_about_name(host, error);
        exit(1);
    }
    if ((s = socket(found->ai_family, SOCK_DGRAM, 0)) == NET_INVALID)
        die("socket");
    if (connect(s, found->ai_addr, found->ai_addrlen) == -1)
        die("connect");
    freeaddrinfo(found);
}

int main(int argc, char **argv)
{
    static char request[60016];
    const char *host, *port;
    long ms = 1000;
    int failed = 0;
    pthread_t thread;
    pthread_condattr_t steady;
    host_port_from_args(argc, argv, &host, &port, &ms);
    connect_udp(host, port);
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&box.changed, &steady);
    if ((errno = pthread_create(&thread, NULL, receive_all, NULL)) != 0)
        die("pthread_create");

    for (unsigned id = 1;; id++) {
        size_t headlen = (size_t)sprintf(request, "%u ", id);
        size_t len = read_line(request + headlen, 60000);
        if (len == 0)
            break;
        len -= request[headlen + len - 1] == '\n';
        bool heard = false;
        for (int tries = 0; !heard && tries < 3; tries++) {
            if (send(s, request, headlen + len, 0) == -1)
                complain("send");
            heard = hear(request, headlen, ms);
        }
        if (!heard) {
            fprintf(stderr, "request %u: no answer after 3 tries\n", id);
            failed = 1;
        }
    }

    pthread_mutex_lock(&box.lock);
    box.over = true;
    pthread_cond_broadcast(&box.changed);
    pthread_mutex_unlock(&box.lock);
    shutdown(s, SHUT_RDWR);
    pthread_join(thread, NULL);
    net_close(s);
    return failed;
}
