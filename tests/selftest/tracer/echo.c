/* echo.c - an echo server and its client in one, whose calls are looked for:
 * `places` has the lines where they stand. */
#include <stdio.h>
#include <unistd.h>

#include "lab.h"

static const char greeting[] = "hello";

/* What a helper of common/ does is done where the helper is called. */
static void reply(net_socket client, const char *buf, size_t len)
{
    if (send_all(client, buf, len) == -1)
        complain("send_all");
    say("sent %zu bytes", len);
}

static void echo(net_socket client)
{
    char buf[256], first;
    ssize_t got;
    if (recv(client, &first, 1, MSG_PEEK) == -1)
        complain("recv");
    while ((got = recv(client, buf, sizeof buf, 0)) > 0) {
        ssize_t taken = send(client, buf, (size_t)got, 0);
        if (taken == -1)
            complain("send");
        reply(client, buf, (size_t)got);
    }
    net_close(client);
}

static void serve(net_socket listener)
{
    net_socket client = accept(listener, NULL, NULL);
    if (client == NET_INVALID)
        die("accept");
    echo(client);
}

static net_socket visit(net_socket listener)
{
    struct sockaddr_in at;
    socklen_t len = sizeof at;
    net_socket visitor = socket(AF_INET, SOCK_STREAM, 0);
    if (getsockname(listener, (struct sockaddr *)&at, &len) == -1)
        die("getsockname");
    if (connect(visitor, (struct sockaddr *)&at, len) == -1)
        die("connect");
    if (write(visitor, greeting, sizeof greeting) == -1)
        die("write");
    shutdown(visitor, SHUT_WR);
    return visitor;
}

/* Leave old return addresses on the stack, which must not be taken for ours. */
static int decoy(const char *text, int depth)
{
    char copy[64];
    volatile int sum = 0;
    snprintf(copy, sizeof copy, "%s %d", text, depth);
    sum += recv(-1, copy, sizeof copy, 0) == -1; /* not looked for */
    for (int i = 0; copy[i]; i++)
        sum += copy[i];
    return depth ? sum + decoy(copy, depth - 1) : sum;
}

int main(void)
{
    net_init();
    int sum = decoy("depth", 12);
    net_socket listener = listen_on(0);
    sum += decoy("depth", 12);
    net_socket visitor = visit(listener);
    sum += decoy("depth", 12);
    serve(listener);
    net_close(visitor);
    return sum == 0;
}
