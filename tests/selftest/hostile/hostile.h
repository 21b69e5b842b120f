/* hostile.h - the first steps of a server, for most attackers. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A listener on loopback, on a port that the kernel chooses. */
static inline int listens(void)
{
    struct sockaddr_in a = {.sin_family = AF_INET};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1 || bind(s, (struct sockaddr *)&a, sizeof a) == -1 ||
        listen(s, SOMAXCONN) == -1)
        exit(1);
    return s;
}

/* Print the line that the harness waits for. */
static inline void announces(int listener)
{
    struct sockaddr_in a;
    socklen_t len = sizeof a;
    if (getsockname(listener, (struct sockaddr *)&a, &len) == -1)
        exit(1);
    printf("listening on 127.0.0.1:%d\n", ntohs(a.sin_port));
    fflush(stdout);
}

/* Echo to one client after another, as lab 3's server does. */
static inline void serves(int listener)
{
    char buf[4096];
    for (int client; (client = accept(listener, NULL, NULL)) != -1;) {
        ssize_t got;
        while ((got = recv(client, buf, sizeof buf, 0)) > 0)
            send(client, buf, (size_t)got, MSG_NOSIGNAL);
        close(client);
    }
}

/* Accept the first client, and receive its first bytes. Returns its socket. */
static inline int hears(int listener, char *buf, size_t size, size_t *len)
{
    int client = accept(listener, NULL, NULL);
    ssize_t got = recv(client, buf, size, 0);
    if (got == -1)
        exit(1);
    *len = (size_t)got;
    return client;
}

static inline _Noreturn void hangs(void)
{
    for (;;)
        pause();
}

#endif
