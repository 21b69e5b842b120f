/* server-main.c - the chat of lab 6 in C89, all of it in main.
 *
 * It has parallel arrays in place of structures, poll() in place of select(),
 * and blocking sockets with MSG_DONTWAIT in each call. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

#define MOST 1000
#define LINE 65537
#define QUEUE 262144

int main(int argc, char **argv)
{
    static struct pollfd polled[MOST + 1];
    static char *line[MOST + 1], *queue[MOST + 1];
    static size_t held[MOST + 1], queued[MOST + 1];
    static int gone[MOST + 1];
    int count, known, i, k, ready, full, on, s;
    long n;
    size_t whole, sent;

    polled[0].fd = listen_on(port_from_args(argc, argv, 9003));
    polled[0].events = POLLIN;
    if (net_nonblocking(polled[0].fd, 1) == -1)
        die("fcntl");
    count = 1;
    full = 0;

    for (;;) {
        polled[0].events = (short)(full ? 0 : POLLIN);
        for (i = 1; i < count; i++)
            polled[i].events =
                (short)(queued[i] > 0 ? POLLIN | POLLOUT : POLLIN);
        ready = poll(polled, (nfds_t)count, full ? 1000 : -1);
        if (ready == -1 && errno == EINTR)
            continue;
        if (ready == -1)
            die("poll");
        if (ready == 0)
            full = 0;

        known = count;
        while (polled[0].revents != 0 && !full) {
            s = accept(polled[0].fd, NULL, NULL);
            if (s == -1 && net_transient(errno))
                break;
            if (s == -1 || count > MOST) {
                if (s == -1)
                    complain("accept");
                else
                    net_close(s);
                full = 1;
                break;
            }
            line[count] = malloc(LINE);
            queue[count] = malloc(QUEUE);
            if (line[count] == NULL || queue[count] == NULL) {
                free(line[count]);
                free(queue[count]);
                net_close(s);
                full = 1;
                break;
            }
            on = 1;
            setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            polled[count].fd = s;
            polled[count].revents = 0;
            held[count] = queued[count] = 0;
            gone[count] = 0;
            count++;
        }

        for (i = 1; i < known; i++) {
            if (!gone[i] && (polled[i].revents & POLLOUT) != 0) {
                n = send(polled[i].fd, queue[i], queued[i],
                         MSG_DONTWAIT | MSG_NOSIGNAL);
                if (n > 0) {
                    queued[i] -= (size_t)n;
                    memmove(queue[i], queue[i] + n, queued[i]);
                } else if (n == -1 && errno != EINTR && errno != EAGAIN)
                    gone[i] = 1;
            }
            if (gone[i] || (polled[i].revents & ~POLLOUT) == 0)
                continue;
            n = recv(polled[i].fd, line[i] + held[i], LINE - held[i],
                     MSG_DONTWAIT);
            if (n == -1 && (errno == EINTR || errno == EAGAIN))
                continue;
            if (n <= 0) {
                gone[i] = 1;
                continue;
            }
            held[i] += (size_t)n;
            for (whole = held[i]; whole > 0; whole--)
                if (line[i][whole - 1] == '\n')
                    break;
            for (k = 1; k < count && whole > 0; k++) {
                if (k == i || gone[k])
                    continue;
                sent = 0;
                if (queued[k] == 0) {
                    n = send(polled[k].fd, line[i], whole,
                             MSG_DONTWAIT | MSG_NOSIGNAL);
                    if (n >= 0)
                        sent = (size_t)n;
                    else if (errno != EINTR && errno != EAGAIN)
                        gone[k] = 1;
                }
                if (whole - sent > QUEUE - queued[k])
                    gone[k] = 1;
                if (gone[k])
                    continue;
                memcpy(queue[k] + queued[k], line[i] + sent, whole - sent);
                queued[k] += whole - sent;
            }
            held[i] -= whole;
            memmove(line[i], line[i] + whole, held[i]);
            if (held[i] == LINE)
                gone[i] = 1;
        }

        for (i = count - 1; i > 0; i--) {
            if (!gone[i])
                continue;
            net_close(polled[i].fd);
            free(line[i]);
            free(queue[i]);
            count--;
            polled[i] = polled[count];
            line[i] = line[count];
            queue[i] = queue[count];
            held[i] = held[count];
            queued[i] = queued[count];
            gone[i] = gone[count];
            full = 0;
        }
    }
}
