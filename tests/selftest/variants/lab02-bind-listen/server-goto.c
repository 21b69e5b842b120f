/* server-goto.c - lab 2's server with one place for all errors, where it cleans
 * up. Its address comes from inet_pton(3). */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "lab.h"

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 65432);
    struct sockaddr_in wish = {0}, real;
    struct linger linger = {0};
    socklen_t len = sizeof real;
    const char *call = "socket";
    char host[INET_ADDRSTRLEN], line[3];
    int status = 1, error = 0, yes = 1;

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd == -1)
        goto failed;

    call = "setsockopt";
    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes) == -1 ||
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger) == -1 ||
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == -1)
        goto failed;

    call = "bind";
    wish.sin_family = AF_INET;
    wish.sin_port = htons(port);
    if (inet_pton(AF_INET, "127.0.0.1", &wish.sin_addr) != 1)
        goto failed;
    if (bind(fd, (struct sockaddr *)&wish, sizeof wish) == -1)
        goto failed;

    call = "listen";
    if (listen(fd, 2) == -1)
        goto failed;

    call = "getsockname";
    if (getsockname(fd, (struct sockaddr *)&real, &len) == -1)
        goto failed;
    if (!inet_ntop(AF_INET, &real.sin_addr, host, sizeof host))
        goto failed;
    say("listening on %s:%d", host, ntohs(real.sin_port));

    while (read_line(line, sizeof line) > 0)
        continue;
    status = 0;
    goto done;

failed:
    error = errno;
    if (fd != -1)
        close(fd);
    fd = -1;
    fprintf(stderr, "%s: %s, %s\n", call, net_error_name(error),
            net_error_words(error));
done:
    if (fd != -1 && close(fd) == -1)
        status = 1;
    return status;
}
